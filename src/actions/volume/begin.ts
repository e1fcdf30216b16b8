import { randomUUID } from 'node:crypto';
import type { Services } from '../../workflows/index.ts';
import { Engine } from '../../engine/index.ts';
import { beginAction, lockInstance } from '../vm/begin.ts';
import { type LockedVolume, lockVolume } from '../../storage/index.ts';
import type { Tx } from '../../db/index.ts';

/** Locks a volume behind the instance that has it, as everything does that changes both. */
export async function lockBoth(tx: Tx, uuid: string): Promise<LockedVolume & { busy: string | null }> {
  const query = tx.selectFrom('volume').select('instance').where('uuid', '=', uuid);
  const { instance } = await query.executeTakeFirstOrThrow();
  const owner = instance === null ? null : await lockInstance(tx, instance);
  const volume = await lockVolume(tx, uuid);
  // it has come or gone in between: whoever did that is at work on it
  if (volume.instance !== instance) return { ...volume, busy: 'The volume is being attached or detached. Try again.' };
  return { ...volume, busy: owner === null ? null : instanceRefuses(owner.state) };
}

export function instanceRefuses(state: string): string | null {
  return state === 'OK' ? null : `Valid states for operation: OK. The instance is ${state}.`;
}

/** Begins a run on what a volume belongs to: the instance that has it, so that nothing else runs there, else itself. */
export async function beginVolumeAction(
  tx: Tx,
  engine: Engine<Services>,
  volume: { uuid: string; instance: string | null; name: string },
  { kind, words }: { kind: string; words: string },
): Promise<void> {
  const { uuid, instance, name } = volume;
  const change = { state: 'UPDATING' as const, error_message: '', modified: new Date() };
  await tx.updateTable('volume').set(change).where('uuid', '=', uuid).execute();
  const run = { kind, input: { volume: uuid } };
  if (instance !== null) {
    await beginAction(tx, engine, instance, { ...run, words, details: { message: `${words}: ${name}` } });
  } else await engine.begin(tx, kind, { uuid: randomUUID(), subject: uuid, input: run.input, estimateKey: '' });
}
