import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/index.ts';
import { audit, type Principal } from '../../identity/index.ts';
import { instanceRules, lockInstance, toBackUp } from '../../instances/index.ts';
import { readCapabilities } from '../../quotas/index.ts';
import {
  type LockedVolume,
  lockVolume,
  makeSnapshots,
  type NewSnapshot,
  type Scheduled,
  volumeRules,
} from '../../storage/index.ts';
import type { Engine } from '../../engine/index.ts';
import { backupCreate, type Services } from '../../workflows/index.ts';

export type NewBackup = Omit<NewSnapshot, 'metadata'>;

/**
 * Begins to keep a VM as it is now, whether it runs or not: what its rows say, and all of its volumes at one moment. It goes on meanwhile.
 * Throws `wrong-state`, `quota-exceeded`, `host-disk-full`. Returns the UUID of the backup.
 */
export async function createBackup(
  tx: Tx,
  engine: Engine<Services>,
  actor: Principal,
  uuid: string,
  wanted: NewBackup & Scheduled,
): Promise<string> {
  const instance = await lockInstance(tx, uuid);
  instanceRules.require('backup', instance);
  const { project } = instance;
  const volumes = await lockVolumes(tx, uuid);
  const { keepsAtOnce: at_once } = await readCapabilities(tx, project);
  const { uuid: backup } = await tx
    .insertInto('backup')
    .values({
      ...wanted,
      project,
      instance: uuid,
      vm: JSON.stringify(await toBackUp(tx, uuid)),
      at_once,
      state: 'CREATING',
      created_by: actor.user,
    })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const parts = volumes.map((of) => ({ of, name: `Part of backup: ${wanted.name} (volume: ${of.name})` }));
  await makeSnapshots(tx, project, parts, { created_by: actor.user, backup });
  const labels = { backup, instance: uuid };
  await engine.begin(tx, backupCreate, { uuid: randomUUID(), subject: backup, input: {}, estimateKey: '', labels });
  const size = volumes.reduce((sum, { size_mib }) => sum + size_mib, 0);
  await audit(tx, actor, 'backup.create', { object: backup, project, detail: { instance: uuid, size } });
  return backup;
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
