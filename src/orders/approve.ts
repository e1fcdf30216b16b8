import { Problem, stored } from '../common/problem.ts';
import { FieldErrors, InvalidRequest } from '../common/field-errors.ts';
import type { Tx } from '../db/index.ts';
import { type Actor, audit } from '../identity/index.ts';
import { type Engine, notifyReaders } from '../engine/index.ts';
import type { ResolvedOrder } from './resource-kind.ts';
import { lockOrder, type OrderRow } from './lock.ts';
import { requireAction } from './rules.ts';
import type { Services } from '../workflows/index.ts';

/**
 * Lets an order through that waits: what it needs is reserved now, and its run begun. Throws `InvalidRequest` as placing
 * does when it does not fit any more; then it goes on waiting. `comment` is for whoever reads the events.
 */
export async function approveOrder(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
  comment: string,
): Promise<void> {
  const order = await lockOrder(tx, uuid);
  requireAction('approve', order);
  const resolved = await resolveAnew(tx, actor, order);
  const { kind, resource: subject } = order;
  const labels = { order: uuid, [kind.column]: subject };
  const run = { uuid, subject, input: {}, estimateKey: kind.estimateKey(resolved), labels };
  await engine.begin(tx, kind.workflow, run);
  await review(tx, actor, uuid, { state: 'executing' });
  const detail = { comment, said: said(comment) };
  await audit(tx, actor, 'order.approve', { object: uuid, project: order.project, detail });
}

/** Refuses an order that waits; `reason` is for whoever placed it. Throws `InvalidRequest` when it was refused before. */
export async function rejectOrder(tx: Tx, actor: Actor, uuid: string, reason: string): Promise<void> {
  const order = await lockOrder(tx, uuid);
  if (order.state === 'rejected') {
    const errors = new FieldErrors();
    errors.add([], 'The order has been rejected already.');
    throw new InvalidRequest(errors);
  }
  requireAction('reject', order);
  const message = reason === '' ? `${actor.username} has rejected the order.` : reason;
  const problem = new Problem('rejected', message);
  await order.kind.setState(tx, order.resource, 'TERMINATED');
  const change = { state: 'rejected' as const, error: JSON.stringify(stored(problem)), completed: new Date() };
  await review(tx, actor, uuid, change);
  await notifyReaders(tx, uuid);
  await audit(tx, actor, 'order.reject', {
    object: uuid,
    project: order.project,
    detail: { reason, said: said(reason) },
  });
}

/** What was said beside a decision, as a sentence ends with it. */
const said = (words: string): string => (words === '' ? '' : `: "${words}"`);

/** Runs an order once more that has failed: the same order for the same resource, with a new reservation. */
export async function retryOrder(tx: Tx, engine: Engine<Services>, actor: Actor, uuid: string): Promise<void> {
  const order = await lockOrder(tx, uuid);
  requireAction('retry', { ...order, resource_state: await lockedState(tx, order) });
  await resolveAnew(tx, actor, order);
  await order.kind.setState(tx, order.resource, 'CREATING');
  await engine.beginAgain(tx, uuid);
  const change = { state: 'executing' as const, error: null, completed: null, modified: new Date() };
  await tx.updateTable('order').set(change).where('uuid', '=', uuid).execute();
  await audit(tx, actor, 'order.retry', { object: uuid, project: order.project });
}

/** Understands an order anew and reserves for the resource that it has; the ssh key stays the one that it was placed with. */
async function resolveAnew(tx: Tx, actor: Actor, order: OrderRow): Promise<ResolvedOrder> {
  const { project, offering, plan, kind } = order;
  const { ssh_public_key: _, ...attributes } = order.attributes;
  const body = { project, offering, plan, attributes };
  const resolved = await kind.resolve(tx, actor, body, 'waldur', null);
  await kind.reserve(tx, resolved, { uuid: order.resource, owner: order.created_by });
  return resolved;
}

/** Locks what an order is for, so that nobody deletes it meanwhile, and says how it stands. */
async function lockedState(tx: Tx, { kind, resource }: OrderRow): Promise<OrderRow['resource_state']> {
  const query = tx.selectFrom(kind.column).select('state').where('uuid', '=', resource).forUpdate();
  return (await query.executeTakeFirstOrThrow()).state;
}

async function review(
  tx: Tx,
  actor: Actor,
  uuid: string,
  change: { state: 'executing' | 'rejected'; error?: string; completed?: Date },
): Promise<void> {
  const now = new Date();
  const row = { ...change, modified: now, reviewed: now, reviewed_by: actor.user };
  await tx.updateTable('order').set(row).where('uuid', '=', uuid).execute();
}
