import { Problem } from '../common/problem.ts';
import type { Tx } from '../db/index.ts';
import { type Actor, audit } from '../identity/index.ts';
import { lockVolume } from '../storage/index.ts';
import { lockInstance } from '../instances/index.ts';

/** Says that a VM or a volume is usable or failed, for the operator who has mended or seen it. Not while something is done. */
export async function setStateByHand(
  tx: Tx,
  actor: Actor,
  { kind, uuid }: { kind: 'instance' | 'volume'; uuid: string },
  state: 'OK' | 'ERRED',
  error = '',
): Promise<void> {
  const { project, state: now } = kind === 'instance' ? await lockInstance(tx, uuid) : await lockVolume(tx, uuid);
  if (now !== 'OK' && now !== 'ERRED') {
    throw new Problem(
      'wrong-state',
      `Valid states for operation: OK, ERRED. The ${kind} is ${now}: what is being done will end.`,
    );
  }
  const change = { state, error_message: error, modified: new Date() };
  const update = tx.updateTable(kind).set(change).where('uuid', '=', uuid).where('reserved', '=', true);
  if ((await update.returning('uuid').executeTakeFirst()) === undefined)
    throw new Problem('wrong-state', `Nothing of the ${kind} is left. Delete it.`);
  await audit(tx, actor, `${kind}.${state === 'OK' ? 'set_ok' : 'set_erred'}`, { object: uuid, project });
}
