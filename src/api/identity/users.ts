import { rolesIn } from './project-filters.ts';
import { sparse, trim } from '../http/sparse.ts';
import type { FastifyRequest } from 'fastify';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { Problem } from '../../common/problem.ts';
import { type Database, findOne, rowsOf, type View } from '../../db/index.ts';
import {
  type Actor,
  createUser,
  everyUserMay,
  loginHours,
  type NewUser,
  passwordLength,
  prepareUser,
  type Proofs,
  removeUser,
  requireAccount,
  requirePermission,
  setPassword,
  updateUser,
  usernamePattern,
  visible,
  visibleCustomer,
  visibleUser,
} from '../../identity/index.ts';
import { presentedToken } from '../http/authentication.ts';
import { type Collection, collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, presenter } from '../dialects/dialect.ts';
import {
  alwaysText,
  equals,
  type Filter,
  type Filters,
  flag,
  related,
  repeatable,
  search,
  timeFilters,
} from '../http/filters.ts';
import { confirmed, gone } from '../http/answers.ts';
import { edit, routesOn } from '../http/route.ts';
import { loginLinkRoute } from './login-link.ts';
import {
  meSchema,
  type PermissionRow,
  permissionRow,
  presentPermission,
  presentUser,
  type UserRow,
  userRow,
  userSchema,
} from './users.schema.ts';
import type { App } from '../http/app.ts';

const userView: View<UserRow> = {
  table: 'app_user',
  alias: 'u',
  row: userRow,
  columns: sql`u.uuid, u.username, u.full_name, u.email, u.is_staff, u.is_active, u.created, u.modified`,
  joins: sql``,
};

const { min, max } = passwordLength;
// its length is looked at where passwords are made; here nothing is quoted back
const password = z.string().max(1000).describe(`${min} to ${max} characters`);
const ownDetails = {
  full_name: z.string().trim().max(200).optional(),
  email: z.union([z.email().max(254), z.literal('')]).optional(),
};
const username = z
  .string()
  .regex(usernamePattern, 'Must be 1 to 128 of: lower-case letters, digits, and _ . @ + -')
  .describe('1 to 128 of: lower-case letters, digits, and _ . @ + -');

const newUserBody = z.object({
  username,
  ...ownDetails,
  password: password.optional(),
  is_staff: z.boolean().optional(),
});

/** The user that a body wants. */
function newUser(proofs: Proofs): (request: FastifyRequest) => Promise<NewUser> {
  return ({ actor, body }) => prepareUser(proofs, actor, body as z.output<typeof newUserBody>);
}

export function userRoutes(app: App, context: ApiContext, dialect: Dialect): void {
  const { db, proofs } = context;
  const users = userCollection(app, db, dialect);
  const on = routesOn(app, db, { tag: 'Users' });
  const onUser = routesOn(app, db, { tag: 'Users', find: users.find });
  on('GET', '/users/me/', {
    summary: 'Who the token belongs to, and what roles that user has',
    permission: ({ actor }) => everyUserMay(actor),
    query: z.object({ field: sparse }),
    answer: {
      status: 200,
      schema: meSchema,
      body: async ({ request, reply, query: { field } }) =>
        trim(await presentMe(db, request, dialect), meSchema, field, reply) as z.input<typeof meSchema>,
    },
  });
  routesOn(app, db, { tag: 'Users', find: newUser(proofs) })('POST', '/users/', {
    summary: 'Make a user (staff)',
    permission: 'CLOUD.OPERATE',
    body: newUserBody,
    run: (tx, { actor, found }) => createUser(tx, actor, found),
    answer: users.created,
  });
  onUser(edit, '/users/:uuid/', {
    summary: 'Change a user',
    permission: ({ actor, found, body }) =>
      requireOver(actor, found.uuid, body.is_staff !== undefined || body.is_active !== undefined),
    body: z.object({ ...ownDetails, is_staff: z.boolean().optional(), is_active: z.boolean().optional() }),
    refuses: [409],
    run: async (tx, { actor, found: { uuid }, body }) => {
      if (uuid === actor.user && (body.is_staff === false || body.is_active === false)) {
        const why = 'You cannot take this from yourself: the cloud might be left without staff. Another one can.';
        throw new Problem('not-possible', why);
      }
      await updateUser(tx, actor, uuid, body);
    },
    answer: users.changed,
  });
  onUser('DELETE', '/users/:uuid/', {
    summary: 'Delete a user with tokens, keys and roles (staff)',
    permission: 'CLOUD.OPERATE',
    refuses: [409],
    run: (tx, { actor, found }) => removeUser(tx, actor, found.uuid),
    answer: gone,
  });
  loginLinkRoute(app, context, users.find);
  onUser('POST', '/users/:uuid/password/', {
    summary: 'Set a password',
    permission: ({ actor, found }) => requireOver(actor, found.uuid, false),
    body: z.object({ password, old_password: password.optional() }),
    refuses: [503],
    runAlone: ({ actor, found, body }) =>
      setPassword(db, proofs, actor, found.uuid, { password: body.password, oldPassword: body.old_password ?? null }),
    answer: confirmed('Password has been successfully updated.'),
  });
}

