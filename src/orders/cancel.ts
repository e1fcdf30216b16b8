import { Problem } from '../common/problem.ts';
import type { OrderState, Tx } from '../db/index.ts';
import { type Actor, audit } from '../identity/index.ts';
import { type Engine, forgetRun, tellReaders } from '../engine/index.ts';
import { lockVolume } from '../storage/index.ts';
import { lockInstance, type Verdict } from '../actions/vm/begin.ts';
import { instanceProduct } from './vm/kind.ts';
import { lockOrder, type OrderRow, requireOwnerOr } from './lock.ts';
import { volumeProduct } from './volume/kind.ts';
import type { Services } from '../workflows/index.ts';
import { endOrder } from '../workflows/outcome.ts';

/** Cancels an order: one that runs is undone, one that waits for approval ends at once. */
export async function cancelOrder(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
): Promise<Verdict<void>> {
  const placed = tx.selectFrom('order').select(['type', 'project', 'created_by']).where('uuid', '=', uuid);
  const { type, ...owned } = await placed.executeTakeFirstOrThrow();
  requireOwnerOr(actor, 'ORDER.CANCEL', owned);
  if (type !== 'Create') return { conflict: `A ${type} order cannot be canceled once it is placed.` };
  // locks the run before the order, as the run's end does: the other way round the two could wait for each other
  const undone = await engine.cancel(tx, uuid);
  const order = await lockOrder(tx, uuid);
  const { state, product, resource, project } = order;
  const waits = state === 'pending-consumer';
  if (!undone && !waits) {
    const now = state === 'executing' ? 'being undone' : state;
    const instead = state === 'done' ? ' Terminate what it has made instead.' : '';
    return { conflict: `Valid states for operation: pending-consumer, executing. The order is ${now}.${instead}` };
  }
  if (waits) await product.settle(tx, resource, 'TERMINATED');
  const now = new Date();
  const change = { state: 'canceled' as const, modified: now, ...(waits ? { completed: now } : {}) };
  await tx.updateTable('order').set(change).where('uuid', '=', uuid).execute();
  if (waits) await tellReaders(tx, uuid);
  await audit(tx, actor, 'order.cancel', { object: uuid, project });
  return { done: undefined };
}

/** Deletes an order that has failed or was rejected, with all that could be left of it; any other is canceled. */
export async function deleteOrder(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
): Promise<Verdict<void>> {
  const placed = tx.selectFrom('order').select(['state', 'project', 'created_by']).where('uuid', '=', uuid);
  const { state, ...owned } = await placed.executeTakeFirstOrThrow();
  if (!isFailed(state)) return cancelOrder(tx, engine, actor, uuid);
  requireOwnerOr(actor, 'ORDER.DESTROY', owned);
  const order = await lockOrder(tx, uuid);
  if (!isFailed(order.state)) return { conflict: `The order is ${order.state} by now.` };
  await remove(tx, order);
  await audit(tx, actor, 'order.delete', { object: uuid, project: order.project });
  return { done: undefined };
}

function isFailed(state: OrderState): boolean {
  return state === 'erred' || state === 'rejected';
}

/**
 * For staff: forgets an order whatever its state, also one whose undoing does not come to an end. What it holds is given
 * back; what may be left on the host is found there without a row, and removed, by `doctor --fix`.
 */
export async function unlinkOrder(tx: Tx, actor: Actor, uuid: string): Promise<Verdict<void>> {
  // the run before the order, as its end locks them
  const run = await tx.selectFrom('workflow').select('state').where('uuid', '=', uuid).forUpdate().executeTakeFirst();
  const order = await lockOrder(tx, uuid);
  if (run?.state === 'running') return { conflict: 'The order is still at work. Cancel it first.' };
  await remove(tx, order);
  await audit(tx, actor, 'order.unlink', { object: uuid, project: order.project });
  return { done: undefined };
}

/**
 * For staff: forgets an instance or a volume whatever its state, also one whose undoing does not come to an end. What it
 * holds is given back, and what may be left on the host removed by `doctor --fix`.
 */
export async function unlinkResource(
  tx: Tx,
  actor: Actor,
  column: 'instance' | 'volume',
  uuid: string,
): Promise<Verdict<void>> {
  // the runs before the resource, as their ends lock them
  const runs = await tx
    .selectFrom('workflow')
    .select(['uuid', 'state'])
    .where('subject', '=', uuid)
    .where('finished', 'is', null)
    .forUpdate()
    .execute();
  if (runs.some(({ state }) => state === 'running')) {
    return { conflict: 'Something is still being done with it. Wait for its end, or cancel its order first.' };
  }
  const { project, state, instance } =
    column === 'instance' ? { ...(await lockInstance(tx, uuid)), instance: null } : await lockVolume(tx, uuid);
  if (state === 'TERMINATED') return { conflict: 'It is gone already.' };
  if (instance !== null) return { conflict: 'The volume is attached to a VM. Detach it first, or unlink the VM.' };
  for (const run of runs) await forgetRun(tx, run.uuid);
  const unfinished = tx.selectFrom('order').select('uuid').where(column, '=', uuid).where('completed', 'is', null);
  const unlinked = new Problem('unlinked', 'The resource was unlinked by the operator.', 'Order anew what you need.');
  for (const order of await unfinished.execute()) {
    await endOrder(tx, order.uuid, 'erred', unlinked);
    await tellReaders(tx, order.uuid);
  }
  const product = column === 'instance' ? instanceProduct : volumeProduct;
  await product.release(tx, uuid);
  await product.settle(tx, uuid, 'TERMINATED');
  await audit(tx, actor, `${column}.unlink`, { object: uuid, project, detail: { state } });
  return { done: undefined };
}

/** Nothing is left of a Create order that did not succeed; of other orders the resource stays as it is. */
async function remove(tx: Tx, { uuid, type, state, product, resource }: OrderRow): Promise<void> {
  await forgetRun(tx, uuid);
  await tx.deleteFrom('order').where('uuid', '=', uuid).execute();
  if (type !== 'Create' || state === 'done') return;
  const query = tx.selectFrom(product.column).select('state').where('uuid', '=', resource).forUpdate();
  const stands = (await query.executeTakeFirstOrThrow()).state;
  // a later order may be deleting it already, or have done so
  if (stands !== 'ERRED' && stands !== 'CREATING') return;
  await product.release(tx, resource);
  await product.settle(tx, resource, 'TERMINATED');
}
