import { sql } from 'kysely';
import { z } from 'zod';
import { enums, findPage, rowsOf, type View } from '../../db/index.ts';
import { requireStaff } from '../../identity/index.ts';
import type { InstanceView } from '../../instances/index.ts';
import { planPeriods } from '../../orders/index.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, presenter } from '../dialects/dialect.ts';
import { uuidParams } from '../http/filters.ts';
import { cursorQuery, paged, pageQuery, window } from '../http/paging.ts';
import { usualOrder } from '../http/sorting.ts';
import type { Find } from '../http/preconditions.ts';
import { routesOn } from '../http/route.ts';
import { time } from '../http/schemas.ts';
import { offeringOf } from './offering-of.ts';
import type { App } from '../http/app.ts';

const tag = 'Resources';
const prefix = '/marketplace-resources/:uuid';

const memberSchema = z
  .object({
    url: z.string(),
    uuid: z.string(),
    username: z.string(),
    full_name: z.string(),
    email: z.string(),
    role: z.string(),
    expiration_time: time.nullable(),
    offering_user_username: z.null(),
    offering_user_state: z.null(),
  })
  .meta({ id: 'TeamMember' });

const memberRow = z.strictObject({
  uuid: z.string(),
  username: z.string(),
  full_name: z.string(),
  email: z.string(),
  role: z.enum(enums['role_grant.role']),
  expires: z.date().nullable(),
});

const periodSchema = z
  .object({
    uuid: z.string(),
    plan_name: z.string(),
    plan_uuid: z.string(),
    start: time,
    end: time.nullable(),
    components: z.array(z.never()).meta({ description: 'None: nothing is metered' }),
  })
  .meta({ id: 'PlanPeriod' });

const periodRow = z.strictObject({
  uuid: z.string(),
  plan: z.string(),
  plan_name: z.string(),
  start: z.date(),
  end: z.date().nullable(),
});

const versionSchema = z
  .object({
    id: z.int(),
    revision_date: time,
    revision_user: z.object({ uuid: z.string(), username: z.string(), full_name: z.string() }).nullable(),
    revision_comment: z.string().meta({ description: 'What was done, and what came of it' }),
    serialized_data: z.record(z.string(), z.unknown()).meta({ description: 'What was said about it then' }),
  })
  .meta({ id: 'ResourceVersion' });

const versionRow = z.strictObject({
  id: z.string(),
  created: z.date(),
  message: z.string(),
  detail: z.record(z.string(), z.unknown()),
  user_uuid: z.string().nullable(),
  username: z.string(),
  full_name: z.string().nullable(),
});

const versions: View<z.output<typeof versionRow>> = {
  table: 'audit_event',
  alias: 'e',
  row: versionRow,
  columns: sql`e.id::text AS id, e.created, e.message, e.detail, e.user_uuid, e.username, u.full_name`,
  joins: sql`LEFT JOIN app_user u ON u.uuid = e.user_uuid`,
};

/** What Waldur's clients ask about a VM beside itself. */
export function resourcePartRoutes(app: App, { db }: ApiContext, dialect: Dialect, find: Find<InstanceView>): void {
  const on = routesOn(app, db, { tag, find });
  on('GET', `${prefix}/team/`, {
    summary: 'List who has a role in the project of a VM',
    answer: {
      status: 200,
      schema: z.array(memberSchema),
      body: async ({ request, found }) => {
        const as = presenter(request, dialect);
        const query = sql`SELECT u.uuid, u.username, u.full_name, u.email, g.role, g.expires
          FROM role_grant g JOIN app_user u ON u.uuid = g.user_uuid
          WHERE g.project = ${found.project} AND (g.expires IS NULL OR g.expires > now()) ORDER BY u.username, g.role`;
        const nobody = { offering_user_username: null, offering_user_state: null };
        return (await rowsOf(db, memberRow, query)).map(({ uuid, expires, ...rest }) => ({
          ...rest,
          ...nobody,
          url: as.url('users', uuid),
          uuid: as.id(uuid),
          expiration_time: expires && as.time(expires),
        }));
      },
    },
  });
  on('GET', `${prefix}/plan_periods/`, {
    summary: 'List which plan a VM has had, and since when',
    answer: {
      status: 200,
      schema: z.array(periodSchema),
      body: async ({ request, found }) => {
        const as = presenter(request, dialect);
        const query = sql`SELECT t.uuid, t.plan, l.name AS plan_name, t.start, t."end"
          FROM instance i CROSS JOIN LATERAL ${planPeriods} t JOIN plan l ON l.uuid = t.plan
          WHERE i.uuid = ${found.uuid} ORDER BY t.start`;
        return (await rowsOf(db, periodRow, query)).map(({ uuid, plan, plan_name, start, end }) => ({
          uuid: as.id(uuid),
          plan_name,
          plan_uuid: as.id(plan),
          start: as.time(start),
          end: end && as.time(end),
          components: [],
        }));
      },
    },
  });
  routesOn(app, db, { tag, find })('GET', `${prefix}/offering/`, {
    summary: 'Get the offering of a VM',
    answer: offeringOf(db, dialect),
  });
  historyRoute(app, db, dialect, find);
}

/** The details of an event, and of what was changed what it has become. */
function saidIn({ changed, ...detail }: Record<string, unknown>): Record<string, unknown> {
  const fields = Object.entries((changed ?? {}) as Record<string, { new: unknown }>);
  return { ...detail, ...Object.fromEntries(fields.map(([name, { new: now }]) => [name, now])) };
}

/** What was done with a VM, as versions of it: kept are the changes, not copies. */
function historyRoute(app: App, db: ApiContext['db'], dialect: Dialect, find: Find<InstanceView>): void {
  const moment = z.iso.datetime({ offset: true }).optional();
  routesOn(app, db, { tag, permission: ({ actor }) => requireStaff(actor) })('GET', `${prefix}/history/`, {
    summary: 'List what was done with a VM, the latest first (staff)',
    params: uuidParams,
    refuses: [403],
    query: z.object({ ...pageQuery(dialect), cursor: cursorQuery, created_before: moment, created_after: moment }),
    answer: {
      status: 200,
      schema: dialect.listSchema(versionSchema),
      body: async ({ request, reply, query }) => {
        const { uuid } = await find(request);
        const { created_before: before = 'infinity', created_after: after = '-infinity' } = query;
        const where = sql<boolean>`e.object = ${uuid} AND e.created < ${before}::timestamptz AND e.created > ${after}::timestamptz`;
        const order = usualOrder(['-e.id']);
        const { count, rows, end } = await findPage(db, versions, where, order, window(request, query, order));
        const results = rows.map(({ id, created, message, detail, user_uuid, username, full_name }) => ({
          id: Number(id),
          revision_date: dialect.time(created),
          revision_user:
            user_uuid === null ? null : { uuid: dialect.id(user_uuid), username, full_name: full_name ?? '' },
          revision_comment: message,
          serialized_data: saidIn(detail),
        }));
        return paged(request, reply, dialect, query, { count, results, end });
      },
    },
  });
}
