import { sql } from 'kysely';
import type { Database } from '../../src/db/index.ts';
import { eventually } from './wait.ts';

/** Waits until so many requests of a cloud stand at locks of its database. */
export async function requestsAtLocks(db: Database, count: number): Promise<void> {
  await eventually(`${count} requests at locks`, async () => {
    const { rows } = await sql`
      SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
    `.execute(db);
    return rows.length >= count;
  });
}
