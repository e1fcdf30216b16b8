import { type RawBuilder, sql } from 'kysely';
import { together, type Tx, unread } from '../db/index.ts';
import { moving } from './moving.ts';
import type { VolumeStanding } from './rules.ts';

export interface NewVolume {
  project: string;
  name: string;
  description: string;
  size_mib: number;
  image: string | null;
  type: string;
  /** That it is a copy of. */
  source_snapshot?: string;
  /** Both or neither: of the order that asked for it. */
  offering: string | null;
  plan: string | null;
  created_by: string;
}

/** Makes the row of a volume. It counts against no quota yet: `holdVolume` takes what it needs. Returns its UUID. */
export async function makeVolume(tx: Tx, volume: NewVolume): Promise<string> {
  const query = tx.insertInto('volume').values({ ...volume, state: 'CREATING', reserved: false });
  return (await query.returning('uuid').executeTakeFirstOrThrow()).uuid;
}

/** Counts a volume against the quota of its project. */
export async function holdVolume(tx: Tx, volume: string): Promise<void> {
  await tx.updateTable('volume').set({ reserved: true }).where('uuid', '=', volume).execute();
}

/** Gives back what a volume has reserved; nobody may have it. Idempotent. */
export async function releaseVolume(tx: Tx, volume: string): Promise<void> {
  await tx.updateTable('volume').set({ reserved: false }).where('uuid', '=', volume).execute();
}

export interface LockedVolume extends VolumeStanding {
  uuid: string;
  project: string;
  name: string;
  size_mib: number;
  offering: string | null;
  plan: string | null;
  type: string;
  reserved: boolean;
}

/** Whether there are snapshots of a volume, by its alias: they are part of it. */
export const snapshotted = (volume: string): RawBuilder<boolean> => sql<boolean>`EXISTS (
  SELECT FROM snapshot k WHERE k.volume = ${sql.ref(`${volume}.uuid`)} AND k.reserved)`;

/** Locks a volume that exists until the transaction ends. An instance that has it must have been locked before. */
export async function lockVolume(tx: Tx, uuid: string): Promise<LockedVolume> {
  const locked = tx
    .selectFrom('volume')
    .select(['uuid', 'project', 'name', 'size_mib', 'offering', 'plan', 'type', 'state', 'instance', 'position'])
    .select('reserved')
    .select((eb) =>
      eb
        .selectFrom('instance')
        .select('instance.state')
        .whereRef('instance.uuid', '=', 'volume.instance')
        .as('instance_state'),
    )
    .select(moving('volume').as('moving'))
    .where('uuid', '=', uuid)
    .forUpdate();
  // behind the lock: a snapshot that has just begun is seen
  const kept = tx.selectFrom('volume').select(snapshotted('volume').as('has_snapshots')).where('uuid', '=', uuid);
  const [row, standing] = await together(locked.executeTakeFirstOrThrow(), kept.executeTakeFirstOrThrow());
  return { ...row, ...standing };
}

/**
 * Gives a volume to an instance whose row is locked, at the first place that is free, as its guest does: a disk has the
 * same name before and after it boots anew. Null: it has `most` data volumes.
 */
export async function attachVolumeRow(tx: Tx, volume: string, instance: string, most: number): Promise<number | null> {
  const has = await tx.selectFrom('volume').select('position').where('instance', '=', instance).execute();
  if (has.filter(({ position }) => position > 0).length >= most) return null;
  const taken = new Set(has.map(({ position }) => position));
  let position = 1;
  while (taken.has(position)) position++;
  const change = { instance, position, state: 'UPDATING' as const, error_message: '', modified: new Date() };
  await tx.updateTable('volume').set(change).where('uuid', '=', volume).execute();
  return position;
}

/** Closes the gaps between the volumes of an instance that detached ones have left: a guest that boots counts anew. */
export async function closeGaps(tx: Tx, instance: string): Promise<void> {
  const query = tx.selectFrom('volume').select(['uuid', 'position']).where('instance', '=', instance);
  // one by one, from the first: no two ever have one place
  for (const [place, { uuid, position }] of (await query.orderBy('position').execute()).entries())
    if (place !== position)
      unread(tx.updateTable('volume').set({ position: place }).where('uuid', '=', uuid).execute());
}

/** Takes a volume from its instance. */
export async function detachVolumeRow(tx: Tx, volume: string): Promise<void> {
  const change = { instance: null, position: 0, modified: new Date() };
  await tx.updateTable('volume').set(change).where('uuid', '=', volume).execute();
}
