import type { Engine } from '../../engine/index.ts';
import type { Tx } from '../../db/index.ts';
import { type Actor, audit } from '../../identity/index.ts';
import { instanceRules } from '../../instances/index.ts';
import type { Services } from '../../workflows/index.ts';
import { lockWithRun } from './begin.ts';

/**
 * Gives up what is being done with an instance: it is undone as if it had failed, so that the instance is as it was before.
 * What is being undone already goes on.
 */
export async function cancelAction(tx: Tx, engine: Engine<Services>, actor: Actor, uuid: string): Promise<void> {
  const { instance, run } = await lockWithRun(tx, uuid);
  instanceRules.require('cancel', instance);
  if (run !== null) await engine.cancel(tx, run.uuid);
  await audit(tx, actor, 'instance.cancel', { object: uuid, project: instance.project });
}
