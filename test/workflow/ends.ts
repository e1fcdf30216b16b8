import { terminateBackup, terminateCopy, terminateSnapshot, terminateVolume } from '../../src/actions/index.ts';
import type { Database } from '../../src/db/index.ts';

/** How things end that no order is needed for, by their tables. */
const ends = {
  volume: terminateVolume,
  snapshot: terminateSnapshot,
  backup: terminateBackup,
  backup_copy: terminateCopy,
};
const tables = Object.keys(ends) as (keyof typeof ends)[];

/** What ends the thing of this UUID; null: it is none of these. */
export async function endOf(db: Database, uuid: string): Promise<(typeof ends)[keyof typeof ends] | null> {
  for (const table of tables) {
    const found = await db.selectFrom(table).select('uuid').where('uuid', '=', uuid).executeTakeFirst();
    if (found !== undefined) return ends[table];
  }
  return null;
}
