import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { json, onlyRowOf, type Tx, together } from '../db/index.ts';
import type { CopyStanding } from './copy-rules.ts';

/** Whether a VM is being made of a copy, by its alias. */
export const restoringCopy = (copy: string): RawBuilder<boolean> => sql<boolean>`EXISTS (
  SELECT FROM volume r WHERE r.source_copy = ${sql.ref(`${copy}.uuid`)} AND r.state = 'CREATING')`;

/** Whether a backup is being copied, by its alias: its snapshots are read. */
export const copyingBackup = (backup: string): RawBuilder<boolean> => sql<boolean>`EXISTS (
  SELECT FROM backup_copy y WHERE y.backup = ${sql.ref(`${backup}.uuid`)} AND y.state = 'CREATING')`;

const partsRow = z.strictObject({ volumes: json['backup_copy.volumes'] });

/** The disks that a backup has, the one that boots first: this one never leaves its VM. */
export async function disksOf(tx: Tx, backup: string): Promise<z.output<typeof partsRow>['volumes']> {
  const query = sql`
    SELECT coalesce(jsonb_agg(jsonb_build_object('snapshot', k.uuid, 'name', v.name, 'type', v.type, 'size_mib', k.size_mib)
      ORDER BY v.instance IS DISTINCT FROM b.instance OR v.position > 0, v.position, v.name), '[]') AS volumes
    FROM snapshot k JOIN volume v ON v.uuid = k.volume JOIN backup b ON b.uuid = k.backup WHERE k.backup = ${backup} AND k.reserved`;
  return (await onlyRowOf(tx, partsRow, query)).volumes;
}

const countRow = z.strictObject({ n: z.int() });

/** How many copies of backups a project has, on whatever target. */
export async function countCopies(tx: Tx, project: string): Promise<number> {
  const query = sql`SELECT count(*)::int AS n FROM backup_copy WHERE project = ${project} AND state <> 'TERMINATED'`;
  return (await onlyRowOf(tx, countRow, query)).n;
}

export interface LockedCopy extends CopyStanding {
  uuid: string;
  project: string;
  target: string;
  name: string;
}

/** Locks a copy that exists until the transaction ends. */
export async function lockCopy(tx: Tx, uuid: string): Promise<LockedCopy> {
  const query = tx.selectFrom('backup_copy').select(['uuid', 'project', 'target', 'name', 'state']);
  // behind the lock: a restoration that has just begun is seen
  const made = tx.selectFrom('backup_copy').select(restoringCopy('backup_copy').as('restoring'));
  const [row, standing] = await together(
    query.where('uuid', '=', uuid).forUpdate().executeTakeFirstOrThrow(),
    made.where('uuid', '=', uuid).executeTakeFirstOrThrow(),
  );
  return { ...row, ...standing };
}
