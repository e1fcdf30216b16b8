import { Problem } from '../../common/problem.ts';
import type { Tx } from '../../db/index.ts';
import { type Actor, audit } from '../../identity/index.ts';
import { lockInstance } from './begin.ts';

/** Says that an instance is usable or failed, for the operator who has mended or seen it. Not while something is done. */
export async function setStateByHand(
  tx: Tx,
  actor: Actor,
  uuid: string,
  state: 'OK' | 'ERRED',
  error = '',
): Promise<void> {
  const { project, state: now, reserved } = await lockInstance(tx, uuid);
  if (now !== 'OK' && now !== 'ERRED') {
    throw new Problem(
      'wrong-state',
      `Valid states for operation: OK, ERRED. The instance is ${now}: what is being done will end.`,
    );
  }
  if (!reserved) throw new Problem('wrong-state', 'Nothing of the instance is left. Delete it.');
  const change = { state, error_message: error, modified: new Date() };
  await tx.updateTable('instance').set(change).where('uuid', '=', uuid).execute();
  await audit(tx, actor, state === 'OK' ? 'instance.set_ok' : 'instance.set_erred', { object: uuid, project });
}
