import { randomUUID } from 'node:crypto';
import type { Services } from '../../workflows/index.ts';
import type { Engine, WorkflowDefinition } from '../../engine/index.ts';
import { lockInstance } from '../../instances/index.ts';
import { beginAction } from '../vm/begin.ts';
import { type LockedVolume, lockVolume, type VolumeAction, volumeRules } from '../../storage/index.ts';
import type { Tx } from '../../db/index.ts';
import { Problem } from '../../common/problem.ts';

/**
 * Locks a volume behind the instance that has it, as everything does that changes both. Throws `wrong-state` unless the
 * action can be done with the volume now.
 */
export async function lockFor(tx: Tx, action: VolumeAction, uuid: string): Promise<LockedVolume> {
  const query = tx.selectFrom('volume').select('instance').where('uuid', '=', uuid);
  const { instance } = await query.executeTakeFirstOrThrow();
  if (instance !== null) await lockInstance(tx, instance);
  const volume = await lockVolume(tx, uuid);
  volumeRules.require(action, volume);
  // it has come or gone in between: whoever did that is at work on it
  if (volume.instance !== instance)
    throw new Problem('wrong-state', 'The volume is being attached or detached. Try again.');
  return volume;
}

type VolumeWorkflow = WorkflowDefinition<Services, { volume: string }>;

/** Begins a run on what a volume belongs to: the instance that has it, so that nothing else runs there, else itself. */
export async function beginVolumeAction(
  tx: Tx,
  engine: Engine<Services>,
  volume: { uuid: string; instance: string | null; name: string },
  { workflow, words }: { workflow: VolumeWorkflow; words: string },
): Promise<void> {
  const { uuid, instance, name } = volume;
  const change = { state: 'UPDATING' as const, error_message: '', modified: new Date() };
  await tx.updateTable('volume').set(change).where('uuid', '=', uuid).execute();
  const run = { input: { volume: uuid }, labels: { volume: uuid } };
  if (instance !== null) {
    await beginAction(tx, engine, instance, { ...run, workflow, words, details: { message: `${words}: ${name}` } });
  } else await engine.begin(tx, workflow, { ...run, uuid: randomUUID(), subject: uuid, estimateKey: '' });
}
