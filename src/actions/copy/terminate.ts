import { randomUUID } from 'node:crypto';
import { notFound } from '../../common/problem.ts';
import type { Tx } from '../../db/index.ts';
import { type Engine, lockRunOf } from '../../engine/index.ts';
import { audit, type Principal } from '../../identity/index.ts';
import { copyRules, lockCopy } from '../../instances/index.ts';
import { copyDelete, type Services, setCopy } from '../../workflows/index.ts';

/**
 * Begins to delete a copy from its target, in place of its making or verifying; one that is being deleted has that already. Throws
 * `wrong-state`, `not-found`.
 */
export async function terminateCopy(tx: Tx, engine: Engine<Services>, actor: Principal, uuid: string): Promise<void> {
  // the run before what it works on, as its end locks them
  const old = await lockRunOf(tx, uuid);
  const { project, target, ...copy } = await lockCopy(tx, uuid);
  const ended = copyRules.already('terminate', copy);
  if (ended === 'gone') throw notFound();
  if (ended === null) {
    copyRules.require('terminate', copy);
    const run = { uuid: randomUUID(), subject: uuid, input: {}, estimateKey: '', labels: { copy: uuid } };
    if (old === null) await engine.begin(tx, copyDelete, run);
    else {
      await engine.replace(tx, copyDelete, run, old.uuid);
      // shown from now on, whatever is under way for a moment still
      await setCopy(tx, uuid, 'DELETING', null);
    }
  }
  await audit(tx, actor, 'backup_copy.delete', { object: uuid, project, detail: { target } });
}
