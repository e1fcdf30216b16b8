import { rolesIn } from './project-filters.ts';
import { registerList } from '../http/list.ts';
import { alwaysText, contains, equals, type Filters, references, repeatable } from '../http/filters.ts';
import type { FastifyRequest } from 'fastify';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { notFound } from '../../common/problem.ts';
import { invalid } from '../../common/field-errors.ts';
import { parseUuid } from '../../common/uuid.ts';
import { type Database, enums, type Tx, type View } from '../../db/index.ts';
import {
  type Actor,
  addMember,
  removeMember,
  requirePermission,
  roleOf,
  roles,
  rolesOf,
  type Scope,
  visible,
  visibleCustomer,
  visibleUser,
} from '../../identity/index.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect, Presenter } from '../dialects/dialect.ts';
import { gone } from '../http/answers.ts';
import { routesOn } from '../http/route.ts';
import { time } from '../http/schemas.ts';
import type { App } from '../http/app.ts';

const memberSchema = z
  .object({
    uuid: z.string(),
    created: time,
    expiration_time: time.nullable(),
    role_name: z.string(),
    role_uuid: z.string(),
    user_uuid: z.string(),
    user_username: z.string(),
    user_full_name: z.string(),
    user_email: z.string(),
    // left out where nobody gave the role: Waldur's client takes no null
    created_by_uuid: z.string().optional(),
    created_by_full_name: z.string().optional(),
  })
  .meta({ id: 'Member' });

const memberRow = z.strictObject({
  uuid: z.string(),
  created: z.date(),
  expires: z.date().nullable(),
  role: z.enum(enums['role_grant.role']),
  user_uuid: z.string(),
  username: z.string(),
  full_name: z.string(),
  email: z.string(),
  created_by: z.string().nullable(),
  created_by_name: z.string().nullable(),
});

type MemberRow = z.output<typeof memberRow>;

const members: View<MemberRow> = {
  table: 'role_grant',
  alias: 'g',
  row: memberRow,
  columns: sql`
    g.uuid, g.created, g.expires, g.role, g.user_uuid, u.username, u.full_name, u.email, g.created_by,
    b.full_name AS created_by_name`,
  joins: sql`JOIN app_user u ON u.uuid = g.user_uuid LEFT JOIN app_user b ON b.uuid = g.created_by`,
};

function presentMember(row: MemberRow, as: Presenter): z.input<typeof memberSchema> {
  return {
    uuid: as.id(row.uuid),
    created: as.time(row.created),
    expiration_time: row.expires === null ? null : as.time(row.expires),
    role_name: row.role,
    role_uuid: as.id(roles[row.role].uuid),
    user_uuid: as.id(row.user_uuid),
    user_username: row.username,
    user_full_name: row.full_name,
    user_email: row.email,
    ...(row.created_by !== null && {
      created_by_uuid: as.id(row.created_by),
      created_by_full_name: row.created_by_name ?? '',
    }),
  };
}

/** Where roles can be given: in projects and in customers, each with its collection and who may. */
const kinds = [
  { kind: 'project', path: 'projects', permission: 'PROJECT.MEMBERS', tag: 'Projects' },
  { kind: 'customer', path: 'customers', permission: 'CUSTOMER.MEMBERS', tag: 'Customers' },
] as const;

type Kind = (typeof kinds)[number];

const expiration_time = z.iso.datetime({ offset: true }).nullable().optional().describe('When the role ends by itself');
const end = z.object({ expiration_time: time.nullable() }).meta({ id: 'MembershipEnd' });

export function memberRoutes(app: App, context: ApiContext, dialect: Dialect): void {
  for (const of of kinds) routesOf(app, context, dialect, of);
}

const userColumn = (name: string) => sql`(SELECT u.${sql.ref(name)} FROM app_user u WHERE u.uuid = g.user_uuid)`;
const userSorts = Object.fromEntries(['username', 'full_name', 'email'].map((name) => [name, userColumn(name)]));
const ofUser = references('g.user_uuid');

const filters: Filters = {
  user: ofUser,
  user_uuid: ofUser,
  user_url: ofUser,
  username: contains(userColumn('username')),
  user_slug: equals(sql`regexp_replace(${userColumn('username')}, '[^0-9a-z_-]', '-', 'g')`),
  full_name: contains(userColumn('full_name')),
  native_name: alwaysText(''),
  search_string: contains(
    sql`${userColumn('username')} || ' ' || ${userColumn('full_name')} || ' ' || ${userColumn('email')}`,
  ),
  role: repeatable(500, (words) => sql<boolean>`g.role = ANY(${rolesIn(words)})`),
};

