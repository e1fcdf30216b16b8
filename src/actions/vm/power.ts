import type { Tx } from '../../db/index.ts';
import { audit, type Principal } from '../../identity/index.ts';
import { instanceRules, lockInstance, type PowerAction } from '../../instances/index.ts';
import type { Engine } from '../../engine/index.ts';
import { beginAction } from './begin.ts';
import { instanceRestart, instanceStart, instanceStop, type Services } from '../../workflows/index.ts';

/** Begins start, stop or restart. */
export async function requestPower(
  tx: Tx,
  engine: Engine<Services>,
  actor: Principal,
  uuid: string,
  action: PowerAction,
): Promise<void> {
  const instance = await lockInstance(tx, uuid);
  instanceRules.require(action, instance);
  await beginPower(tx, engine, uuid, action);
  await audit(tx, actor, `instance.${action}`, { object: uuid, project: instance.project });
}

/** Begins to stop an instance, though its guest may have ended by itself: nothing starts it again then. Throws `wrong-state`. */
export async function stopAnyhow(tx: Tx, engine: Engine<Services>, actor: Principal, uuid: string): Promise<void> {
  const instance = await lockInstance(tx, uuid);
  const { state, runtime_state: runtime } = instance;
  if (state !== 'OK' || runtime !== 'SHUTOFF') instanceRules.require('stop', instance);
  await beginPower(tx, engine, uuid, 'stop');
  await audit(tx, actor, 'instance.stop', { object: uuid, project: instance.project });
}

const actions = {
  start: { workflow: instanceStart, words: 'Start' },
  stop: { workflow: instanceStop, words: 'Stop' },
  restart: { workflow: instanceRestart, words: 'Restart' },
} as const;

/** The same without an actor, for the reconciler; the instance's row must be locked and OK. */
export async function beginPower(tx: Tx, engine: Engine<Services>, uuid: string, action: PowerAction): Promise<void> {
  if (action === 'restart') {
    await tx.updateTable('instance').set({ runtime_state: 'REBOOT' }).where('uuid', '=', uuid).execute();
  }
  await beginAction(tx, engine, uuid, { ...actions[action], input: {} });
}
