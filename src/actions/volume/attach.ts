import { beginVolumeAction, lockFor } from './begin.ts';
import { invalid, noSuch } from '../../common/field-errors.ts';
import { Problem } from '../../common/problem.ts';
import type { Tx } from '../../db/index.ts';
import { type Actor, audit } from '../../identity/index.ts';
import { attachVolumeRow, instanceBusy, lockVolume, maxDataVolumes, volumeRules } from '../../storage/index.ts';
import type { Engine } from '../../engine/index.ts';
import { lockInstance } from '../../instances/index.ts';
import { type Services, volumeAttach, volumeDetach } from '../../workflows/index.ts';

/** Begins to attach a volume to an instance of its project, running or not. Throws `InvalidRequest` on `instance`. */
export async function attachVolume(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
  instance: string,
): Promise<void> {
  const { project } = await lockedProject(tx, uuid);
  const known = await tx
    .selectFrom('instance')
    .select('uuid')
    .where('uuid', '=', instance)
    .where('project', '=', project)
    .where('state', '<>', 'TERMINATED')
    .executeTakeFirst();
  if (known === undefined) throw invalid('instance', noSuch('instance', 'openstack-instances'));
  const { state } = await lockInstance(tx, instance);
  const volume = await lockVolume(tx, uuid);
  volumeRules.require('attach', volume);
  const busy = instanceBusy(state);
  if (busy !== null) throw new Problem('wrong-state', busy);
  if ((await attachVolumeRow(tx, uuid, instance, maxDataVolumes)) === null) {
    const remedy = 'Detach one first, or extend one that it has.';
    throw invalid('instance', `The instance has ${maxDataVolumes} data volumes, which is the most. ${remedy}`);
  }
  await beginVolumeAction(tx, engine, { ...volume, instance }, { workflow: volumeAttach, words: 'Attach volume' });
  await audit(tx, actor, 'volume.attach', { object: uuid, project, detail: { instance } });
}

async function lockedProject(tx: Tx, uuid: string): Promise<{ project: string }> {
  return tx.selectFrom('volume').select('project').where('uuid', '=', uuid).executeTakeFirstOrThrow();
}

/** Begins to take a volume from its instance, running or not. */
export async function detachVolume(tx: Tx, engine: Engine<Services>, actor: Actor, uuid: string): Promise<void> {
  const volume = await lockFor(tx, 'detach', uuid);
  await beginVolumeAction(tx, engine, volume, { workflow: volumeDetach, words: 'Detach volume' });
  const detail = { instance: volume.instance };
  await audit(tx, actor, 'volume.detach', { object: uuid, project: volume.project, detail });
}
