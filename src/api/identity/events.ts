import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { View } from '../../db/index.ts';
import {
  type Actor,
  actionsOf,
  eventGroups,
  everyUserMay,
  toldOf,
  typesOf,
  visibleEvent,
} from '../../identity/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect, Presenter } from '../dialects/dialect.ts';
import {
  choice,
  contains,
  equals,
  type Filter,
  type Filters,
  oneOf,
  references,
  related,
  repeatable,
} from '../http/filters.ts';
import { registerCount } from '../http/list.ts';
import { routesOn } from '../http/route.ts';
import { time } from '../http/schemas.ts';
import { eventResult } from '../states.ts';
import type { App } from '../http/app.ts';
import { contextOf, eventRow, type EventRow } from './event-context.ts';

const eventSchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    created: time,
    event_type: z.string().meta({ description: 'As Waldur calls it: `marketplace_order_created`' }),
    action: z.string().meta({ description: 'What was done: `order.create`, or a permission that was not there' }),
    message: z.string().meta({ description: 'A plain sentence' }),
    result: eventResult,
    user_uuid: z.string().nullable(),
    username: z.string(),
    ip_address: z.string(),
    object_uuid: z.string().nullable(),
    project_uuid: z.string().nullable(),
    project_name: z.string().nullable(),
    customer_uuid: z.string().nullable(),
    request_id: z.string().nullable().meta({ description: 'The x-request-id of the request that did it' }),
    context: z.record(z.string(), z.unknown()).meta({
      description: 'Who, where and what, by the keys that Waldur has for it; `changed` says what from and what to',
    }),
  })
  .meta({ id: 'Event' });

const customer = sql`coalesce(e.customer, p.customer)`;

const events: View<EventRow> = {
  table: 'audit_event',
  alias: 'e',
  row: eventRow,
  columns: sql`
    e.uuid, e.created, e.action, e.result, e.message, e.user_uuid, e.username, u.full_name AS user_full_name, e.address,
    e.auth_method, e.token, e.object, e.object_name, a.username AS affected_username, a.full_name AS affected_full_name,
    d.instance, d.volume, e.project, p.name AS project_name, ${customer} AS customer, c.name AS customer_name, e.detail,
    e.request_id`,
  joins: sql`
    LEFT JOIN project p ON p.uuid = e.project LEFT JOIN customer c ON c.uuid = ${customer}
    LEFT JOIN app_user u ON u.uuid = e.user_uuid LEFT JOIN app_user a ON a.uuid = e.object
    LEFT JOIN "order" d ON d.uuid = e.object`,
};

function presentEvent(row: EventRow, as: Presenter): z.input<typeof eventSchema> {
  const id = (uuid: string | null): string | null => (uuid === null ? null : as.id(uuid));
  return {
    uuid: as.id(row.uuid),
    url: as.url('events', row.uuid),
    created: as.time(row.created),
    event_type: toldOf(row.action, row.result).type,
    action: row.action,
    message: row.message,
    result: row.result,
    user_uuid: id(row.user_uuid),
    username: row.username,
    ip_address: row.address,
    object_uuid: id(row.object),
    project_uuid: id(row.project),
    project_name: row.project_name,
    customer_uuid: id(row.customer),
    request_id: row.request_id,
    context: contextOf(row, as),
  };
}

/** Waldur gives times as seconds since 1970; people write them. */
function moment(compare: (at: RawBuilder<Date>) => RawBuilder<boolean>): Filter {
  const seconds = z.coerce.number().min(0).max(253_402_300_799);
  return {
    schema: z.union([seconds, z.iso.datetime({ offset: true })]).describe('Seconds since 1970, or ISO 8601'),
    where: (value) =>
      compare(typeof value === 'number' ? sql<Date>`to_timestamp(${value})` : sql<Date>`${value}::timestamptz`),
  };
}

/** Events of these types; the word of an action is taken for one, too. */
function ofTypes(types: string[]): RawBuilder<boolean> {
  const written = actionsOf(types);
  return sql<boolean>`(e.action = ANY(${types}) OR (e.result = 'denied' AND 'permission_denied' = ANY(${types}))
    OR (e.action, e.result) IN (SELECT * FROM unnest(
      ${written.map(({ action }) => action)}::text[], ${written.map(({ result }) => result)}::text[])))`;
}

/** About the object, or what it has, or of the user. */
const ofScope = related(
  (
    uuids,
  ) => sql<boolean>`(e.object = ${uuids} OR e.project = ${uuids} OR e.customer = ${uuids} OR e.user_uuid = ${uuids}
    OR (e.customer IS NULL AND e.project IN (SELECT uuid FROM project WHERE customer = ${uuids}))
    OR e.object IN (SELECT uuid FROM "order" WHERE instance = ${uuids} OR volume = ${uuids})
    OR (e.detail ->> 'instance')::uuid = ${uuids} OR (e.detail ->> 'volume')::uuid = ${uuids})`,
);

const filters: Filters = {
  created_from: moment((at) => sql<boolean>`e.created >= ${at}`),
  created_to: moment((at) => sql<boolean>`e.created <= ${at}`),
  event_type: repeatable(100, ofTypes),
  feature: choice(eventGroups, (groups) =>
    ofTypes(eventGroups.filter((each) => groups.includes(each)).flatMap((each) => typesOf(each))),
  ),
  result: oneOf(eventResult.options, 'e.result'),
  message: contains('e.message'),
  scope: ofScope,
  username: equals('e.username'),
  user_uuid: references('e.user_uuid'),
  related_user_uuid: related(
    (uuids) => sql<boolean>`(e.user_uuid = ${uuids} OR (e.object = ${uuids} AND e.action ~ '^(user|member)[.]'))`,
  ),
  auth_method: oneOf(['password', 'pat'], 'e.auth_method'),
  pat_uuid: references('e.token'),
  object_uuid: references('e.object'),
  project_uuid: references('e.project'),
  customer_uuid: references(sql`coalesce(e.customer, (SELECT customer FROM project WHERE uuid = e.project))`),
};

/** What `scope` may name, as Waldur calls it. */
const scopeTypes = [
  'core.sshpublickey',
  'core.user',
  'marketplace.order',
  'marketplace.resource',
  'openstack.floatingip',
  'openstack.instance',
  'openstack.network',
  'openstack.port',
  'openstack.securitygroup',
  'openstack.servergroup',
  'openstack.subnet',
  'openstack.volume',
  'structure.customer',
  'structure.project',
] as const;

export function eventRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  const list = {
    db,
    path: 'events',
    tag: 'Events',
    item: eventSchema,
    view: events,
    readable: (actor: Actor) => visibleEvent(actor, 'e'),
    filters,
    sorts: { created: 'e.id', user: 'e.username' },
    order: ['-e.id'],
    present: presentEvent,
  };
  collection(app, dialect, { ...list, one: 'an event', many: 'who did what, from where, and what came of it' });
  registerCount(app, { ...list, summary: 'Count events' });
  const read = routesOn(app, db, { tag: 'Events', permission: ({ actor }) => everyUserMay(actor) });
  read('GET', '/events/event_groups/', {
    summary: 'List the types of events by their groups',
    answer: {
      status: 200,
      schema: z.record(z.string(), z.array(z.string())),
      body: () =>
        Object.fromEntries(eventGroups.map((each) => [each, typesOf(each)]).filter(([, types]) => types?.length !== 0)),
    },
  });
  read('GET', '/events/scope_types/', {
    summary: 'List what events can be about',
    answer: { status: 200, schema: z.array(z.enum(scopeTypes)), body: () => [...scopeTypes] },
  });
}
