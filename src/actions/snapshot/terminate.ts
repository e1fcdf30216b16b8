import { randomUUID } from 'node:crypto';
import { notFound } from '../../common/problem.ts';
import type { Tx } from '../../db/index.ts';
import { type Engine, lockRunOf } from '../../engine/index.ts';
import { audit, type Principal } from '../../identity/index.ts';
import { lockSnapshot, snapshotRules } from '../../storage/index.ts';
import { type Services, snapshotDelete } from '../../workflows/index.ts';

/** Begins to delete a snapshot, in place of its making; one that is being deleted has that already. Throws `wrong-state`, `not-found`. */
export async function terminateSnapshot(
  tx: Tx,
  engine: Engine<Services>,
  actor: Principal,
  uuid: string,
): Promise<void> {
  // the run before what it works on, as its end locks them
  const old = await lockRunOf(tx, uuid);
  const { project, volume, ...snapshot } = await lockSnapshot(tx, uuid);
  const ended = snapshotRules.already('terminate', snapshot);
  if (ended === 'gone') throw notFound();
  if (ended === null) {
    snapshotRules.require('terminate', snapshot);
    const run = { uuid: randomUUID(), subject: uuid, input: {}, estimateKey: '', labels: { snapshot: uuid, volume } };
    if (old === null) await engine.begin(tx, snapshotDelete, run);
    else {
      await engine.replace(tx, snapshotDelete, run, old.uuid);
      // shown from now on, whatever is under way for a moment still
      const change = tx.updateTable('snapshot').set({ state: 'DELETING', modified: new Date() });
      await change.where('uuid', '=', uuid).execute();
    }
  }
  await audit(tx, actor, 'snapshot.delete', { object: uuid, project, detail: { volume } });
}
