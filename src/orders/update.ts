import type { Tx } from '../db/index.ts';
import { type Actor, audit, before, changed } from '../identity/index.ts';
import { lockOrder, requireOwnerOr } from './lock.ts';
import { requireAction } from './rules.ts';

/** What can be changed of an order that waits for approval; what it asks for stays as it was placed. */
export interface OrderChange {
  request_comment?: string | undefined;
  start_date?: string | undefined;
}

export async function changeOrder(tx: Tx, actor: Actor, uuid: string, change: OrderChange): Promise<void> {
  const order = await lockOrder(tx, uuid);
  requireOwnerOr(actor, 'ORDER.APPROVE', order);
  requireAction('update', order);
  const { request_comment, start_date } = change;
  const set = {
    ...(request_comment === undefined ? {} : { request_comment }),
    ...(start_date === undefined ? {} : { start_date }),
  };
  const { was } = await tx
    .updateTable('order')
    .set({ ...set, modified: new Date() })
    .where('uuid', '=', uuid)
    .returning(before('order', set).as('was'))
    .executeTakeFirstOrThrow();
  await audit(tx, actor, 'order.update', { object: uuid, project: order.project, detail: changed(was, set) });
}
