import type { Tx } from '../../db/index.ts';
import type { Principal } from '../../identity/index.ts';
import { type LockedInstance, toBackUp } from '../../instances/index.ts';
import { readCapabilities } from '../../quotas/index.ts';
import {
  type LockedVolume,
  lockVolume,
  makeSnapshots,
  type NewSnapshot,
  type Scheduled,
  volumeRules,
} from '../../storage/index.ts';

export type NewBackup = Omit<NewSnapshot, 'metadata'>;

/**
 * Makes the rows of a backup of an instance that is locked, with the quota and the room that its snapshots need; a run takes these. Throws
 * `wrong-state`, `quota-exceeded`, `host-disk-full`. Returns its UUID and its size, MiB.
 */
export async function makeBackup(
  tx: Tx,
  { user: created_by }: Pick<Principal, 'user'>,
  { uuid, project }: Pick<LockedInstance, 'uuid' | 'project'>,
  wanted: NewBackup & Scheduled,
): Promise<{ backup: string; size: number }> {
  const volumes = await lockVolumes(tx, uuid);
  const { keepsAtOnce: at_once } = await readCapabilities(tx, project);
  const vm = JSON.stringify(await toBackUp(tx, uuid));
  const row = { ...wanted, project, instance: uuid, vm, at_once, state: 'CREATING' as const, created_by };
  const inserted = tx.insertInto('backup').values(row).returning('uuid');
  const { uuid: backup } = await inserted.executeTakeFirstOrThrow();
  const parts = volumes.map((of) => ({ of, name: `Part of backup: ${wanted.name} (volume: ${of.name})` }));
  await makeSnapshots(tx, project, parts, { created_by, backup });
  return { backup, size: volumes.reduce((sum, { size_mib }) => sum + size_mib, 0) };
}

/** Those of an instance that is locked, the one that boots first. Throws `wrong-state` unless each can be kept. */
async function lockVolumes(tx: Tx, instance: string): Promise<LockedVolume[]> {
  const query = tx.selectFrom('volume').select('uuid').where('instance', '=', instance).orderBy('position');
  const volumes: LockedVolume[] = [];
  for (const { uuid } of await query.execute()) {
    const volume = await lockVolume(tx, uuid);
    volumeRules.require('snapshot', volume);
    volumes.push(volume);
  }
  return volumes;
}
