import { sql } from 'kysely';
import { z } from 'zod';
import { Problem } from '../common/problem.ts';
import { type Database, rowsOf } from '../db/index.ts';
import type { Engine } from '../engine/index.ts';
import { auditSelf } from '../identity/index.ts';
import { surplus } from '../schedules/index.ts';
import type { Services } from '../workflows/index.ts';
import { terminateBackup } from './backup/terminate.ts';
import { terminateSnapshot } from './snapshot/terminate.ts';

const dueRow = z.strictObject({
  kind: z.enum(['snapshot', 'backup']),
  uuid: z.string(),
  project: z.string(),
  user: z.string().nullable(),
  username: z.string(),
});

/**
 * Deletes the snapshots and backups of a cloud whose time is over, or that their schedules keep no longer, in the name of who took them.
 * One that a volume is being made of goes after that; one that could not be deleted is tried again after an hour. Throws at the end what went wrong.
 */
export async function deleteDueKept(db: Database, engine: Engine<Services>, cloud: string): Promise<void> {
  const dueOf = (kind: 'snapshot' | 'backup', over: ReturnType<typeof sql>) => sql`
    SELECT ${kind}::text AS kind, s.uuid, s.project, u.uuid AS user, coalesce(u.username, '') AS username
    FROM ${sql.table(kind)} s LEFT JOIN app_user u ON u.uuid = s.created_by
    WHERE s.project IN (SELECT p.uuid FROM project p WHERE p.cloud = ${cloud}) AND ${over} AND s.state IN ('OK', 'ERRED')`;
  const again = sql`s.modified < now() - interval '1 hour'`;
  const [snapshots, backups] = [
    dueOf(
      'snapshot',
      sql`(s.schedule IS NULL AND s.reserved AND s.kept_until <= now() OR s.uuid IN (${surplus}))
        AND (s.error_message = '' OR NOT s.reserved OR ${again})`,
    ),
    dueOf(
      'backup',
      sql`s.kept_until <= now() AND EXISTS (SELECT FROM snapshot k WHERE k.backup = s.uuid AND k.reserved)
        AND (s.error_message = '' OR ${again})`,
    ),
  ];
  const failures: unknown[] = [];
  for (const due of await rowsOf(db, dueRow, sql`${snapshots} UNION ALL ${backups}`)) {
    const { kind, uuid, project, user, username } = due;
    const terminate = kind === 'snapshot' ? terminateSnapshot : terminateBackup;
    const ended = db.transaction().execute(async (tx) => {
      await terminate(tx, engine, { user, username, address: '' }, uuid);
      await auditSelf(tx, `${kind}.expired`, { object: uuid, project, result: 'terminated', detail: {} });
    });
    await ended.catch((error: unknown) => {
      // it has changed since it was found: the next look decides anew
      if (!(error instanceof Problem && ['wrong-state', 'not-found'].includes(error.code))) failures.push(error);
    });
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} snapshots or backups could not be deleted`);
}
