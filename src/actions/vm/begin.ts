import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/index.ts';
import { type LockedInstance, lockInstance } from '../../instances/index.ts';
import { type Engine, lockRunOf, type OpenRun, type WorkflowDefinition } from '../../engine/index.ts';
import type { Services } from '../../workflows/index.ts';

/**
 * Locks an instance and the run that is at work on it, if there is one: the run first, as its end does. One that begins
 * in between is locked behind the instance: should it end at that moment, PostgreSQL has one of both begin anew.
 */
export async function lockWithRun(tx: Tx, uuid: string): Promise<{ instance: LockedInstance; run: OpenRun | null }> {
  const before = await lockRunOf(tx, uuid);
  const instance = await lockInstance(tx, uuid);
  return { instance, run: before ?? (await lockRunOf(tx, uuid)) };
}

interface InstanceAction<Input> {
  workflow: WorkflowDefinition<Services, Input>;
  input: NoInfer<Input>;
  /** What is being done, for people. */
  words: string;
  details?: Record<string, string>;
  estimateKey?: string;
  /** What log lines name beside the instance. */
  labels?: Record<string, string>;
}

/** Begins a run on an instance whose row is locked and OK; until its end the state is UPDATING and says what is done. */
export async function beginAction<Input>(
  tx: Tx,
  engine: Engine<Services>,
  uuid: string,
  { workflow, input, words, details = {}, estimateKey = '', labels = {} }: InstanceAction<Input>,
): Promise<void> {
  const shown = { action: words, action_details: JSON.stringify(details) };
  await tx
    .updateTable('instance')
    .set({ state: 'UPDATING', error_message: '', modified: new Date(), ...shown })
    .where('uuid', '=', uuid)
    .execute();
  const run = { uuid: randomUUID(), subject: uuid, input, estimateKey, labels: { instance: uuid, ...labels } };
  await engine.begin(tx, workflow, run);
}
