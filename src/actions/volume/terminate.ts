import { randomUUID } from 'node:crypto';
import { notFound } from '../../common/problem.ts';
import { requestId } from '../../common/log-context.ts';
import { lockFor } from './begin.ts';
import { isRestorable } from '../restorable.ts';
import { audit, type Principal } from '../../identity/index.ts';
import { lockVolume, volumeRules } from '../../storage/index.ts';
import { type Services, volumeAttach, volumeDelete, volumeSoftDelete } from '../../workflows/index.ts';
import { type Engine, lockRunOf, type NewRun, type OpenRun, type WorkflowDefinition } from '../../engine/index.ts';
import type { Tx } from '../../db/index.ts';

/**
 * Begins to delete a volume that no instance has, in place of what is being done with it, or as soon as its instance has let it go; one
 * that is being deleted has that already. It can be brought back for so many days when there is anything to bring back; 0: it is gone for good.
 * Returns the Terminate order's UUID; null: it was never ordered.
 */
export async function terminateVolume(
  tx: Tx,
  engine: Engine<Services>,
  actor: Principal,
  uuid: string,
  keptDays: number,
): Promise<string | null> {
  const query = tx.selectFrom('volume').select('instance').where('uuid', '=', uuid);
  // the run before what it works on, as its end locks them
  const old = await lockRunOf(tx, (await query.executeTakeFirstOrThrow()).instance ?? uuid);
  const volume = await lockFor(tx, 'terminate', uuid).catch((error: unknown) => doomed(tx, uuid, error));
  if ('order' in volume) {
    await audit(tx, actor, 'volume.delete', { object: uuid, project: volume.project, detail: {} });
    return volume.order;
  }
  const run = randomUUID();
  const { project, offering, plan } = volume;
  if (offering !== null) {
    const row = { uuid: run, type: 'Terminate' as const, project, offering, plan, volume: uuid, attributes: '{}' };
    await tx
      .insertInto('order')
      .values({ ...row, state: 'executing', created_by: actor.user, request_id: requestId() })
      .execute();
  }
  const labels = { volume: uuid, ...(offering === null ? {} : { order: run }) };
  const ended = { uuid: run, subject: uuid, estimateKey: '', labels };
  if (keptDays > 0 && (await isRestorable(tx, volume, volumeDelete))) {
    const input = { days: keptDays, by: actor.user };
    await beginDelete(tx, engine, volumeSoftDelete, { ...ended, input }, volume.instance, old);
  } else await beginDelete(tx, engine, volumeDelete, { ...ended, input: {} }, volume.instance, old);
  await audit(tx, actor, 'volume.delete', { object: uuid, project, detail: offering === null ? {} : { order: run } });
  return offering === null ? null : run;
}

/** Begins to delete a volume, at once or behind a run: one of its own is not undone, one of its instance has it let go. */
async function beginDelete<Input>(
  tx: Tx,
  engine: Engine<Services>,
  workflow: WorkflowDefinition<Services, Input>,
  run: NewRun<Input>,
  instance: string | null,
  old: OpenRun | null,
): Promise<void> {
  if (old === null) return engine.begin(tx, workflow, run);
  if (instance === null) await engine.replace(tx, workflow, run, old.uuid);
  else {
    if (old.kind === volumeAttach.kind) await engine.cancel(tx, old.uuid);
    await engine.begin(tx, workflow, run, old.uuid);
  }
  // shown from now on, whatever is under way for a moment still
  const change = tx.updateTable('volume').set({ state: 'DELETING', modified: new Date() });
  await change.where('uuid', '=', run.subject).execute();
}

/** What is deleting a volume that could not be locked for that: it stays locked. Throws `not-found` when it is gone, else the error. */
async function doomed(tx: Tx, uuid: string, error: unknown): Promise<{ project: string; order: string | null }> {
  const { project, ...volume } = await lockVolume(tx, uuid);
  const ended = volumeRules.already('terminate', volume);
  if (ended === 'gone') throw notFound();
  if (ended === null) throw error;
  const running = tx.selectFrom('order').select('uuid').where('volume', '=', uuid).where('type', '=', 'Terminate');
  const order = await running.where('completed', 'is', null).executeTakeFirst();
  return { project, order: order?.uuid ?? null };
}
