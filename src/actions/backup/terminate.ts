import { randomUUID } from 'node:crypto';
import { notFound } from '../../common/problem.ts';
import type { Tx } from '../../db/index.ts';
import { type Engine, lockRunOf } from '../../engine/index.ts';
import { audit, type Principal } from '../../identity/index.ts';
import { backupRules, lockBackup } from '../../instances/index.ts';
import { backupDelete, type Services, setBackup } from '../../workflows/index.ts';

/** Begins to delete a backup, in place of its making; one that is being deleted has that already. Throws `wrong-state`, `not-found`. */
export async function terminateBackup(tx: Tx, engine: Engine<Services>, actor: Principal, uuid: string): Promise<void> {
  // the run before what it works on, as its end locks them
  const old = await lockRunOf(tx, uuid);
  const { project, instance, ...backup } = await lockBackup(tx, uuid);
  const ended = backupRules.already('terminate', backup);
  if (ended === 'gone') throw notFound();
  if (ended === null) {
    backupRules.require('terminate', backup);
    const run = { uuid: randomUUID(), subject: uuid, input: {}, estimateKey: '', labels: { backup: uuid, instance } };
    if (old === null) await engine.begin(tx, backupDelete, run);
    else {
      await engine.replace(tx, backupDelete, run, old.uuid);
      // shown from now on, whatever is under way for a moment still
      await setBackup(tx, uuid, { state: 'DELETING', parts: 'DELETING' }, null);
    }
  }
  await audit(tx, actor, 'backup.delete', { object: uuid, project, detail: { instance } });
}
