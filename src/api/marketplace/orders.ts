import { enums } from '../../db/index.ts';
import { offeringSlug } from './offering-filter.ts';
import { sql } from 'kysely';
import { permitted, visible } from '../../identity/index.ts';
import { findInstance } from '../../instances/index.ts';
import {
  changeOrder,
  deleteOrder,
  orderBody,
  orderChange,
  orderMeaning,
  orderView,
  type OrderView,
  placeOrder,
  warningsOf,
} from '../../orders/index.ts';
import { timeline } from '../../engine/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect, Presenter } from '../dialects/dialect.ts';
import { gone } from '../http/answers.ts';
import {
  choice,
  contains,
  equals,
  type Filters,
  flag,
  flagFor,
  oneOf,
  references,
  repeatable,
  timeFilters,
} from '../http/filters.ts';
import { edit, routesOn } from '../http/route.ts';
import { orderItemSchema, orderSchema, presentOrder, presentOrderItem } from './orders.schema.ts';
import { orderActionRoutes, orderPartRoutes } from './order-actions.ts';
import { orderEventRoutes } from './order-events.ts';
import type { App } from '../http/app.ts';

const anything = sql<boolean>`true`;

export function orderRoutes(app: App, context: ApiContext, dialect: Dialect): void {
  const { db, engine } = context;
  async function full(order: OrderView, as: Presenter) {
    const instance = order.state === 'done' ? await findInstance(db, order.resource, anything) : null;
    const warnings = order.type === 'Create' ? await warningsOf(db, order.resource) : [];
    return presentOrder(order, { timeline: await timeline(db, order.uuid), instance, warnings }, as);
  }

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
    order: ['-d.created', 'd.uuid'],
    present: full,
    listItem: { item: orderItemSchema, present: presentOrderItem },
  });
  routesOn(app, db, { tag: 'Orders' })('POST', '/marketplace-orders/', {
    summary: 'Order a VM',
    body: orderBody(dialect.name),
    unread: true,
    meaning: orderMeaning,
    run: (tx, { actor, body }) => placeOrder(tx, engine, actor, body, dialect.name),
    answer: orders.created,
  });
  const on = routesOn(app, db, { tag: 'Orders', find: orders.find, refuses: [409] });
  on(edit, '/marketplace-orders/:uuid/', {
    summary: 'Change what is said about an order that waits for approval',
    body: orderChange,
    run: (tx, { actor, found, body }) => changeOrder(tx, actor, found.uuid, body),
    answer: orders.changed,
  });
  on('DELETE', '/marketplace-orders/:uuid/', {
    summary: 'Cancel an order that runs or waits; delete one that has failed',
    run: (tx, { actor, found }) => deleteOrder(tx, engine, actor, found.uuid),
    answer: gone,
  });

  orderActionRoutes(app, context, orders);
  orderPartRoutes(app, context, dialect, orders);
  orderEventRoutes(app, context, dialect, orders);
}

function orderFilters(dialect: Dialect): Filters {
  return {
    state: choice(Object.keys(dialect.orderStates), (words) => {
      const states = words.flatMap((word) => dialect.orderStates[word] ?? []);
      return sql<boolean>`d.state = ANY(${states})`;
    }),
    type: oneOf(enums['order.type'], 'd.type'),
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
    ...timeFilters('created', 'd.created'),
    ...timeFilters('modified', 'd.modified'),
    parent_offering_uuid: references('d.offering'),
    offering_slug: offeringSlug('d.offering'),
    slug: equals(orderSlug),
    was_auto_approved: flag(sql<boolean>`false`),
    can_approve_as_consumer: flagFor(
      (actor) => sql<boolean>`d.state = 'pending-consumer' AND ${permitted(actor, 'ORDER.APPROVE', 'd.project')}`,
    ),
    can_approve_as_provider: flag(sql<boolean>`false`),
  };
}

/** As the answer has it. */
const orderSlug = sql`coalesce(d.slug, (SELECT slug FROM project WHERE uuid = d.project) || '-' || left(d.uuid::text, 8))`;
const customer = sql`(SELECT customer FROM project WHERE uuid = d.project)`;
const resource = sql`coalesce(d.instance, d.volume)`;
const resourceName = sql`coalesce((SELECT name FROM instance WHERE uuid = d.instance),
  (SELECT name FROM volume WHERE uuid = d.volume))`;
