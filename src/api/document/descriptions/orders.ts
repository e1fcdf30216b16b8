import { Problem } from '../../../common/problem.ts';
import type { Presenter } from '../../dialects/dialect.ts';
import type { Descriptions } from './description.ts';

/** An order whose work has begun. */
const running = (as: Presenter): Record<string, unknown> => ({
  state: as.dialect.orderState('executing'),
  completed_at: null,
  can_terminate: true,
  ready: null,
  progress: 0,
  elapsed_ms: 6,
  remaining_ms: 8336,
  steps: [],
});
const ended = new Problem(
  'wrong-state',
  'Valid states for operation: pending-consumer, executing. The order is erred.',
);
const notWaiting = new Problem('wrong-state', 'Valid states for operation: pending-consumer. The order is executing.');
const noProvider = new Problem(
  'wrong-state',
  'Valid states for operation: pending-provider. The order is done: none waits for its provider here.',
);
const waits = 'The order does not wait for approval (any more): `detail` says what it is.';

export const orders: Descriptions = {
  marketplace_orders_create: {
    does: `Orders a VM, or a volume when the offering is of volumes. Everything is checked before the answer: quota, host, image,
flavor, addresses. What the order needs is reserved in the same moment, and the work begins. Whoever may not approve orders gets one that
waits until somebody approves it, and holds nothing until then.

Follow the order by \`events/\`, or by reading it.`,
    needs: 'ORDER.CREATE',
    answers: {
      201: 'The order as it was placed. `resource_uuid` is the VM or volume that it makes.',
    },
    example: running,
  },
  marketplace_orders_preflight: {
    does: `Checks an order without placing it: everything that placing checks, with the same errors. Nothing is reserved. The price is kept
for 15 minutes: an order that names the \`quote\` has it, even when the plan changes meanwhile.`,
    needs: 'ORDER.CREATE',
    answers: {
      200: 'What the order would take, make and cost, what is left of quotas and host, and how long it would take.',
    },
  },
  marketplace_orders_list: {
    does: 'The orders of your projects, the latest first, without their steps.',
    needs: 'token',
  },
  marketplace_orders_retrieve: {
    does: 'One order, with the steps of its work: what is done, how long it took, what is left and until when, and why it failed.',
    needs: 'role',
  },
  marketplace_orders_partial_update: {
    does: 'Changes what is said about an order that waits for approval. What it asks for stays as it was placed: for something else cancel it and place another one.',
    needs: 'ORDER.APPROVE',
    answers: { 200: 'The order as it is now.', 409: waits },
    refuses: { 409: notWaiting },
    example: (as) => ({
      ...running(as),
      state: as.dialect.orderState('pending-consumer'),
      awaits_approval: true,
      elapsed_ms: 0,
      remaining_ms: null,
    }),
  },
  marketplace_orders_destroy: {
    does: `Cancels an order that runs or waits: what it has done so far is undone, step by step, and the order then is canceled. An order that
has failed is deleted, and nothing is left of it: that needs \`ORDER.DESTROY\`. Whoever has placed an order may do both, too.`,
    needs: 'ORDER.CANCEL',
    answers: {
      204: 'It is being undone, or is gone.',
      409: 'The order is done, or not one that makes something: delete what it has made.',
    },
    refuses: { 409: ended },
  },
  marketplace_orders_cancel: {
    does: 'Cancels an order that runs or waits: what it has done so far is undone, step by step. Its events tell when that is done. Whoever has placed it may, too.',
    needs: 'ORDER.CANCEL',
    answers: { 202: 'It is being undone.', 409: 'The order has ended, or is not one that makes something.' },
    refuses: { 409: ended },
  },
  marketplace_orders_approve_by_consumer: {
    does: 'Approves an order that waits for it. What it needs is reserved now, and the work begins.',
    needs: 'ORDER.APPROVE',
    answers: {
      200: 'It is at work.',
      400: 'It does not fit any more: per field of the order why. The order goes on waiting.',
      409: waits,
    },
    refuses: { 409: notWaiting },
  },
  marketplace_orders_reject_by_consumer: {
    does: 'Rejects an order that waits for approval. `error_message` is what whoever placed it reads.',
    needs: 'ORDER.REJECT',
    answers: { 200: 'It is rejected, and was never begun.', 409: waits },
    refuses: { 409: notWaiting },
  },
  marketplace_orders_approve_by_provider: {
    does: 'Is there for clients of Waldur, and always refused: no order waits for its provider here.',
    needs: 'ORDER.APPROVE',
    answers: { 200: 'Never.', 409: 'Always: no order waits for its provider.' },
    refuses: { 409: noProvider },
  },
  marketplace_orders_reject_by_provider: {
    does: 'Is there for clients of Waldur, and always refused: no order waits for its provider here.',
    needs: 'ORDER.APPROVE',
    answers: { 200: 'Never.', 409: 'Always: no order waits for its provider.' },
    refuses: { 409: noProvider },
  },
  marketplace_orders_retry: {
    does: 'Runs an order once more that has failed: the same order for the same resource, with a new reservation. It begins at its first step.',
    needs: 'ORDER.CREATE',
    answers: {
      200: 'The order, at work again.',
      400: 'It does not fit any more: per field of the order why.',
      409: 'The order has not failed, is not one that makes something, or what it was to make was deleted.',
    },
    example: running,
    refuses: { 409: new Problem('wrong-state', 'Valid states for operation: erred. The order is done.') },
  },
  marketplace_orders_unlink: {
    does: 'Forgets an order, also one whose undoing comes to no end, and gives back what it holds in the database. What may be left on the host is found there without a row: see `GET /api/doctor/`.',
    needs: 'CLOUD.OPERATE',
    answers: { 204: 'It is forgotten.', 409: 'The order is still at work: cancel it first.' },
    refuses: { 409: new Problem('wrong-state', 'The order is still at work. Cancel it first.') },
  },
  marketplace_orders_resource_retrieve: {
    does: 'The VM or the volume that the order makes, changes or ends, as a marketplace resource.',
    needs: 'role',
  },
  marketplace_orders_offering_retrieve: {
    does: 'The offering of the order, as it is now and for the project of the order.',
    needs: 'role',
  },
  marketplace_orders_events_retrieve: {
    does: `Follows an order by server-sent events, to its end: \`step\` as its steps move and come further, \`order\` when it has ended or is being
undone. The data of each is JSON; \`OrderStepEvent\` and \`OrderEvent\` say of what form. A reader that names the last id that it has got in
\`Last-Event-ID\` gets what came after it, also across a restart of the server.`,
    needs: 'role',
    answers: {
      200: 'The events, until the order has ended.',
      204: 'The order has ended, and there is no event behind `Last-Event-ID`: do not ask again.',
    },
    text: (as) =>
      [
        'retry: 500',
        'id: 1\nevent: step\ndata: {"step":"reserve","state":"done","progress":1,"message":"","error":null,"attempt":1,"duration_ms":18}',
        `id: 2\nevent: order\ndata: {"state":"${as.dialect.orderState('done')}","error":null}`,
        '',
      ].join('\n\n'),
  },
};
