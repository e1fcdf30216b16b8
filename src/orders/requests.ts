import { randomUUID } from 'node:crypto';
import type { Tx } from '../db/index.ts';
import { type Actor, audit } from '../identity/index.ts';
import { type PowerAction, type Standing, whyNot } from '../instances/index.ts';
import type { Engine } from '../workflow/index.ts';
import type { Services } from './workflows/index.ts';

/** What became of a request that depends on the state of things: done, or why not now. */
export type Verdict<T> = { done: T } | { conflict: string };

interface InstanceRef extends Standing {
  uuid: string;
  project: string;
  offering: string;
  plan: string;
}

async function lockInstance(tx: Tx, uuid: string): Promise<InstanceRef> {
  const columns = ['uuid', 'project', 'offering', 'plan', 'state', 'runtime_state'] as const;
  return tx.selectFrom('instance').select(columns).where('uuid', '=', uuid).forUpdate().executeTakeFirstOrThrow();
}

/** Orders the end of an instance. Returns the Terminate order's UUID. */
export async function orderTermination(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
): Promise<Verdict<string>> {
  const instance = await lockInstance(tx, uuid);
  const conflict = whyNot('terminate', instance);
  if (conflict !== null) return { conflict };
  const order = randomUUID();
  const { project, offering, plan } = instance;
  const row = { uuid: order, type: 'Terminate' as const, project, offering, plan, instance: uuid, attributes: '{}' };
  await tx
    .insertInto('order')
    .values({ ...row, state: 'executing', created_by: actor.user })
    .execute();
  await tx.updateTable('instance').set({ state: 'DELETING' }).where('uuid', '=', uuid).execute();
  await engine.begin(tx, 'instance.delete', { uuid: order, subject: uuid, input: {}, estimateKey: '' });
  await audit(tx, actor, 'instance.delete', { object: uuid, project, detail: { order } });
  return { done: order };
}

/** Begins start, stop or restart. */
export async function requestPower(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
  action: PowerAction,
): Promise<Verdict<void>> {
  const instance = await lockInstance(tx, uuid);
  const conflict = whyNot(action, instance);
  if (conflict !== null) return { conflict };
  await beginPower(tx, engine, uuid, action);
  await audit(tx, actor, `instance.${action}`, { object: uuid, project: instance.project });
  return { done: undefined };
}

/** The same without an actor, for the reconciler; the instance's row must be locked and OK. */
export async function beginPower(tx: Tx, engine: Engine<Services>, uuid: string, action: PowerAction): Promise<void> {
  const change = {
    state: 'UPDATING' as const,
    error_message: '',
    ...(action === 'restart' ? { runtime_state: 'REBOOT' as const } : {}),
  };
  await tx.updateTable('instance').set(change).where('uuid', '=', uuid).execute();
  await engine.begin(tx, `instance.${action}`, { uuid: randomUUID(), subject: uuid, input: {}, estimateKey: '' });
}

/** Cancels a create order that still runs: what it has done is undone. */
export async function cancelOrder(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
): Promise<Verdict<void>> {
  const query = tx.selectFrom('order').select(['type', 'state', 'project']).where('uuid', '=', uuid);
  const order = await query.executeTakeFirstOrThrow();
  if (order.type !== 'Create') return { conflict: `A ${order.type} order cannot be canceled once it is placed.` };
  // locks the run before the order, as the run's end does: the other way round the two could wait for each other
  if (!(await engine.cancel(tx, uuid))) {
    const { state } = await query.executeTakeFirstOrThrow();
    const now = state === 'executing' ? 'being undone' : state;
    return { conflict: `Valid states for operation: executing. The order is ${now}.` };
  }
  await tx.updateTable('order').set({ state: 'canceled', modified: new Date() }).where('uuid', '=', uuid).execute();
  await audit(tx, actor, 'order.cancel', { object: uuid, project: order.project });
  return { done: undefined };
}
