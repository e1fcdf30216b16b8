import { sql } from 'kysely';
import { cloudOf } from '../identity/index.ts';
import { requireBackend, requireQuota, requireRoom } from '../quotas/index.ts';
import { together, type Tx } from '../db/index.ts';
import type { SnapshotStanding } from './snapshot-rules.ts';
import type { LockedVolume } from './volumes.ts';

type Source = Pick<LockedVolume, 'uuid' | 'size_mib'>;

export interface NewSnapshot {
  name: string;
  description?: string | undefined;
  metadata?: Record<string, unknown> | undefined;
  /** null: until somebody deletes it. */
  kept_until?: Date | null | undefined;
}

/** By which schedule a snapshot or a backup is made, and for which of its times. */
export interface Scheduled {
  schedule?: string | undefined;
  due?: Date | undefined;
}

/**
 * Makes the rows of snapshots of a project's volumes with the quota and the room that they need: as much as their volumes may still
 * write. Returns their UUIDs. Throws `InvalidRequest` on `non_field_errors`, `backend-full`, `host-disk-full`; then nothing may be kept.
 */
export async function makeSnapshots(
  tx: Tx,
  project: string,
  wanted: readonly (NewSnapshot & Scheduled & { of: Source })[],
  { created_by, backup = null }: { created_by: string | null; backup?: string | null },
): Promise<string[]> {
  const need = { snapshots: wanted.length, snapshots_size: wanted.reduce((sum, { of }) => sum + of.size_mib, 0) };
  await requireQuota(tx, project, need, 'non_field_errors');
  const rows = wanted.map(({ of, metadata = {}, ...said }) => ({
    ...said,
    metadata: JSON.stringify(metadata),
    volume: of.uuid,
    size_mib: of.size_mib,
    project,
    backup,
    created_by,
    state: 'CREATING' as const,
  }));
  const made = await tx.insertInto('snapshot').values(rows).returning('uuid').execute();
  await requireBackend(tx, project, { snapshots: wanted.length });
  await requireRoom(tx, cloudOf(project));
  return made.map(({ uuid }) => uuid);
}

/** Which snapshots are meant by a UUID: the one that has it, or all that a backup has. */
export type SnapshotKey = 'uuid' | 'backup';

/** Gives back what snapshots have reserved. Idempotent. */
export async function releaseSnapshots(tx: Tx, by: SnapshotKey, uuid: string): Promise<void> {
  await tx.updateTable('snapshot').set({ reserved: false }).where(by, '=', uuid).execute();
}

/** Of volumes that are not known any more: a backup that had one of them is not whole. */
export async function forgetSnapshots(tx: Tx, snapshots: string[]): Promise<void> {
  if (snapshots.length === 0) return;
  const change = { state: 'TERMINATED' as const, reserved: false, modified: new Date() };
  const gone = await tx
    .updateTable('snapshot')
    .set(change)
    .where('uuid', 'in', snapshots)
    .returning('backup')
    .execute();
  const backups = gone.flatMap(({ backup }) => backup ?? []);
  if (backups.length === 0) return;
  const broken = { state: 'ERRED' as const, error_message: 'A volume of it was unlinked.', modified: new Date() };
  await tx.updateTable('backup').set(broken).where('uuid', 'in', backups).where('state', '<>', 'TERMINATED').execute();
}

/** Whether a volume is being made of a snapshot, by its alias. */
export const restoring = (snapshot: string) => sql<boolean>`EXISTS (
  SELECT FROM volume r WHERE r.source_snapshot = ${sql.ref(`${snapshot}.uuid`)} AND r.state = 'CREATING')`;

export interface LockedSnapshot extends SnapshotStanding {
  uuid: string;
  project: string;
  volume: string;
  name: string;
  size_mib: number;
}

/** Locks a snapshot that exists until the transaction ends. */
export async function lockSnapshot(tx: Tx, uuid: string): Promise<LockedSnapshot> {
  const locked = tx
    .selectFrom('snapshot')
    .select(['uuid', 'project', 'volume', 'name', 'size_mib', 'state', 'backup'])
    .where('uuid', '=', uuid)
    .forUpdate();
  // behind the lock: a restoration that has just begun is seen
  const made = tx.selectFrom('snapshot').select(restoring('snapshot').as('restoring')).where('uuid', '=', uuid);
  const [row, standing] = await together(locked.executeTakeFirstOrThrow(), made.executeTakeFirstOrThrow());
  return { ...row, ...standing };
}
