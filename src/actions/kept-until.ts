import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { Problem } from '../common/problem.ts';
import { type Database, rowsOf } from '../db/index.ts';
import type { Engine } from '../engine/index.ts';
import { auditSelf } from '../identity/index.ts';
import { isLeft, isStuck, type KeptWord, surplus, surplusCopies } from '../schedules/index.ts';
import type { Services } from '../workflows/index.ts';
import { terminateBackup } from './backup/terminate.ts';
import { terminateCopy } from './copy/terminate.ts';
import { terminateSnapshot } from './snapshot/terminate.ts';

const dueRow = z.strictObject({
  kind: z.enum(['snapshot', 'backup', 'backup_copy']),
  uuid: z.string(),
  project: z.string(),
  user: z.string().nullable(),
  username: z.string(),
});

/** One that could not be deleted is due again after an hour. */
const dueOf = (kind: KeptWord, cloud: string): RawBuilder<unknown> => sql`
  SELECT ${kind}::text AS kind, d.uuid, d.project, u.uuid AS user, coalesce(u.username, '') AS username
  FROM (${surplus(kind)} UNION ALL
    SELECT own.uuid, own.project, own.created_by, own.modified, ${isStuck(kind, 'own')} FROM ${sql.table(kind)} own
    WHERE own.kept_until <= now() AND own.schedule IS NULL AND own.state IN ('OK', 'ERRED') AND ${isLeft(kind, 'own')}) d
  LEFT JOIN app_user u ON u.uuid = d.created_by
  WHERE d.project IN (SELECT p.uuid FROM project p WHERE p.cloud = ${cloud})
    AND (NOT d.stuck OR d.modified < now() - interval '1 hour')`;

const terminates = { snapshot: terminateSnapshot, backup: terminateBackup, backup_copy: terminateCopy };

/** The snapshots and backups of a cloud whose time is over, or that their schedules keep no longer, as copies of these. */
export const keptTooLong = (cloud: string): RawBuilder<unknown> => sql`
  ${dueOf('snapshot', cloud)} UNION ALL ${dueOf('backup', cloud)}
  UNION ALL SELECT 'backup_copy', s.uuid, s.project, s.user, s.username FROM (${surplusCopies(cloud)}) s`;

/** Deletes these, in the name of who took them. One that a volume is being made of goes after that. Throws at the end what went wrong. */
export async function deleteDueKept(db: Database, engine: Engine<Services>, cloud: string): Promise<void> {
  const failures: unknown[] = [];
  for (const due of await rowsOf(db, dueRow, keptTooLong(cloud))) {
    const { kind, uuid, project, user, username } = due;
    const ended = db.transaction().execute(async (tx) => {
      await terminates[kind](tx, engine, { user, username, address: '' }, uuid);
      await auditSelf(tx, `${kind}.expired`, { object: uuid, project, result: 'terminated', detail: {} });
    });
    await ended.catch((error: unknown) => {
      // it has changed since it was found: the next look decides anew
      if (!(error instanceof Problem && ['wrong-state', 'not-found'].includes(error.code))) failures.push(error);
    });
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} snapshots, backups or copies could not be deleted`);
}
