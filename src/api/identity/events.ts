import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { enums, type View } from '../../db/index.ts';
import { visibleEvent } from '../../identity/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect, Presenter } from '../dialects/dialect.ts';
import { contains, equals, type Filter, oneOf, references, related, repeatable } from '../http/filters.ts';
import { time } from '../http/schemas.ts';
import { eventResult } from '../states.ts';
import type { App } from '../http/app.ts';

const eventSchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    created: time,
    event_type: z
      .string()
      .meta({ description: 'What was done: `order.create`, `user.login`, or a permission that was denied' }),
    message: z.string(),
    result: eventResult,
    user_uuid: z.string().nullable(),
    username: z.string(),
    ip_address: z.string(),
    object_uuid: z.string().nullable(),
    project_uuid: z.string().nullable(),
    project_name: z.string().nullable(),
    customer_uuid: z.string().nullable(),
    request_id: z.string().nullable().meta({ description: 'The x-request-id of the request that did it' }),
    context: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Event' });

const eventRow = z.strictObject({
  uuid: z.string(),
  created: z.date(),
  action: z.string(),
  result: z.enum(enums['audit_event.result']),
  user_uuid: z.string().nullable(),
  username: z.string(),
  address: z.string(),
  object: z.string().nullable(),
  project: z.string().nullable(),
  project_name: z.string().nullable(),
  customer: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  request_id: z.string().nullable(),
});

type EventRow = z.output<typeof eventRow>;

const events: View<EventRow> = {
  table: 'audit_event',
  alias: 'e',
  row: eventRow,
  columns: sql`
    e.uuid, e.created, e.action, e.result, e.user_uuid, e.username, e.address, e.object, e.project, p.name AS project_name,
    coalesce(e.customer, p.customer) AS customer, e.detail,
    e.request_id`,
  joins: sql`LEFT JOIN project p ON p.uuid = e.project`,
};

function presentEvent(row: EventRow, as: Presenter): z.input<typeof eventSchema> {
  const id = (uuid: string | null): string | null => (uuid === null ? null : as.id(uuid));
  return {
    uuid: as.id(row.uuid),
    url: as.url('events', row.uuid),
    created: as.time(row.created),
    event_type: row.action,
    message: `${row.username}${row.address === '' ? '' : ` from ${row.address}`}: ${row.action} ${row.result}`,
    result: row.result,
    user_uuid: id(row.user_uuid),
    username: row.username,
    ip_address: row.address,
    object_uuid: id(row.object),
    project_uuid: id(row.project),
    project_name: row.project_name,
    customer_uuid: id(row.customer),
    request_id: row.request_id,
    context: row.detail,
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

/** As the answer has it. */
const message = sql`e.username || CASE WHEN e.address = '' THEN '' ELSE ' from ' || e.address END
  || ': ' || e.action || ' ' || e.result`;

export function eventRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  collection(app, dialect, {
    db,
    path: 'events',
    tag: 'Events',
    one: 'an event',
    many: 'who did what, from where, and what came of it',
    item: eventSchema,
    view: events,
    readable: (actor) => visibleEvent(actor, 'e'),
    filters: {
      created_from: moment((at) => sql<boolean>`e.created >= ${at}`),
      created_to: moment((at) => sql<boolean>`e.created <= ${at}`),
      event_type: repeatable(100, (words) => sql<boolean>`e.action = ANY(${words})`),
      result: oneOf(eventResult.options, 'e.result'),
      message: contains(message),
      scope: related(
        (uuids) => sql<boolean>`(e.object = ${uuids} OR e.project = ${uuids} OR e.customer = ${uuids}
          OR (e.detail ->> 'instance')::uuid = ${uuids} OR (e.detail ->> 'volume')::uuid = ${uuids})`,
      ),
      username: equals('e.username'),
      user_uuid: references('e.user_uuid'),
      object_uuid: references('e.object'),
      project_uuid: references('e.project'),
      customer_uuid: references(sql`coalesce(e.customer, (SELECT customer FROM project WHERE uuid = e.project))`),
    },
    sorts: { created: 'e.id' },
    order: sql`e.id DESC`,
    present: presentEvent,
  });
}
