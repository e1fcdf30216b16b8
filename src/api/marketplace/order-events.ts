import { sql } from 'kysely';
import { z } from 'zod';
import { visible } from '../../identity/index.ts';
import { findOrder, type OrderView } from '../../orders/index.ts';
import type { Collection } from '../http/collection.ts';
import { actorOf } from '../http/authentication.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { detailSchema } from '../http/errors.ts';
import { eventStream, streamEvents } from '../http/event-stream.ts';
import { uuidParams } from '../http/filters.ts';
import { orderEventSchema, stepEventSchema } from './order-events.schema.ts';
import type { orderSchema } from './orders.schema.ts';
import type { App } from '../http/app.ts';

export function orderEventRoutes(
  app: App,
  { db, events }: ApiContext,
  dialect: Dialect,
  { find }: Pick<Collection<OrderView, typeof orderSchema>, 'find'>,
): void {
  app.get(
    '/marketplace-orders/:uuid/events/',
    {
      schema: {
        tags: ['Orders'],
        summary: 'Follow an order',
        params: uuidParams,
        response: {
          200: eventStream({ step: stepEventSchema, order: orderEventSchema }),
          204: z.null().meta({ description: 'The order has ended, and there is no event behind Last-Event-ID' }),
          404: detailSchema,
        },
      },
    },
    async (request, reply) => {
      const { uuid, completed } = await find(request);
      const from = beginOf(request.headers['last-event-id']);
      if (completed !== null && (await events.since(uuid, from)).length === 0) {
        await reply.code(204).send(null);
        return;
      }
      const reader = events.reader(uuid, from);
      await streamEvents(request, reply, {
        next: async () => (await reader.next()).map(({ id, data }) => ({ id: String(id), ...streamed(data, dialect) })),
        isOver: async () => (await findOrder(db, uuid, sql`true`))?.completed !== null && (await reader.isAtEnd()),
        mayRead: async () => (await findOrder(db, uuid, visible(await actorOf(db, request), 'd.project'))) !== null,
        follow: reader.follow,
      });
    },
  );
}

/** Behind which event of its run a reader begins. */
function beginOf(lastEventId: string | string[] | undefined): number {
  const id = Number(lastEventId ?? 0);
  return Number.isSafeInteger(id) && id > 0 ? id : 0;
}

const orderStates = { succeeded: 'done', failed: 'erred', cancelled: 'canceled' } as const;

/** A run's event in the words of an order. */
function streamed(data: Record<string, unknown>, dialect: Dialect): { event: string; data: unknown; last: boolean } {
  const { run, error = null } = data;
  if (typeof run !== 'string') return { event: 'step', data, last: false };
  const ended = Object.hasOwn(orderStates, run) ? orderStates[run as keyof typeof orderStates] : null;
  const state = ended === null ? 'Undoing' : dialect.orderState(ended);
  return { event: 'order', data: { state, error }, last: ended !== null };
}
