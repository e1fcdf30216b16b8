import { randomUUID } from 'node:crypto';
import { notFound } from '../../common/problem.ts';
import { requestId } from '../../common/log-context.ts';
import { lockFor } from './begin.ts';
import { audit, type Principal } from '../../identity/index.ts';
import { volumeAlready } from '../../storage/index.ts';
import { type Services, volumeDelete } from '../../workflows/index.ts';
import { Engine } from '../../engine/index.ts';
import type { Tx } from '../../db/index.ts';

/**
 * Begins to delete a volume that no instance has; one that is being deleted has that already. Returns the Terminate order's UUID; null: it
 * was never ordered.
 */
export async function terminateVolume(
  tx: Tx,
  engine: Engine<Services>,
  actor: Principal,
  uuid: string,
): Promise<string | null> {
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
  await tx.updateTable('volume').set({ state: 'DELETING', modified: new Date() }).where('uuid', '=', uuid).execute();
  const labels = { volume: uuid, ...(offering === null ? {} : { order: run }) };
  await engine.begin(tx, volumeDelete, { uuid: run, subject: uuid, input: {}, estimateKey: '', labels });
  await audit(tx, actor, 'volume.delete', { object: uuid, project, detail: offering === null ? {} : { order: run } });
  return offering === null ? null : run;
}

/** What is deleting a volume that could not be locked for that: it stays locked. Throws `not-found` when it is gone, else the error. */
async function doomed(tx: Tx, uuid: string, error: unknown): Promise<{ project: string; order: string | null }> {
  const query = tx.selectFrom('volume').select(['state', 'project', 'instance']).where('uuid', '=', uuid);
  const { project, ...volume } = await query.executeTakeFirstOrThrow();
  const ended = volumeAlready('terminate', volume);
  if (ended === 'gone') throw notFound();
  if (ended === null) throw error;
  const running = tx.selectFrom('order').select('uuid').where('volume', '=', uuid).where('type', '=', 'Terminate');
  const order = await running.where('completed', 'is', null).executeTakeFirst();
  return { project, order: order?.uuid ?? null };
}
