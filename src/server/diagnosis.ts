import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Diagnosis, Repair } from '../api/index.ts';
import { freeMiB } from '../common/files.ts';
import { asProblem } from '../common/problem.ts';
import type { Settings } from '../common/settings.ts';
import { type Database, rowsOf } from '../db/index.ts';
import type { BackendFacts, BackendObject, Driver } from '../drivers/driver.ts';
import { z } from 'zod';

const lowDiskMiB = 2048;

const wantedRow = z.strictObject({ kind: z.string(), ids: z.array(z.string()) });
const neededRow = z.strictObject({ kind: z.string(), id: z.string() });

/** What should be on the host, by kind, straight from the rows. */
async function wanted(db: Database): Promise<Map<string, Set<string>>> {
  const query = sql`
    SELECT 'guest' AS kind, coalesce(array_agg(uuid), '{}')::text[] AS ids FROM instance WHERE reserved
    UNION ALL SELECT 'volume', coalesce(array_agg(uuid), '{}')::text[]
      FROM (SELECT uuid FROM volume WHERE reserved UNION ALL SELECT uuid FROM hidden_disk) v
    UNION ALL SELECT 'router', coalesce(array_agg(DISTINCT project), '{}')::text[] FROM port WHERE plugged
    UNION ALL SELECT 'port', coalesce(array_agg(uuid), '{}')::text[] FROM port WHERE plugged
    UNION ALL SELECT 'image', coalesce(array_agg(uuid), '{}')::text[] FROM image WHERE removed IS NULL`;
  const rows = await rowsOf(db, wantedRow, query);
  return new Map(rows.map(({ kind, ids }) => [kind, new Set(ids)]));
}

/** What instances with nothing under way need and the host has not: volumes, routers. */
async function findMissing(db: Database, driver: Driver): Promise<Diagnosis['missing']> {
  const query = sql`
    SELECT 'volume' AS kind, v.uuid AS id FROM volume v JOIN instance i ON i.uuid = v.instance WHERE i.state = 'OK'
    UNION SELECT 'router', p.project FROM port p JOIN instance i ON i.uuid = p.instance
      WHERE i.state = 'OK' AND p.plugged`;
  const rows = await rowsOf(db, neededRow, query);
  const there = new Set((await driver.inventory()).map(({ kind, id }) => `${kind} ${id}`));
  const lacking = rows.filter(({ kind, id }) => !there.has(`${kind} ${id}`));
  return lacking.map(({ kind, id }) => ({ kind, id, detail: `${kind} is needed and is not there` }));
}

/** Instances that should run by now, with nothing under way that would start or stop them. */
async function settled(db: Database): Promise<string[]> {
  const query = db.selectFrom('instance').select('uuid').where('state', '=', 'OK').where('power', '=', 'on');
  return (await query.execute()).map(({ uuid }) => uuid);
}

/** Compares rows and host, and looks at what the cloud needs of the machine. Costs one look at each thing. */
export async function diagnose(
  db: Database,
  driver: Driver,
  settings: Settings,
  facts: BackendFacts | null,
): Promise<Diagnosis> {
  const orphans = await findOrphans(db, driver);
  const missing = await findMissing(db, driver);
  for (const id of await settled(db)) {
    if ((await driver.guestState(id)) !== 'running')
      missing.push({ kind: 'guest', id, detail: 'should run and does not' });
  }
  const checks = [await diskCheck(settings), await runCheck(db), backendCheck(facts)];
  const ok = checks.every((check) => check.ok) && orphans.length === 0 && missing.length === 0;
  return { ok, checks, orphans, missing };
}

/** Removes what is on the host without a row. Returns what went, and what could not be removed with the reason. */
export async function removeOrphans(db: Database, driver: Driver, log: Logger): Promise<Repair> {
  const repair: Repair = { removed: [], failed: [] };
  for (const object of await findOrphans(db, driver)) {
    const { kind, id, detail } = object;
    try {
      await driver.discard(object);
      repair.removed.push({ kind, id, detail });
    } catch (error) {
      log.warn({ err: error, kind, id, detail }, 'what belongs to nothing could not be removed');
      repair.failed.push({ kind, id, detail, reason: asProblem(error).message });
    }
  }
  return repair;
}

/** What is on the host without a row, looked at twice: what a workflow is just taking away is gone the second time. */
async function findOrphans(db: Database, driver: Driver): Promise<BackendObject[]> {
  const look = async (): Promise<BackendObject[]> => {
    const found = await driver.inventory();
    const known = await wanted(db);
    return found.filter((object) => isOrphan(object, known));
  };
  const suspects = await look();
  if (suspects.length === 0) return [];
  const details = new Set(suspects.map(({ detail }) => detail));
  return (await look()).filter(({ detail }) => details.has(detail));
}

function isOrphan(object: BackendObject, known: Map<string, Set<string>>): boolean {
  if (object.id === null) return true;
  // processes and files name the guest they belong to
  const kind = known.has(object.kind) ? object.kind : 'guest';
  return known.get(kind)?.has(object.id) !== true;
}

async function diskCheck({ home }: Settings): Promise<Diagnosis['checks'][number]> {
  const free = await freeMiB(home);
  const detail = `${free} MiB free below ${home}`;
  return {
    name: 'disk space',
    ok: free >= lowDiskMiB,
    detail,
    remedy: `Free space: at least ${lowDiskMiB} MiB are needed.`,
  };
}

async function runCheck(db: Database): Promise<Diagnosis['checks'][number]> {
  const { n } = await db
    .selectFrom('workflow as w')
    .innerJoin('workflow_step as s', 's.workflow', 'w.uuid')
    .select((eb) => eb.fn.countAll().as('n'))
    .where('w.state', '=', 'undoing')
    .where('s.state', '=', 'undoing')
    .where('s.attempt', '>', 5)
    .executeTakeFirstOrThrow();
  const stuck = Number(n);
  const detail = stuck === 0 ? 'every run moves' : `${stuck} runs cannot undo a step and keep trying`;
  return {
    name: 'workflows',
    ok: stuck === 0,
    detail,
    remedy: 'Read the messages of their steps (order show) and mend the cause.',
  };
}

function backendCheck(facts: BackendFacts | null): Diagnosis['checks'][number] {
  const detail =
    facts === null ? 'the accelerator is not proven yet' : `${facts.accelerator}, ${facts.version}: ${facts.evidence}`;
  return { name: 'backend', ok: facts !== null, detail, remedy: 'Wait for the preparation to end (slipway status).' };
}
