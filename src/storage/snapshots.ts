import { sql } from 'kysely';
import { cloudOf } from '../identity/index.ts';
import { requireBackend, requireQuota, requireRoom } from '../quotas/index.ts';
import { together, type Tx } from '../db/index.ts';
import type { SnapshotStanding } from './snapshot-rules.ts';
import type { LockedVolume } from './volumes.ts';

export interface NewSnapshot {
  name: string;
  description?: string | undefined;
  metadata?: Record<string, unknown> | undefined;
  /** null: until somebody deletes it. */
  kept_until?: Date | null | undefined;
}

/**
 * Makes the row of a snapshot with the quota and the room that it needs: as much as its volume may still write. Returns its UUID.
 * Throws `InvalidRequest` on `non_field_errors`, `backend-full`, `host-disk-full`; then nothing may be kept.
 */
export async function makeSnapshot(
  tx: Tx,
  { uuid: volume, project, size_mib }: LockedVolume,
  { name, description = '', metadata = {}, kept_until = null }: NewSnapshot,
  created_by: string | null,
): Promise<string> {
  await requireQuota(tx, project, { snapshots: 1, snapshots_size: size_mib }, 'non_field_errors');
  const row = { project, volume, size_mib, name, description, metadata: JSON.stringify(metadata), kept_until };
  const query = tx.insertInto('snapshot').values({ ...row, state: 'CREATING', created_by });
  const { uuid } = await query.returning('uuid').executeTakeFirstOrThrow();
  await requireBackend(tx, project, { snapshots: 1 });
  await requireRoom(tx, cloudOf(project));
  return uuid;
}

/** Gives back what a snapshot has reserved. Idempotent. */
export async function releaseSnapshot(tx: Tx, snapshot: string): Promise<void> {
  await tx.updateTable('snapshot').set({ reserved: false }).where('uuid', '=', snapshot).execute();
}

/** Of volumes that are not known any more. */
export async function forgetSnapshots(tx: Tx, snapshots: string[]): Promise<void> {
  if (snapshots.length === 0) return;
  const change = { state: 'TERMINATED' as const, reserved: false, modified: new Date() };
  await tx.updateTable('snapshot').set(change).where('uuid', 'in', snapshots).execute();
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
    .select(['uuid', 'project', 'volume', 'name', 'size_mib', 'state'])
    .where('uuid', '=', uuid)
    .forUpdate();
  // behind the lock: a restoration that has just begun is seen
  const made = tx.selectFrom('snapshot').select(restoring('snapshot').as('restoring')).where('uuid', '=', uuid);
  const [row, standing] = await together(locked.executeTakeFirstOrThrow(), made.executeTakeFirstOrThrow());
  return { ...row, ...standing };
}
