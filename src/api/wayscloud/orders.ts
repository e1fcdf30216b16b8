import { sql } from 'kysely';
import { z } from 'zod';
import { parseUuid } from '../../common/uuid.ts';
import { visible } from '../../identity/index.ts';
import { findInstance } from '../../instances/index.ts';
import { cancelOrder, findOrder, listOrders, orderBody, type OrderView, placeOrder } from '../../orders/index.ts';
import { timeline } from '../../workflow/index.ts';
import { actorOf } from '../authentication.ts';
import type { ApiContext, App } from '../context.ts';
import { conflict, detailSchema, notFound } from '../errors.ts';
import { streamEvents } from '../event-stream.ts';
import { idempotent } from '../idempotency.ts';
import { baseUrl, envelope, paged, pageQuery, window } from '../paging.ts';
import { filter, uuidFilter, uuidParams } from './filters.ts';
import { orderItemSchema, orderSchema, presentOrder, presentOrderItem, stateWord } from './orders.schema.ts';

const tags = ['Orders'];
const anything = sql<boolean>`true`;

const listQuery = z.object({
  ...pageQuery,
  state: z.enum(['Creating', 'Success', 'Succeeded', 'Erred', 'Canceled']).optional(),
  type: z.enum(['Create', 'Update', 'Terminate']).optional(),
  project_uuid: uuidFilter,
  offering_uuid: uuidFilter,
  resource_uuid: uuidFilter,
});
const rowStates = {
  Creating: 'executing',
  Success: 'done',
  Succeeded: 'done',
  Erred: 'erred',
  Canceled: 'canceled',
} as const;

export function orderRoutes(app: App, { db, engine, events }: ApiContext): void {
  const prefix = '/api';

  async function full(order: OrderView, base: string) {
    const instance = order.state === 'done' ? await findInstance(db, order.instance, anything) : null;
    return presentOrder(order, await timeline(db, order.uuid), instance, base);
  }

  app.post(
    '/marketplace-orders/',
    {
      // the body is read field by field with the same schemas, so that one answer names everything that is wrong
      validatorCompiler: () => (value: unknown) => ({ value }),
      schema: {
        tags,
        summary: 'Order a VM',
        description:
          'Answers at once; the order then runs to Success or Erred. Follow it by its events or by reading it.',
        headers: z.object({
          'idempotency-key': z
            .string()
            .max(255)
            .optional()
            .describe('Kept 24 h: the same key and body get the same answer'),
        }),
        body: orderBody,
        response: { 201: orderSchema, 409: detailSchema, 422: detailSchema },
      },
    },
    async (request, reply) => {
      const base = baseUrl(request, prefix);
      const answer = await idempotent(db, request, async (tx) => {
        const uuid = await placeOrder(tx, engine, request.actor, request.body);
        const order = (await findOrder(tx, uuid, anything)) as OrderView;
        const body = presentOrder(order, await timeline(tx, uuid), null, base);
        return { status: 201, location: body.url, body };
      });
      if (answer.location !== null) reply.header('location', answer.location);
      return reply.code(201).send(answer.body as z.output<typeof orderSchema>);
    },
  );

  app.get(
    '/marketplace-orders/',
    {
      schema: {
        tags,
        summary: 'List orders',
        querystring: listQuery,
        response: { 200: envelope(orderItemSchema) },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const where = filter(visible(request.actor, 'd.project'), {
        'd.state': query.state === undefined ? undefined : rowStates[query.state],
        'd.type': query.type,
        'd.project': query.project_uuid,
        'd.offering': query.offering_uuid,
        'd.instance': query.resource_uuid,
      });
      const { count, rows } = await listOrders(db, where, window(query));
      const base = baseUrl(request, prefix);
      return paged(
        request,
        reply,
        query,
        count,
        rows.map((order) => presentOrderItem(order, base)),
      );
    },
  );

  async function visibleOrder(request: {
    actor: Parameters<typeof visible>[0];
    params: { uuid: string };
  }): Promise<OrderView> {
    const where = visible(request.actor, 'd.project');
    const uuid = parseUuid(request.params.uuid);
    const order = uuid === null ? null : await findOrder(db, uuid, where);
    if (order === null) throw notFound();
    return order;
  }

  app.get(
    '/marketplace-orders/:uuid/',
    {
      schema: {
        tags,
        summary: 'Get an order with its steps',
        params: uuidParams,
        response: { 200: orderSchema, 404: detailSchema },
      },
    },
    async (request) => full(await visibleOrder(request), baseUrl(request, prefix)),
  );

  app.delete(
    '/marketplace-orders/:uuid/',
    {
      schema: {
        tags,
        summary: 'Cancel an order that still runs',
        description: 'What the order has done so far is undone.',
        params: uuidParams,
        response: { 204: z.null(), 404: detailSchema, 409: detailSchema },
      },
    },
    async (request, reply) => {
      const order = await visibleOrder(request);
      const verdict = await db.transaction().execute((tx) => cancelOrder(tx, engine, request.actor, order.uuid));
      if ('conflict' in verdict) throw conflict(verdict.conflict);
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/marketplace-orders/:uuid/events/',
    {
      schema: {
        tags,
        summary: 'Follow an order',
        description:
          'Server-sent events: `step` as steps move, `order` as the order does. Resumable by Last-Event-ID; ends with the order.',
        params: uuidParams,
        response: {
          200: { description: 'The events', content: { 'text/event-stream': { schema: z.string() } } },
          204: z.null().meta({ description: 'The order has ended, and there is no event behind Last-Event-ID' }),
          404: detailSchema,
        },
      },
    },
    async (request, reply) => {
      const { uuid } = await visibleOrder(request);
      const ended = async (): Promise<boolean> => (await timeline(db, uuid))?.remainingMs === 0;
      const mayRead = async (): Promise<boolean> => {
        const actor = await actorOf(db, request);
        return (await findOrder(db, uuid, visible(actor, 'd.project'))) !== null;
      };
      await streamEvents(request, reply, events, uuid, streamed, ended, mayRead);
    },
  );
}

const orderStates: Record<string, string> = {
  undoing: 'Undoing',
  succeeded: stateWord('done'),
  failed: stateWord('erred'),
  cancelled: stateWord('canceled'),
};

/** A run's event in the words of an order. */
function streamed(data: Record<string, unknown>): { event: string; data: unknown; last: boolean } {
  if (typeof data['run'] !== 'string') return { event: 'step', data, last: false };
  const state = orderStates[data['run']] ?? data['run'];
  return { event: 'order', data: { state, error: data['error'] ?? null }, last: data['run'] !== 'undoing' };
}
