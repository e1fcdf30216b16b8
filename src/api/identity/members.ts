import type { FastifyRequest } from 'fastify';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { notFound } from '../../common/problem.ts';
import { invalid } from '../../common/field-errors.ts';
import { parseUuid } from '../../common/uuid.ts';
import { type Database, enums, findPage, type View } from '../../db/index.ts';
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
import { type Dialect, type Presenter, presenter } from '../dialects/dialect.ts';
import { detailSchema } from '../http/errors.ts';
import { uuidParams } from '../http/filters.ts';
import { paged, pageQuery, window } from '../http/paging.ts';
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
    user_image: z.null(),
    created_by_uuid: z.string().nullable(),
    created_by_full_name: z.string().nullable(),
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
    user_image: null,
    created_by_uuid: row.created_by === null ? null : as.id(row.created_by),
    created_by_full_name: row.created_by_name,
  };
}

/** Where roles can be given: in projects and in customers, each with its collection and who may. */
const kinds = [
  { kind: 'project', path: 'projects', permission: 'PROJECT.MEMBERS', tags: ['Projects'] },
  { kind: 'customer', path: 'customers', permission: 'CUSTOMER.MEMBERS', tags: ['Customers'] },
] as const;

const end = z.object({ expiration_time: time.nullable() }).meta({ id: 'MembershipEnd' });

export function memberRoutes(app: App, context: ApiContext, dialect: Dialect): void {
  for (const of of kinds) routesOf(app, context, dialect, of);
}

function routesOf(app: App, { db }: ApiContext, dialect: Dialect, of: (typeof kinds)[number]): void {
  const { kind, path, tags } = of;
  const words = rolesOf(kind).join(', ');
  const role = z.string().max(500).describe(`Name or UUID of a role: ${words}`);
  const user = z.string().max(500).describe('A user, as UUID or hyperlink');
  const expiration_time = z.iso
    .datetime({ offset: true })
    .nullable()
    .optional()
    .describe('When the role ends by itself');

  async function scopeOf(request: FastifyRequest): Promise<Scope & { uuid: string }> {
    const uuid = parseUuid((request.params as { uuid: string }).uuid);
    if (!(await isSeen(db, request.actor, kind, uuid)) || uuid === null) throw notFound();
    return kind === 'project' ? { uuid, project: uuid, customer: null } : { uuid, project: null, customer: uuid };
  }

  async function change(request: FastifyRequest<{ Body: { user: string; role: string } }>) {
    const { uuid, ...scope } = await scopeOf(request);
    requirePermission(request.actor, of.permission, uuid);
    const wanted = roleOf(request.body.role);
    if (wanted === null || !rolesOf(kind).includes(wanted)) {
      throw invalid('role', `Object does not exist: the roles of a ${kind} are ${words}.`);
    }
    const member = parseUuid(request.body.user);
    if (member === null || !(await isSeenUser(db, request.actor, member))) {
      throw invalid('user', 'Object does not exist: no user of this UUID is known to you. GET /api/users/ lists them.');
    }
    return { scope, user: member, role: wanted };
  }

  app.get(
    `/${path}/:uuid/list_users/`,
    {
      schema: {
        tags,
        summary: `List who has which role in a ${kind}`,
        params: uuidParams,
        querystring: z.object(pageQuery),
        response: { 200: dialect.listSchema(memberSchema), 404: detailSchema },
      },
    },
    async (request, reply) => {
      const { uuid } = await scopeOf(request);
      const where = sql<boolean>`${sql.ref(`g.${kind}`)} = ${uuid} AND (g.expires IS NULL OR g.expires > now())`;
      const { count, rows } = await findPage(db, members, where, sql`g.created, g.uuid`, window(request.query));
      const as = presenter(request, dialect);
      return paged(request, reply, dialect, request.query, {
        count,
        results: rows.map((row) => presentMember(row, as)),
      });
    },
  );

  for (const [verb, summary, status] of [
    ['add_user', 'Give a user a role', 201],
    ['update_user', 'Change when a role ends', 200],
  ] as const) {
    app.post(
      `/${path}/:uuid/${verb}/`,
      {
        schema: {
          tags,
          summary: `${summary} in a ${kind}`,
          params: uuidParams,
          body: z.object({ user, role, expiration_time }),
          response: { [status]: end, 404: detailSchema },
        },
      },
      async (request, reply) => {
        const { scope, ...membership } = await change(request);
        const expires = request.body.expiration_time == null ? null : new Date(request.body.expiration_time);
        if (expires !== null && expires.getTime() <= Date.now()) {
          throw invalid('expiration_time', 'Lies in the past. Give a later time, or leave it out.');
        }
        await db.transaction().execute((tx) => addMember(tx, request.actor, scope, { ...membership, expires }));
        const as = presenter(request, dialect);
        return reply.code(status).send({ expiration_time: expires === null ? null : as.time(expires) });
      },
    );
  }

  app.post(
    `/${path}/:uuid/delete_user/`,
    {
      schema: {
        tags,
        summary: `Take a role away from a user of a ${kind}`,
        params: uuidParams,
        body: z.object({ user, role }),
        response: { 200: z.null(), 404: detailSchema },
      },
    },
    async (request, reply) => {
      const { scope, ...membership } = await change(request);
      await db.transaction().execute((tx) => removeMember(tx, request.actor, scope, membership));
      return reply.code(200).send(null);
    },
  );
}

async function isSeen(db: Database, actor: Actor, kind: 'project' | 'customer', uuid: string | null): Promise<boolean> {
  const from: RawBuilder<unknown> =
    kind === 'project'
      ? sql`project WHERE removed IS NULL AND ${visible(actor, 'uuid')}`
      : sql`customer WHERE ${visibleCustomer(actor, 'uuid')}`;
  const { rows } = await sql`SELECT FROM ${from} AND uuid = ${uuid}`.execute(db);
  return rows.length > 0;
}

async function isSeenUser(db: Database, actor: Actor, uuid: string): Promise<boolean> {
  const active = sql`SELECT FROM app_user u WHERE u.is_active AND u.uuid = ${uuid} AND ${visibleUser(actor, 'u.uuid')}`;
  const { rows } = await active.execute(db);
  return rows.length > 0;
}
