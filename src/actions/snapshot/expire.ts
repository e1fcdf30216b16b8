import { sql } from 'kysely';
import { z } from 'zod';
import { Problem } from '../../common/problem.ts';
import { type Database, rowsOf } from '../../db/index.ts';
import type { Engine } from '../../engine/index.ts';
import { auditSelf } from '../../identity/index.ts';
import type { Services } from '../../workflows/index.ts';
import { terminateSnapshot } from './terminate.ts';

const dueRow = z.strictObject({
  uuid: z.string(),
  project: z.string(),
  user: z.string().nullable(),
  username: z.string(),
});

/**
 * Deletes the snapshots of a cloud whose time is over, in the name of who took them. One that a volume is being made of goes after that; one
 * that could not be deleted is tried again after an hour. Throws at the end what went wrong.
 */
export async function deleteDueSnapshots(db: Database, engine: Engine<Services>, cloud: string): Promise<void> {
  const query = sql`
    SELECT s.uuid, s.project, u.uuid AS user, coalesce(u.username, '') AS username
    FROM snapshot s LEFT JOIN app_user u ON u.uuid = s.created_by
    WHERE s.project IN (SELECT p.uuid FROM project p WHERE p.cloud = ${cloud}) AND s.reserved AND s.kept_until <= now() AND s.state IN ('OK', 'ERRED')
      AND (s.error_message = '' OR s.modified < now() - interval '1 hour')`;
  const failures: unknown[] = [];
  for (const { uuid, project, user, username } of await rowsOf(db, dueRow, query)) {
    const ended = db.transaction().execute(async (tx) => {
      await terminateSnapshot(tx, engine, { user, username, address: '' }, uuid);
      await auditSelf(tx, 'snapshot.expired', { object: uuid, project, result: 'terminated', detail: {} });
    });
    await ended.catch((error: unknown) => {
      // it has changed since it was found: the next look decides anew
      if (!(error instanceof Problem && ['wrong-state', 'not-found'].includes(error.code))) failures.push(error);
    });
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} snapshots could not be deleted`);
}
