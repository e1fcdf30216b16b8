import { sql } from 'kysely';
import { z } from 'zod';
import { permitted, visible } from '../../identity/index.ts';
import { findInstance } from '../../instances/index.ts';
import {
  changeOrder,
  deleteOrder,
  findOrder,
  orderBody,
  orderView,
  type OrderView,
  placeOrder,
} from '../../orders/index.ts';
import { timeline } from '../../engine/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, type Presenter, presenter } from '../dialects/dialect.ts';
import { detailSchema } from '../http/errors.ts';
import {
  choice,
  contains,
  type Filters,
  flag,
  flagFor,
  references,
  repeatable,
  since,
  uuidParams,
} from '../http/filters.ts';
import { idempotent } from '../http/idempotency.ts';
import { orderActionRoutes } from './order-actions.ts';
import { orderEventRoutes } from './order-events.ts';
import { orderItemSchema, orderSchema, presentOrder, presentOrderItem } from './orders.schema.ts';
import type { App } from '../http/app.ts';

const tags = ['Orders'];
const anything = sql<boolean>`true`;

export function orderRoutes(app: App, context: ApiContext, dialect: Dialect): void {
  const { db, engine } = context;
  async function full(order: OrderView, as: Presenter) {
    const instance = order.state === 'done' ? await findInstance(db, order.resource, anything) : null;
    return presentOrder(order, await timeline(db, order.uuid), instance, as);
  }

  app.post(
    '/marketplace-orders/',
    {
      // the body is read field by field with the same schemas, so that one answer names everything that is wrong
      validatorCompiler: () => (value: unknown) => ({ value }),
      schema: {
        tags,
        summary: 'Order a VM',
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
      const answer = await idempotent(db, request, async (tx) => {
        const uuid = await placeOrder(tx, engine, request.actor, request.body, dialect.name);
        const order = (await findOrder(tx, uuid, anything)) as OrderView;
        const body = presentOrder(order, await timeline(tx, uuid), null, presenter(request, dialect));
        return { status: 201, location: body.url, body };
      });
      if (answer.location !== null) reply.header('location', answer.location);
      return reply.code(201).send(answer.body as z.output<typeof orderSchema>);
    },
  );

  const orders = collection(app, dialect, {
    db,
    path: 'marketplace-orders',
    tag: 'Orders',
    one: 'an order with its steps',
    many: 'orders',
    item: orderSchema,
    view: orderView,
    readable: (actor) => visible(actor, 'd.project'),
    filters: orderFilters(dialect),
    sorts: { created: 'd.created', state: 'd.state', cost: 'd.cost', consumer_reviewed_at: 'd.reviewed' },
    order: sql`d.created DESC, d.uuid`,
    present: full,
    listItem: { item: orderItemSchema, present: presentOrderItem },
  });
  const { find, show } = orders;

  app.patch(
    '/marketplace-orders/:uuid/',
    {
      schema: {
        tags,
        summary: 'Change what is said about an order that waits for approval',
        params: uuidParams,
        body: orderBody.pick({ request_comment: true, start_date: true }),
        response: { 200: orderSchema, 404: detailSchema, 409: detailSchema },
      },
    },
    async (request) => {
      const { uuid } = await find(request);
      await db.transaction().execute((tx) => changeOrder(tx, request.actor, uuid, request.body));
      return show(request, uuid);
    },
  );

  app.delete(
    '/marketplace-orders/:uuid/',
    {
      schema: {
        tags,
        summary: 'Cancel an order that runs or waits; delete one that has failed',
        params: uuidParams,
        response: { 204: z.null(), 404: detailSchema, 409: detailSchema },
      },
    },
    async (request, reply) => {
      const { uuid } = await find(request);
      await db.transaction().execute((tx) => deleteOrder(tx, engine, request.actor, uuid));
      return reply.code(204).send(null);
    },
  );

  orderActionRoutes(app, context, dialect, orders);
  orderEventRoutes(app, context, dialect, orders);
}

function orderFilters(dialect: Dialect): Filters {
  return {
    state: choice(Object.keys(dialect.orderStates), (words) => {
      const states = words.flatMap((word) => dialect.orderStates[word] ?? []);
      return sql<boolean>`d.state = ANY(${states})`;
    }),
    type: choice(['Create', 'Update', 'Terminate'], (types) => sql<boolean>`d.type = ANY(${types})`),
    project_uuid: references('d.project'),
    customer_uuid: references(customer),
    provider_uuid: references(customer),
    offering: references('d.offering'),
    offering_uuid: references('d.offering'),
    offering_type: repeatable(
      50,
      (types) => sql<boolean>`d.offering IN (SELECT uuid FROM offering WHERE type = ANY(${types}))`,
    ),
    category_uuid: references(sql`(SELECT category FROM offering WHERE uuid = d.offering)`),
    resource: references(resource),
    resource_uuid: references(resource),
    resource_name: contains(resourceName),
    query: contains(sql`${resourceName} || ' ' || (SELECT name FROM offering WHERE uuid = d.offering)`),
    created: since('d.created'),
    modified: since('d.modified'),
    can_approve_as_consumer: flagFor(
      (actor) => sql<boolean>`d.state = 'pending-consumer' AND ${permitted(actor, 'ORDER.APPROVE', 'd.project')}`,
    ),
    can_approve_as_provider: flag(sql<boolean>`false`),
  };
}

const customer = sql`(SELECT customer FROM project WHERE uuid = d.project)`;
const resource = sql`coalesce(d.instance, d.volume)`;
const resourceName = sql`coalesce((SELECT name FROM instance WHERE uuid = d.instance),
  (SELECT name FROM volume WHERE uuid = d.volume))`;