const blank = alwaysText('');
const searched = search('u.username', 'u.full_name', 'u.email');
/** Users with a role, where the actor sees it, for which `holds`. */
const withGrant = (holds: RawBuilder<boolean>, actor: Actor) =>
  sql<boolean>`u.uuid IN (SELECT g.user_uuid FROM role_grant g LEFT JOIN project p ON p.uuid = g.project
    WHERE (${visible(actor, 'g.project')} OR ${visibleCustomer(actor, 'g.customer')})
      AND (g.expires IS NULL OR g.expires > now()) AND ${holds})`;
const ofRoles = repeatable(500, (words, actor) => withGrant(sql<boolean>`g.role = ANY(${rolesIn(words)})`, actor));

const filters: Filters = {
  username: equals('u.username'),
  username_list: {
    schema: z.string().max(4_000).describe('Names with commas between them'),
    where: (names) =>
      sql<boolean>`u.username = ANY(${String(names)
        .split(',')
        .map((name) => name.trim())})`,
  },
  email: equals('u.email'),
  full_name: equals('u.full_name'),
  query: searched,
  user_keyword: searched,
  ...Object.fromEntries(
    ['description', 'job_title', 'native_name', 'organization', 'phone_number'].map((name) => [name, blank]),
  ),
  registration_method: equals(sql`'default'::text`),
  is_active: flag(sql<boolean>`u.is_active`),
  is_staff: flag(sql<boolean>`u.is_staff`),
  is_support: flag(sql<boolean>`false`),
  date_joined: timeFilters('date_joined', 'u.created')['date_joined'] as Filter,
  project_uuid: related((uuids, actor) => withGrant(sql<boolean>`g.project = ${uuids}`, actor)),
  customer_uuid: related((uuids, actor) => withGrant(sql<boolean>`coalesce(g.customer, p.customer) = ${uuids}`, actor)),
  project_roles: ofRoles,
  organization_roles: ofRoles,
};

function userCollection(app: App, db: Database, dialect: Dialect): Collection<UserRow, typeof userSchema> {
  return collection(app, dialect, {
    db,
    path: 'users',
    tag: 'Users',
    one: 'a user',
    many: 'users: who has a role where you have one; staff sees all',
    item: userSchema,
    view: userView,
    readable: (actor) => sql<boolean>`u.removed IS NULL AND ${visibleUser(actor, 'u.uuid')}`,
    filters,
    sorts: { username: 'u.username', full_name: 'u.full_name', email: 'u.email', date_joined: 'u.created' },
    order: ['u.username'],
    present: presentUser,
  });
}

async function presentMe(db: Database, request: FastifyRequest, dialect: Dialect): Promise<z.input<typeof meSchema>> {
  const { actor } = request;
  const as = presenter(request, dialect);
  const user = await findOne(db, userView, sql<boolean>`u.uuid = ${actor.user}`);
  if (user === null) throw new Error('an actor without a row');
  const rows = await permissionsOf(db, actor);
  return {
    ...presentUser(user, as),
    permissions: rows.map((row) => presentPermission(row, user, as)),
    projects: [...(actor.projects ?? [])].map((project) => as.id(project)),
    token: presentedToken(request) ?? '',
    token_expires_at: actor.token.expires && as.time(actor.token.expires),
    token_lifetime: actor.token.kind === 'login' ? loginHours.unused * 3600 : null,
    ip_address: actor.address,
  };
}

/** Users may change themselves, as far as it is not for staff; staff everybody. */
function requireOver(actor: Actor, user: string, staffOnly: boolean): void {
  if (actor.user === user && !staffOnly) requireAccount(actor);
  else requirePermission(actor, 'CLOUD.OPERATE', null);
}

/** The roles of the actor, as far as the token lets them be seen. */
async function permissionsOf(db: Database, actor: Actor): Promise<PermissionRow[]> {
  const query = sql`
    SELECT g.created, g.expires, g.role, p.uuid AS project, p.name AS project_name, c.uuid AS customer,
      c.name AS customer_name
    FROM role_grant g LEFT JOIN project p ON p.uuid = g.project
    JOIN customer c ON c.uuid = coalesce(g.customer, p.customer)
    WHERE g.user_uuid = ${actor.user} AND (g.expires IS NULL OR g.expires > now()) AND p.removed IS NULL
      AND (${visible(actor, 'p.uuid')} OR (p.uuid IS NULL AND ${visibleCustomer(actor, 'c.uuid')}))
    ORDER BY g.created, g.uuid`;
  return rowsOf(db, permissionRow, query);
}
