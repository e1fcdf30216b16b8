import type { OrderState, Tx } from '../db/index.ts';
import { type Actor, audit, record } from '../identity/index.ts';
import { type Engine, forgetRun, notifyReaders } from '../engine/index.ts';
import { lockOrder, type OrderRow, requireOwnerOr } from './lock.ts';
import { neverCanceled, requireAction } from './rules.ts';
import { type Services } from '../workflows/index.ts';

/** Cancels an order: one that runs is undone, one that waits for approval ends at once, and nothing is left to do with one that was. */
export async function cancelOrder(tx: Tx, engine: Engine<Services>, actor: Actor, uuid: string): Promise<void> {
  const placed = tx.selectFrom('order').select(['type', 'project', 'created_by']).where('uuid', '=', uuid);
  const { type, ...owned } = await placed.executeTakeFirstOrThrow();
  requireOwnerOr(actor, 'ORDER.CANCEL', owned);
  if (type !== 'Create') throw neverCanceled(type);
  // locks the run before the order, as the run's end does: the other way round the two could wait for each other
  const undone = await engine.cancel(tx, uuid);
  const order = await lockOrder(tx, uuid);
  const { state, kind, resource, project } = order;
  // it is as whoever asks wants it, and was audited when it became so
  if (state === 'canceled') return record(actor, 'audited');
  const waits = state === 'pending-consumer';
  // who asks twice has what was asked for
  if (!undone && !waits && !(await engine.isCancelled(tx, uuid)))
    // one that runs and is not given up is at its end
    requireAction('cancel', { ...order, undoing: state === 'executing' });
  if (waits) await kind.setState(tx, resource, 'TERMINATED');
  const now = new Date();
  // what runs is canceled once all that it has done is undone: until then it holds what it has
  const change = waits ? { state: 'canceled' as const, modified: now, completed: now } : { modified: now };
  await tx.updateTable('order').set(change).where('uuid', '=', uuid).execute();
  if (waits) await notifyReaders(tx, uuid);
  await audit(tx, actor, 'order.cancel', { object: uuid, project });
}

/** Deletes an order that has failed or was rejected, with all that could be left of it; any other is canceled. */
export async function deleteOrder(tx: Tx, engine: Engine<Services>, actor: Actor, uuid: string): Promise<void> {
  const placed = tx.selectFrom('order').select(['state', 'project', 'created_by']).where('uuid', '=', uuid);
  const { state, ...owned } = await placed.executeTakeFirstOrThrow();
  if (!isFailed(state)) return cancelOrder(tx, engine, actor, uuid);
  requireOwnerOr(actor, 'ORDER.DESTROY', owned);
  const order = await lockOrder(tx, uuid);
  requireAction('delete', order);
  await audit(tx, actor, 'order.delete', { object: uuid, project: order.project });
  await removeOrder(tx, order);
}

function isFailed(state: OrderState): boolean {
  return state === 'erred' || state === 'rejected';
}

/** Nothing is left of a Create order that did not succeed; of other orders the resource stays as it is. */
export async function removeOrder(tx: Tx, { uuid, type, state, kind, resource }: OrderRow): Promise<void> {
  await forgetRun(tx, uuid);
  await tx.deleteFrom('order').where('uuid', '=', uuid).execute();
  if (type !== 'Create' || state === 'done') return;
  const query = tx.selectFrom(kind.column).select('state').where('uuid', '=', resource).forUpdate();
  const stands = (await query.executeTakeFirstOrThrow()).state;
  // a later order may be deleting it already, or have done so
  if (stands !== 'ERRED' && stands !== 'CREATING') return;
  await kind.release(tx, resource);
  await kind.setState(tx, resource, 'TERMINATED');
}
