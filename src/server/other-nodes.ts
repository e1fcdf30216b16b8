import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import { Problem } from '../common/problem.ts';
import { isOutage, onlyRowOf, openDatabase, openPool } from '../db/index.ts';

/** Connections of a control plane that has ended are gone within this, ms. */
const goneMs = 3_000;
const lookEveryMs = 200;

const inUse = z.strictObject({ connections: z.number() });

/**
 * Throws `nodes-running` when others work with an external database: other nodes of the cloud. One that does not answer
 * is of no use to them either.
 */
export async function refuseOtherNodes(databaseUrl: string): Promise<void> {
  const db = openDatabase(openPool({ connectionString: databaseUrl, max: 1 }));
  const others = sql`
    SELECT count(*)::int AS connections FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`;
  try {
    for (const until = Date.now() + goneMs; ; await sleep(lookEveryMs)) {
      const { connections } = await onlyRowOf(db, inUse, others);
      if (connections === 0) return;
      if (Date.now() > until)
        throw new Problem('nodes-running', `${connections} other connections work with the database of this cloud.`);
    }
  } catch (error) {
    if (!isOutage(error)) throw error;
  } finally {
    await db.destroy();
  }
}
