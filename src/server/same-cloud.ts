import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import { z } from 'zod';
import { Problem } from '../common/problem.ts';
import { runsGuestsHere, type Settings } from '../common/settings.ts';
import { type Database, onlyRowOf, rowOf, type Schema } from '../db/index.ts';
import type { BackendObject, Driver } from '../drivers/driver.ts';
import { type Cloud, keepCloud } from './cloud.ts';

const tablesRow = z.strictObject({ projects: z.boolean(), clouds: z.boolean() });
const recordsRow = z.strictObject({ begun: z.boolean() });
const identityRow = z.strictObject({
  uuid: z.uuid(),
  short: z.string().nullable(),
  driver: z.string().nullable(),
});
const poolRow = z.strictObject({ cidr: z.string() });
const knownRow = z.strictObject({ known: z.boolean() });

/** What a database says of itself, at whatever version it is. */
export interface Records {
  /** Whether a cloud has ever started with it: from then on there is a project. */
  begun: boolean;
  /** Which cloud they are of; null: none yet, or they are of a version that did not write it down. */
  uuid: string | null;
  /** What it calls its things, and by which driver; null: they are of a version that did not write it down. */
  short: string | null;
  driver: string | null;
}

export async function readRecords(db: QueryExecutorProvider): Promise<Records> {
  const query = sql`
    SELECT to_regclass('public.project') IS NOT NULL AS projects, to_regclass('public.cloud') IS NOT NULL AS clouds`;
  const { projects, clouds } = await onlyRowOf(db, tablesRow, query);
  const records = projects
    ? await onlyRowOf(db, recordsRow, sql`SELECT EXISTS (SELECT FROM project) AS begun`)
    : { begun: false };
  // columns that it may not have yet
  const identified = sql`SELECT uuid, to_jsonb(c) ->> 'short' AS short, to_jsonb(c) ->> 'driver' AS driver FROM cloud c`;
  const identity = clouds ? await rowOf(db, identityRow, identified) : undefined;
  return { begun: records.begun, ...(identity ?? { uuid: null, short: null, driver: null }) };
}

/**
 * Throws unless the database is that of the state directory: what is in the one would be nobody's by the other.
 * `database-empty` for one that was lost, `other-database` for one of another cloud.
 */
export async function assertSameCloud(db: Database, driver: Driver, home: string, cloud: Cloud): Promise<void> {
  // before the records are: another node writes those before it makes anything
  const held = await driver.holdings();
  const { begun, uuid } = await readRecords(db);
  if (!begun && held.length > 0) throw databaseEmpty(home, held);
  if (!begun || uuid === (cloud.uuid ?? '')) return;
  // where one of both does not say it yet, they belong together when the one knows anything of the other
  const says = uuid !== null && cloud.uuid !== null;
  if (says || (held.length > 0 && !(await knowsAny(db, held)))) throw otherDatabase(home);
}

/** The same for our own PostgreSQL, before an empty one is made in place of one that was lost. */
export async function assertDatabaseKept({ home, database_url }: Settings, driver: Driver): Promise<void> {
  if (database_url !== null || existsSync(join(home, 'postgres', 'data', 'PG_VERSION'))) return;
  const held = await driver.holdings();
  if (held.length > 0) throw databaseEmpty(home, held);
}

/**
 * The cloud as this node shall have it: one that begins beside others takes the identity that their records say. Throws
 * `other-driver`; `cloud-of-other-node` where guests run on the machine of the node that has begun it.
 */
export async function joinCloud(db: Database, settings: Settings, cloud: Cloud): Promise<Cloud> {
  const { begun, uuid, short, driver } = await readRecords(db);
  if (driver !== null && driver !== settings.driver) throw otherDriver(driver, settings.driver);
  if (!begun || uuid === null || cloud.uuid !== null) return cloud;
  if (short === null || runsGuestsHere(settings)) throw ofOtherNode(settings.home);
  const { cidr } = await onlyRowOf(db, poolRow, sql`SELECT cidr::text AS cidr FROM subnet WHERE project IS NULL`);
  const joined = { ...cloud, uuid, cloud: short, floatingPool: cidr };
  await keepCloud(settings.home, joined);
  return joined;
}

/** Has records and state directory say the same identity, for good, and returns it. Throws `other-database`. */
export async function shareIdentity(db: Kysely<Schema>, settings: Settings, cloud: Cloud): Promise<Cloud> {
  const { home, driver } = settings;
  const named = { short: cloud.cloud, driver, first_pool: cloud.floatingPool };
  // nodes that start at once make one cloud together
  await db
    .insertInto('cloud')
    .values({ uuid: cloud.uuid ?? randomUUID(), ...named })
    .onConflict((conflict) => conflict.column('one').doNothing())
    .execute();
  await db.updateTable('cloud').set(named).where('short', 'is', null).execute();
  const known = db.selectFrom('cloud').select(['uuid', 'short', 'first_pool']);
  const { uuid, short, first_pool } = await known.executeTakeFirstOrThrow();
  if (cloud.uuid === uuid) return cloud;
  if (cloud.uuid !== null) throw otherDatabase(home);
  const shared = { ...cloud, uuid, cloud: short ?? cloud.cloud, floatingPool: first_pool ?? cloud.floatingPool };
  await keepCloud(home, shared);
  return shared;
}

async function knowsAny(db: QueryExecutorProvider, held: BackendObject[]): Promise<boolean> {
  const ids = held.flatMap(({ id }) => (id === null ? [] : [id]));
  const query = sql`
    SELECT EXISTS (SELECT FROM instance WHERE uuid = ANY(${ids}::uuid[]))
      OR EXISTS (SELECT FROM volume WHERE uuid = ANY(${ids}::uuid[]))
      OR EXISTS (SELECT FROM image WHERE uuid = ANY(${ids}::uuid[])) AS known`;
  return (await onlyRowOf(db, knownRow, query)).known;
}

function databaseEmpty(home: string, held: BackendObject[]): Problem {
  const count = (kind: string): number => held.filter((object) => object.kind === kind).length;
  const what = `${count('guest')} VMs, ${count('volume')} volumes and ${count('image')} images`;
  return new Problem('database-empty', `The database is empty, and ${home} holds ${what}. Nothing was touched.`);
}

function otherDriver(driver: string, ours: string): Problem {
  return new Problem('other-driver', `The cloud of this database has the driver ${driver}, and this node ${ours}.`);
}

function ofOtherNode(home: string): Problem {
  return new Problem('cloud-of-other-node', `The cloud of this database is not that of ${home}. Nothing was touched.`);
}

function otherDatabase(home: string): Problem {
  return new Problem('other-database', `The database is of another cloud than ${home}. Nothing was touched.`);
}
