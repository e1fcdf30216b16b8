import { sql } from 'kysely';
import { z } from 'zod';
import { enums, type View } from '../../db/index.ts';
import { own, permissions, requireAccount, revokeToken, tokenRow, type TokenRow } from '../../identity/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect, Presenter } from '../dialects/dialect.ts';
import { nameFilters, oneOf } from '../http/filters.ts';
import { routesOn } from '../http/route.ts';
import { time } from '../http/schemas.ts';
import { deleteOwnRoute } from './delete-own.ts';
import { makeToken, tokenFields } from './make-token.ts';
import { rotateTokenRoute } from './rotate-token.ts';
import type { App } from '../http/app.ts';

const tokenSchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    name: z.string(),
    kind: z.enum(enums['token.kind']).meta({ description: 'A login ends by itself when it is not used' }),
    prefix: z.string().meta({ description: 'The first characters, to tell tokens by' }),
    created: time,
    expires: time.nullable(),
    last_used: time.nullable(),
    last_used_ip: z.string().nullable(),
    created_ip: z.string().nullable().meta({ description: 'Of a login: where it came from' }),
    permissions: z.array(z.string()).nullable().meta({ description: 'Limited to these; none: reading; null: all' }),
    projects: z.array(z.string()).nullable().meta({ description: 'Limited to these; null: all' }),
  })
  .meta({ id: 'Token' });

const createdSchema = tokenSchema
  .extend({ token: z.string() })
  .meta({ id: 'NewToken', description: 'The only time that the token itself can be read' });

const tokens: View<TokenRow> = {
  table: 'token',
  alias: 't',
  row: tokenRow,
  columns: sql`
    t.uuid, t.name, t.kind, t.prefix, t.created, t.expires, t.last_used, t.last_used_ip, t.created_ip,
    t.permissions, t.projects`,
  joins: sql``,
};

function presentToken(row: TokenRow, as: Presenter): z.input<typeof tokenSchema> {
  return {
    uuid: as.id(row.uuid),
    url: as.url('tokens', row.uuid),
    name: row.name,
    kind: row.kind,
    prefix: row.prefix,
    created: as.time(row.created),
    expires: row.expires && as.time(row.expires),
    last_used: row.last_used && as.time(row.last_used),
    last_used_ip: row.last_used_ip,
    created_ip: row.created_ip,
    permissions: row.permissions,
    projects: row.projects && row.projects.map((project) => as.ref('projects', project)),
  };
}

const body = z.object({
  name: z.string().min(1).max(150),
  expires: z.iso.datetime({ offset: true }).nullable().optional(),
  permissions: z
    .array(z.enum(permissions))
    .nullable()
    .optional()
    .describe('All that the token may do beside reading; left out: all that you may'),
  projects: z
    .array(z.string().max(500))
    .min(1)
    .max(100)
    .nullable()
    .optional()
    .describe('The projects that it is for; left out: all of yours'),
});

export function tokenRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  const { find, show } = collection(app, dialect, {
    db,
    path: 'tokens',
    tag: 'Account',
    one: 'an API token',
    many: 'your API tokens',
    item: tokenSchema,
    view: tokens,
    readable: (actor) => own(actor, 't.user_uuid'),
    filters: { ...nameFilters('t.name'), kind: oneOf(enums['token.kind'], 't.kind') },
    sorts: { name: 't.name', created: 't.created' },
    order: ['t.created', 't.uuid'],
    present: presentToken,
  });

  routesOn(app, db, { tag: 'Account' })('POST', '/tokens/', {
    summary: 'Make an API token',
    permission: ({ actor }) => requireAccount(actor),
    body,
    run: (tx, { actor, body: wanted }) => makeToken(tx, actor, wanted.name, wanted, tokenFields),
    secret: true,
    answer: {
      status: 201,
      schema: createdSchema,
      body: async ({ request, done }) => ({ ...(await show(request, done.uuid)), token: done.token }),
    },
  });

  rotateTokenRoute(app, db, {
    path: 'tokens',
    summary: 'Give an API token another secret',
    created: createdSchema,
    find,
    show,
  });

  deleteOwnRoute(app, db, {
    path: 'tokens',
    summary: 'Revoke an API token, or end a login',
    action: ({ kind }) => (kind === 'login' ? 'user.logout' : 'token.revoke'),
    find,
    remove: revokeToken,
  });
}
