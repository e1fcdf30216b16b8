import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import { z } from 'zod';
import { Problem } from '../common/problem.ts';
import { runsGuestsHere, type Settings } from '../common/settings.ts';
import { type Database, onlyRowOf, rowOf, rowsOf, type Schema } from '../db/index.ts';
import type { BackendObject } from '../drivers/driver.ts';
import { type Cloud, keepCloud } from './cloud.ts';
import type { Clouds } from './clouds.ts';
import { poolOwner } from './settle-pool.ts';

const tablesRow = z.strictObject({ projects: z.boolean(), clouds: z.boolean(), backends: z.boolean() });
const recordsRow = z.strictObject({ begun: z.boolean() });
const identityRow = z.strictObject({
  uuid: z.uuid(),
  short: z.string().nullable(),
  driver: z.string().nullable(),
});
const driverRow = z.strictObject({ driver: z.string() });
const poolRow = z.strictObject({ cidr: z.string() });
const knownRow = z.strictObject({ known: z.boolean() });

/** What a database says of itself, at whatever version it is. */
export interface Records {
  /** Whether a cloud has ever started with it: from then on there is a project. */
  begun: boolean;
  /** Which cloud they are of; null: none yet, or they are of a version that did not write it down. */
  uuid: string | null;
  /** What it calls its things; null: they are of a version that did not write it down. */
  short: string | null;
  /** That it has begun with, and those of its clouds; none: as above. */
  drivers: string[];
}

export async function readRecords(db: QueryExecutorProvider): Promise<Records> {
  const query = sql`
    SELECT to_regclass('public.project') IS NOT NULL AS projects, to_regclass('public.cloud') IS NOT NULL AS clouds,
      to_regclass('public.backend') IS NOT NULL AS backends`;
  const { projects, clouds, backends } = await onlyRowOf(db, tablesRow, query);
  const records = projects
    ? await onlyRowOf(db, recordsRow, sql`SELECT EXISTS (SELECT FROM project) AS begun`)
    : { begun: false };
  // columns that it may not have yet
  const identified = sql`SELECT uuid, to_jsonb(c) ->> 'short' AS short, to_jsonb(c) ->> 'driver' AS driver FROM cloud c`;
  const identity = clouds ? await rowOf(db, identityRow, identified) : undefined;
  const listed = sql`SELECT driver FROM backend WHERE driver IS NOT NULL AND removed IS NULL`;
  const { driver, ...named } = identity ?? { uuid: null, short: null, driver: null };
  const drivers = (backends ? await rowsOf(db, driverRow, listed) : []).map((row) => row.driver);
  return { begun: records.begun, ...named, drivers: driver === null ? drivers : [driver, ...drivers] };
}

/**
 * Throws unless the database is that of the state directory: what is in the one would be nobody's by the other.
 * `database-empty` for one that was lost, `other-database` for one of another cloud.
 */
export async function assertSameCloud(db: Database, clouds: Clouds, home: string, cloud: Cloud): Promise<void> {
  // before the records are: another node writes those before it makes anything
  const held = await clouds.all((driver) => driver.holdings());
  const { begun, uuid } = await readRecords(db);
  if (!begun && held.length > 0) throw databaseEmpty(home, held);
  if (!begun || uuid === (cloud.uuid ?? '')) return;
  // where one of both does not say it yet, they belong together when the one knows anything of the other
  const says = uuid !== null && cloud.uuid !== null;
  if (says || (held.length > 0 && !(await knowsAny(db, held)))) throw otherDatabase(home);
}

/** The same for our own PostgreSQL, before an empty one is made in place of one that was lost. */
export async function assertDatabaseKept({ home, database_url }: Settings, clouds: Clouds): Promise<void> {
  if (database_url !== null || existsSync(join(home, 'postgres', 'data', 'PG_VERSION'))) return;
  const held = await clouds.all((driver) => driver.holdings());
  if (held.length > 0) throw databaseEmpty(home, held);
}

/**
 * The cloud as this node shall have it: one that begins beside others takes the identity that their records say. Throws
 * `other-driver`; `cloud-of-other-node` where guests run on the machine of the node that has begun it.
 */
export async function joinCloud(db: Database, settings: Settings, cloud: Cloud): Promise<Cloud> {
  const { begun, uuid, short, drivers } = await readRecords(db);
  const ours = settings.clouds.map(({ driver }) => driver);
  // one of several may be left out: each is looked at once the records know them
  if (drivers.length > 0 && !ours.some((driver) => drivers.includes(driver))) throw otherDriver(drivers, ours);
  if (!begun || uuid === null || cloud.uuid !== null) return cloud;
  if (short === null || runsGuestsHere(settings)) throw ofOtherNode(settings.home);
  const pool = sql`
    SELECT cidr::text AS cidr FROM subnet s WHERE project IS NULL
    -- a column that it may not have yet
    ORDER BY to_jsonb(s) ->> 'cloud' = ${poolOwner(settings)} DESC NULLS LAST LIMIT 1`;
  const { cidr } = await onlyRowOf(db, poolRow, pool);
  const joined = { ...cloud, uuid, cloud: short, floatingPool: cidr };
  await keepCloud(settings.home, joined);
  return joined;
}

/** Has records and state directory say the same identity, for good, and returns it. Throws `other-database`. */
export async function shareIdentity(db: Kysely<Schema>, settings: Settings, cloud: Cloud): Promise<Cloud> {
  const { home } = settings;
  const driver = settings.clouds.find(({ name }) => name === poolOwner(settings))?.driver ?? null;
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

function otherDriver(theirs: string[], ours: string[]): Problem {
  const [of, own] = [theirs, ours].map((drivers) => [...new Set(drivers)].join(', '));
  return new Problem('other-driver', `The cloud of this database has the driver ${of}, and this node ${own}.`);
}

function ofOtherNode(home: string): Problem {
  return new Problem('cloud-of-other-node', `The cloud of this database is not that of ${home}. Nothing was touched.`);
}

function otherDatabase(home: string): Problem {
  return new Problem('other-database', `The database is of another cloud than ${home}. Nothing was touched.`);
}
