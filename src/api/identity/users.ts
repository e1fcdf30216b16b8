import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { Problem } from '../../common/problem.ts';
import { type Database, findOne, rowsOf, type View } from '../../db/index.ts';
import {
  type Actor,
  createUser,
  everyUserMay,
  loginHours,
  passwordLength,
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
import { collection } from '../http/collection.ts';
import { doneSchema } from '../http/schemas.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, presenter } from '../dialects/dialect.ts';
import { detailSchema } from '../http/errors.ts';
import { equals, flag, uuidParams } from '../http/filters.ts';
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

const tags = ['Users'];

const users: View<UserRow> = {
  table: 'app_user',
  alias: 'u',
  row: userRow,
  columns: sql`u.uuid, u.username, u.full_name, u.email, u.is_staff, u.is_active, u.created`,
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

export function userRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  const { find, show } = collection(app, dialect, {
    db,
    path: 'users',
    tag: 'Users',
    one: 'a user',
    many: 'users: who has a role where you have one; staff sees all',
    item: userSchema,
    view: users,
    readable: (actor) => visibleUser(actor, 'u.uuid'),
    filters: {
      username: equals('u.username'),
      email: equals('u.email'),
      full_name: equals('u.full_name'),
      is_active: flag(sql<boolean>`u.is_active`),
      is_staff: flag(sql<boolean>`u.is_staff`),
    },
    sorts: { username: 'u.username', full_name: 'u.full_name', email: 'u.email', date_joined: 'u.created' },
    order: sql`u.username`,
    present: presentUser,
  });

  app.get(
    '/users/me/',
    {
      schema: { tags, summary: 'Who the token belongs to, and what roles that user has', response: { 200: meSchema } },
    },
    async (request) => {
      const { actor } = request;
      everyUserMay(actor);
      const as = presenter(request, dialect);
      const user = await findOne(db, users, sql<boolean>`u.uuid = ${actor.user}`);
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
    },
  );

  app.post(
    '/users/',
    {
      schema: {
        tags,
        summary: 'Make a user (staff)',
        body: z.object({ username, ...ownDetails, password: password.optional(), is_staff: z.boolean().optional() }),
        response: { 201: userSchema },
      },
    },
    async (request, reply) => {
      requirePermission(request.actor, 'CLOUD.OPERATE', null);
      const uuid = await createUser(db, request.actor, request.body);
      const created = await show(request, uuid);
      return reply.code(201).header('location', created.url).send(created);
    },
  );

  app.patch(
    '/users/:uuid/',
    {
      schema: {
        tags,
        summary: 'Change a user',
        params: uuidParams,
        body: z.object({ ...ownDetails, is_staff: z.boolean().optional(), is_active: z.boolean().optional() }),
        response: { 200: userSchema, 404: detailSchema, 409: detailSchema },
      },
    },
    async (request) => {
      const { actor, body } = request;
      const { uuid } = await find(request);
      requireOver(request, uuid, body.is_staff !== undefined || body.is_active !== undefined);
      if (uuid === actor.user && (body.is_staff === false || body.is_active === false)) {
        const why = 'You cannot take this from yourself: the cloud might be left without staff. Another one can.';
        throw new Problem('not-possible', why);
      }
      await db.transaction().execute((tx) => updateUser(tx, actor, uuid, body));
      return show(request, uuid);
    },
  );

  app.post(
    '/users/:uuid/password/',
    {
      schema: {
        tags,
        summary: 'Set a password',
        params: uuidParams,
        body: z.object({ password, old_password: password.optional() }),
        response: { 200: doneSchema, 404: detailSchema, 503: detailSchema },
      },
    },
    async (request) => {
      const { uuid } = await find(request);
      requireOver(request, uuid, false);
      const passwords = { password: request.body.password, oldPassword: request.body.old_password ?? null };
      await setPassword(db, request.actor, uuid, passwords);
      return { detail: 'Password has been successfully updated.' };
    },
  );
}

/** Users may change themselves, as far as it is not for staff; staff everybody. */
function requireOver({ actor }: Pick<FastifyRequest, 'actor'>, user: string, staffOnly: boolean): void {
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
