import { sql } from 'kysely';
import { z } from 'zod';
import type { View } from '../../db/index.ts';
import {
  everyUserMay,
  own,
  type Permission,
  permissions,
  requireAccount,
  revokeToken,
  tokenRow,
} from '../../identity/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect, Presenter } from '../dialects/dialect.ts';
import { nameFilters } from '../http/filters.ts';
import { pagedAll, pageQuery } from '../http/paging.ts';
import { type Register, routesOn } from '../http/route.ts';
import { time } from '../http/schemas.ts';
import { deleteOwnRoute } from './delete-own.ts';
import { makeToken } from './make-token.ts';
import { rotateTokenRoute } from './rotate-token.ts';
import type { App } from '../http/app.ts';

const path = 'personal-access-tokens';
/** What bodies call what a token is made with. */
const names = { expires: 'expires_at', permissions: 'scopes', projects: 'allowed_scopes' };

const shape = {
  uuid: z.string(),
  name: z.string(),
  scopes: z.array(z.string()).meta({ description: 'The permissions that it is limited to' }),
  allowed_scopes: z
    .array(z.object({ type: z.string(), uuid: z.string(), name: z.string() }))
    .meta({ description: 'The projects that it is limited to; none: all' }),
  allowed_networks: z.array(z.string()),
  expires_at: time,
  created: time,
};
const schema = z
  .object({
    ...shape,
    token_prefix: z.string(),
    is_active: z.boolean(),
    last_used_at: time.meta({ description: 'To the minute; when it was made, while `use_count` is 0' }),
    last_used_ip: z.string(),
    use_count: z.int().meta({ description: '0: never used; else 1, for uses are not counted' }),
  })
  .meta({ id: 'PersonalAccessToken' });
const createdSchema = z
  .object({ ...shape, token: z.string() })
  .meta({ id: 'NewPersonalAccessToken', description: 'The only time that the token itself can be read' });

const patRow = z.strictObject({
  ...tokenRow.shape,
  expires: z.date(),
  project_names: z.record(z.string(), z.string()),
});

type Row = z.output<typeof patRow>;

const view: View<Row> = {
  table: 'token',
  alias: 't',
  row: patRow,
  columns: sql`
    t.uuid, t.name, t.kind, t.prefix, t.created, t.expires, t.last_used, t.last_used_ip, t.created_ip,
    t.permissions, t.projects,
    (SELECT coalesce(jsonb_object_agg(p.uuid, p.name), '{}') FROM project p WHERE p.uuid = ANY(t.projects)) AS project_names`,
  joins: sql``,
};

const body = z.object({
  name: z.string().min(1).max(150),
  scopes: z.array(z.enum(permissions)).describe('All that the token may do beside reading'),
  expires_at: z.iso.datetime({ offset: true }),
  allowed_scopes: z
    .array(
      z
        .object({
          type: z.literal('project', 'Tokens can be limited to projects: give "project".'),
          uuid: z.string().max(500),
        })
        .meta({ id: 'TokenProjectRequest' }),
    )
    .max(100)
    .optional()
    .describe('The projects that it is for; left out: all of yours'),
  allowed_networks: z
    .array(z.string())
    .max(0, 'Tokens are not limited to networks. Leave it out.')
    .optional()
    .describe('There is no such limit'),
});

function present(row: Row, as: Presenter): z.input<typeof schema> {
  const projects = row.projects ?? [];
  return {
    uuid: as.id(row.uuid),
    name: row.name,
    scopes: row.permissions ?? [...permissions],
    allowed_scopes: projects.map((uuid) => ({
      type: 'project',
      uuid: as.id(uuid),
      name: row.project_names[uuid] ?? '',
    })),
    allowed_networks: [],
    expires_at: as.time(row.expires),
    created: as.time(row.created),
    token_prefix: row.prefix,
    is_active: row.expires > new Date(),
    last_used_at: as.time(row.last_used ?? row.created),
    last_used_ip: row.last_used_ip ?? '',
    use_count: row.last_used === null ? 0 : 1,
  };
}

const scopeSchema = z.object({ permission: z.string(), description: z.string() }).meta({ id: 'TokenScope' });

/** API tokens that end, in Waldur's form; `tokens` has all of them. */
export function personalAccessTokenRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  const on = routesOn(app, db, { tag: 'Account' });
  scopesRoute(on, dialect);
  const { find, show } = collection(app, dialect, {
    db,
    path,
    tag: 'Account',
    one: 'a personal access token',
    many: 'your API tokens that end',
    item: schema,
    view,
    readable: (actor) => sql<boolean>`${own(actor, 't.user_uuid')} AND t.kind = 'api' AND t.expires IS NOT NULL`,
    filters: nameFilters('t.name'),
    sorts: { name: 't.name', created: 't.created', expires_at: 't.expires' },
    order: ['t.created', 't.uuid'],
    present,
  });

  on('POST', `/${path}/`, {
    summary: 'Make a personal access token',
    permission: ({ actor }) => requireAccount(actor),
    body,
    run: (tx, { actor, body: { name, expires_at: expires, scopes, allowed_scopes } }) => {
      const projects = allowed_scopes?.map(({ uuid }) => uuid) ?? [];
      const wish = { expires, permissions: scopes, projects: projects.length === 0 ? null : projects };
      return makeToken(tx, actor, name, wish, names);
    },
    secret: true,
    answer: {
      status: 201,
      schema: createdSchema,
      body: async ({ request, done }) => ({ ...(await show(request, done.uuid)), token: done.token }),
    },
  });

  rotateTokenRoute(app, db, {
    path,
    summary: 'Give a personal access token another secret',
    created: createdSchema,
    find,
    show,
  });

  deleteOwnRoute(app, db, {
    path,
    summary: 'Revoke a personal access token',
    action: () => 'token.revoke',
    find,
    remove: revokeToken,
  });
}

function scopesRoute(on: Register<undefined>, dialect: Dialect): void {
  on('GET', `/${path}/available_scopes/`, {
    summary: 'List what a personal access token can be allowed',
    permission: ({ actor }) => everyUserMay(actor),
    query: z.object(pageQuery(dialect)),
    answer: {
      status: 200,
      schema: dialect.listSchema(scopeSchema),
      body: ({ request, reply, actor, query }) => {
        const most = actor.permissions;
        const all = permissions.filter((permission) => most === null || most.has(permission));
        const described = all.map((permission) => ({ permission, description: words(permission) }));
        return pagedAll(request, reply, dialect, query, described);
      },
    },
  });
}

/** `ORDER.CREATE` as "Order create". */
function words(permission: Permission): string {
  const [first = '', ...rest] = permission.toLowerCase().replaceAll(/[._]/g, ' ');
  return first.toUpperCase() + rest.join('');
}