interface Place {
  uuid: string;
  scope: Scope;
}

function routesOf(app: App, { db }: ApiContext, dialect: Dialect, { kind, path, permission, tag }: Kind): void {
  const words = rolesOf(kind).join(', ');
  const role = z.string().max(500).describe(`Name or UUID of a role: ${words}`);
  const user = z.string().max(500).describe('A user, as UUID or hyperlink');
  const membership = z.object({ user, role });

  const place = placeOfPath(db, kind);
  const change = routesOn(app, db, {
    tag,
    find: place,
    permission: ({ actor, found }) => requirePermission(actor, permission, found.uuid),
  });
  registerList(app, dialect, {
    db,
    path: `${path}/:uuid/list_users`,
    tag,
    summary: `List who has which role in a ${kind}`,
    item: memberSchema,
    view: members,
    readable: () => sql<boolean>`(g.expires IS NULL OR g.expires > now())`,
    within: async (request) => sql<boolean>`${sql.ref(`g.${kind}`)} = ${(await place(request)).uuid}`,
    filters,
    sorts: { created: 'g.created', expiration_time: 'g.expires', role: 'g.role', ...userSorts },
    order: ['g.created', 'g.uuid'],
    present: presentMember,
  });
  for (const [verb, summary, status] of [
    ['add_user', 'Give a user a role', 201],
    ['update_user', 'Change when a role ends', 200],
  ] as const) {
    change('POST', `/${path}/:uuid/${verb}/`, {
      summary: `${summary} in a ${kind}`,
      body: membership.extend({ expiration_time }),
      run: async (tx, { actor, found: { scope }, body }) => {
        const member = await memberOf(tx, actor, kind, body);
        const until = await addMember(tx, actor, scope, { ...member, expires: laterThanNow(body.expiration_time) });
        return until && until.toISOString();
      },
      answer: {
        status,
        schema: end,
        body: ({ done: expires }) => ({ expiration_time: expires && dialect.time(new Date(expires)) }),
      },
    });
  }
  change('POST', `/${path}/:uuid/delete_user/`, {
    summary: `Take a role away from a user of a ${kind}`,
    body: membership,
    run: async (tx, { actor, found: { scope }, body }) =>
      removeMember(tx, actor, scope, await memberOf(tx, actor, kind, body)),
    answer: { ...gone, status: 200 },
  });
}

/** The project or customer that the path names; 404 when the actor may not see it. */
function placeOfPath(db: Database, kind: Kind['kind']): (request: FastifyRequest) => Promise<Place> {
  return async ({ actor, params }) => {
    const uuid = parseUuid((params as { uuid: string }).uuid);
    if (!(await isSeen(db, actor, kind, uuid)) || uuid === null) throw notFound();
    const scope = kind === 'project' ? { project: uuid, customer: null } : { project: null, customer: uuid };
    return { uuid, scope };
  };
}

/** Whom a body names, and for which role. Throws `InvalidRequest`. */
async function memberOf(tx: Tx, actor: Actor, kind: Kind['kind'], body: { user: string; role: string }) {
  const role = roleOf(body.role);
  if (role === null || !rolesOf(kind).includes(role)) {
    const words = rolesOf(kind).join(', ');
    throw invalid('role', `Object does not exist: the roles of a ${kind} are ${words}.`);
  }
  const user = parseUuid(body.user);
  if (user === null || !(await isSeenUser(tx, actor, user)))
    throw invalid('user', 'Object does not exist: no user of this UUID is known to you. GET /api/users/ lists them.');
  return { user, role };
}

function laterThanNow(text: string | null | undefined): Date | null {
  if (text == null) return null;
  const at = new Date(text);
  if (at.getTime() <= Date.now())
    throw invalid('expiration_time', 'Lies in the past. Give a later time, or leave it out.');
  return at;
}

async function isSeen(db: Database, actor: Actor, kind: 'project' | 'customer', uuid: string | null): Promise<boolean> {
  const from: RawBuilder<unknown> =
    kind === 'project'
      ? sql`project WHERE removed IS NULL AND ${visible(actor, 'uuid')}`
      : sql`customer WHERE removed IS NULL AND ${visibleCustomer(actor, 'uuid')}`;
  const { rows } = await sql`SELECT FROM ${from} AND uuid = ${uuid}`.execute(db);
  return rows.length > 0;
}

async function isSeenUser(db: Database, actor: Actor, uuid: string): Promise<boolean> {
  const active = sql`SELECT FROM app_user u WHERE u.is_active AND u.uuid = ${uuid} AND ${visibleUser(actor, 'u.uuid')}`;
  const { rows } = await active.execute(db);
  return rows.length > 0;
}
