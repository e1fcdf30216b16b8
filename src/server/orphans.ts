import { sql } from 'kysely';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Diagnosis, Repair } from '../api/index.ts';
import { asProblem } from '../common/problem.ts';
import { type Database, rowsOf } from '../db/index.ts';
import type { BackendObject, Driver } from '../drivers/driver.ts';

const wantedRow = z.strictObject({ kind: z.string(), ids: z.array(z.string()) });

/** Kinds that hold what a user has made: they are moved to the trash, all else can be made again from rows. */
const dataKinds: ReadonlySet<BackendObject['kind']> = new Set(['guest', 'volume', 'snapshot', 'image', 'file']);

/** What should be on the host, by kind, straight from the rows. */
async function wanted(db: Database): Promise<Map<string, Set<string>>> {
  const query = sql`
    WITH used AS (SELECT DISTINCT project FROM port WHERE plugged)
    SELECT 'guest' AS kind, coalesce(array_agg(uuid), '{}')::text[] AS ids FROM instance WHERE reserved
    UNION ALL SELECT 'volume', coalesce(array_agg(uuid), '{}')::text[]
      FROM (SELECT uuid FROM volume WHERE reserved UNION ALL SELECT uuid FROM hidden_disk) v
    UNION ALL SELECT 'snapshot', coalesce(array_agg(uuid), '{}')::text[] FROM snapshot WHERE reserved
    UNION ALL SELECT 'router', coalesce(array_agg(project), '{}')::text[] FROM used
    UNION ALL SELECT 'network', coalesce(array_agg(uuid), '{}')::text[] FROM network WHERE project IN (SELECT project FROM used)
    UNION ALL SELECT 'subnet', coalesce(array_agg(uuid), '{}')::text[] FROM subnet WHERE project IN (SELECT project FROM used)
    UNION ALL SELECT 'security-group', coalesce(array_agg(uuid), '{}')::text[] FROM security_group
      WHERE project IN (SELECT project FROM used)
    UNION ALL SELECT 'port', coalesce(array_agg(uuid), '{}')::text[] FROM port WHERE plugged
    UNION ALL SELECT 'image', coalesce(array_agg(uuid), '{}')::text[] FROM image
      -- or is being taken away
      WHERE removed IS NULL OR EXISTS (SELECT FROM image_copy y WHERE y.image = image.uuid)`;
  const rows = await rowsOf(db, wantedRow, query);
  return new Map(rows.map(({ kind, ids }) => [kind, new Set(ids)]));
}

/** What is on the host without a row, with what a repair would do about it. */
export async function findOrphans(db: Database, driver: Driver): Promise<Diagnosis['orphans']> {
  const objects = await withoutRow(db, driver);
  const uses = await driver.inUse(objects);
  return objects.map(({ kind, id, detail }, index) => {
    const use = uses[index] ?? null;
    const fate = use !== null ? 'kept' : dataKinds.has(kind) ? 'trashed' : 'removed';
    return { kind, id, detail, fate, reason: use ?? '' };
  });
}

/**
 * Takes away what is on the host without a row, of what `shown` has told; null: all of it. What users have made goes to the
 * trash, and what a guest runs with stays. Returns what became of each.
 */
export async function removeOrphans(
  db: Database,
  driver: Driver,
  log: Logger,
  shown: ReadonlySet<string> | null,
): Promise<Repair> {
  const repair: Repair = { removed: [], trashed: [], kept: [], failed: [] };
  const objects = await withoutRow(db, driver);
  for (const object of objects) {
    const { kind, id, detail } = object;
    if (shown?.has(detail) === false) continue;
    const thing = { kind, id, detail };
    try {
      await driver.discard(object);
      repair[dataKinds.has(kind) ? 'trashed' : 'removed'].push(thing);
    } catch (error) {
      const { code, message: reason } = asProblem(error);
      if (code === 'used-by-guest') {
        repair.kept.push({ ...thing, reason });
        continue;
      }
      log.warn({ err: error, ...thing }, 'what belongs to nothing could not be removed');
      repair.failed.push({ ...thing, reason });
    }
  }
  return repair;
}

/** What several repairs have done. */
export function joined(repairs: Repair[]): Repair {
  return {
    removed: repairs.flatMap(({ removed }) => removed),
    trashed: repairs.flatMap(({ trashed }) => trashed),
    kept: repairs.flatMap(({ kept }) => kept),
    failed: repairs.flatMap(({ failed }) => failed),
  };
}

/** What is on the host without a row, looked at twice: what a workflow is just taking away is gone the second time. */
async function withoutRow(db: Database, driver: Driver): Promise<BackendObject[]> {
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
