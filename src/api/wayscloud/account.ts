import { sql } from 'kysely';
import { z } from 'zod';
import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import { parseUuid } from '../../common/uuid.ts';
import {
  type Actor,
  audit,
  createToken,
  everyUserMay,
  own,
  parsePublicKey,
  revokeToken,
} from '../../identity/index.ts';
import type { ApiContext, App } from '../context.ts';
import { detailSchema, notFound } from '../errors.ts';
import { baseUrl, envelope, paged, pageQuery, window } from '../paging.ts';
import { named, nameFilters, uuidParams } from './filters.ts';
import { type Readers, reader } from './reader.ts';

const tags = ['Account'];

const keySchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    name: z.string(),
    type: z.string(),
    public_key: z.string(),
    fingerprint_md5: z.string(),
    fingerprint_sha256: z.string(),
    created: z.iso.datetime(),
  })
  .meta({ id: 'SshKey' });
const tokenSchema = z
  .object({
    uuid: z.string(),
    name: z.string(),
    prefix: z.string().meta({ description: 'The first characters, to tell tokens by' }),
    created: z.iso.datetime(),
    expires: z.iso.datetime().nullable(),
    last_used: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Token' });

const keys: Readers<z.input<typeof keySchema>> = reader(
  sql`SELECT k.uuid, k.name, k.key_type AS type, k.public_key, k.fingerprint_md5, k.fingerprint_sha256, k.created FROM ssh_key k`,
  'keys',
);
const tokens: Readers<z.input<typeof tokenSchema>> = reader(
  sql`SELECT t.uuid, t.name, t.prefix, t.created, t.expires, t.last_used FROM token t`,
  'tokens',
);

function invalid(field: string, message: string): InvalidRequest {
  const errors = new FieldErrors();
  errors.add([field], message);
  return new InvalidRequest(errors);
}

export function accountRoutes(app: App, { db }: ApiContext): void {
  const base = (request: Parameters<typeof baseUrl>[0]): string => baseUrl(request, '/api');

  app.get(
    '/users/me/',
    {
      schema: {
        tags,
        summary: 'Who the token belongs to',
        response: {
          200: z
            .object({
              uuid: z.string(),
              username: z.string(),
              full_name: z.string(),
              email: z.string(),
              is_staff: z.boolean(),
              projects: z.array(z.string()),
            })
            .meta({ id: 'User' }),
        },
      },
    },
    async ({ actor }) => {
      everyUserMay(actor);
      const columns = ['uuid', 'username', 'full_name', 'email', 'is_staff'] as const;
      const user = await db
        .selectFrom('app_user')
        .select(columns)
        .where('uuid', '=', actor.user)
        .executeTakeFirstOrThrow();
      return { ...user, projects: [...(actor.projects ?? [])] };
    },
  );

  const listQuery = z.object({ ...pageQuery, ...nameFilters });
  app.get(
    '/keys/',
    {
      schema: {
        tags,
        summary: 'List your ssh keys',
        querystring: listQuery,
        response: { 200: envelope(keySchema) },
      },
    },
    async (request, reply) => {
      const where = named(own(request.actor, 'k.user_uuid'), 'k.name', request.query);
      const { count, rows } = await keys.page(db, where, sql`k.name`, window(request.query), base(request));
      return paged(request, reply, request.query, count, rows);
    },
  );
  const ownKey = (request: { actor: Actor; params: { uuid: string } }) =>
    sql<boolean>`${own(request.actor, 'k.user_uuid')} AND k.uuid = ${parseUuid(request.params.uuid)}`;
  app.get(
    '/keys/:uuid/',
    {
      schema: {
        tags,
        summary: 'Get an ssh key',
        params: uuidParams,
        response: { 200: keySchema, 404: detailSchema },
      },
    },
    async (request) => (await keys.one(db, ownKey(request), base(request))) ?? Promise.reject(notFound()),
  );
  app.post(
    '/keys/',
    {
      schema: {
        tags,
        summary: 'Store an ssh key',
        body: z.object({ name: z.string().min(1).max(150).optional(), public_key: z.string().max(8192) }),
        response: { 201: keySchema },
      },
    },
    async (request, reply) => {
      everyUserMay(request.actor);
      const key = parsePublicKey(request.body.public_key);
      if (typeof key === 'string') throw invalid('public_key', key);
      const name = request.body.name ?? (key.comment || key.fingerprintSha256);
      const uuid = await db.transaction().execute(async (tx) => {
        const row = await tx
          .insertInto('ssh_key')
          .values({
            user_uuid: request.actor.user,
            name,
            key_type: key.type,
            public_key: key.line,
            fingerprint_md5: key.fingerprintMd5,
            fingerprint_sha256: key.fingerprintSha256,
          })
          .onConflict((conflict) => conflict.columns(['user_uuid', 'name']).doNothing())
          .returning('uuid')
          .executeTakeFirst();
        if (row === undefined)
          throw invalid('name', 'You have a key of this name already. Give another name, or delete that one.');
        await audit(tx, request.actor, 'key.create', { object: row.uuid });
        return row.uuid;
      });
      const made = await keys.one(db, sql<boolean>`k.uuid = ${uuid}`, base(request));
      if (made === null) throw notFound();
      return reply.code(201).header('location', made.url).send(made);
    },
  );
  app.delete(
    '/keys/:uuid/',
    {
      schema: {
        tags,
        summary: 'Delete an ssh key',
        params: uuidParams,
        response: { 204: z.null(), 404: detailSchema },
      },
    },
    async (request, reply) => {
      const found = await keys.one(db, ownKey(request), '');
      if (found === null) throw notFound();
      await db.transaction().execute(async (tx) => {
        await tx.deleteFrom('ssh_key').where('uuid', '=', found.uuid).execute();
        await audit(tx, request.actor, 'key.delete', { object: found.uuid });
      });
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/tokens/',
    {
      schema: {
        tags,
        summary: 'List your API tokens',
        querystring: listQuery,
        response: { 200: envelope(tokenSchema) },
      },
    },
    async (request, reply) => {
      const where = named(own(request.actor, 't.user_uuid'), 't.name', request.query);
      const { count, rows } = await tokens.page(
        db,
        where,
        sql`t.created, t.uuid`,
        window(request.query),
        base(request),
      );
      return paged(request, reply, request.query, count, rows);
    },
  );
  app.post(
    '/tokens/',
    {
      schema: {
        tags,
        summary: 'Make an API token',
        description: 'The answer is the only time that the token itself can be read.',
        body: z.object({
          name: z.string().min(1).max(150),
          expires: z.iso.datetime({ offset: true }).nullable().optional(),
        }),
        response: { 201: tokenSchema.extend({ token: z.string() }) },
      },
    },
    async (request, reply) => {
      everyUserMay(request.actor);
      const { user, until } = request.actor;
      const expires = request.body.expires == null ? until : new Date(request.body.expires);
      if (expires !== null && expires.getTime() <= Date.now())
        throw invalid('expires', 'Lies in the past. Give a later time, or leave it out.');
      if (until !== null && expires !== null && expires > until) {
        const limit = until.toISOString();
        throw invalid(
          'expires',
          `A token cannot make one that outlives it. Give a time up to ${limit}, or leave it out.`,
        );
      }
      const made = await db.transaction().execute(async (tx) => {
        const token = await createToken(tx, user, request.body.name, expires);
        await audit(tx, request.actor, 'token.create', { object: token.uuid });
        return token;
      });
      const { created, last_used, ...rest } = made;
      return reply.code(201).send({
        ...rest,
        created: created.toISOString(),
        expires: made.expires?.toISOString() ?? null,
        last_used: last_used?.toISOString() ?? null,
      });
    },
  );
  app.delete(
    '/tokens/:uuid/',
    {
      schema: {
        tags,
        summary: 'Revoke an API token',
        params: uuidParams,
        response: { 204: z.null(), 404: detailSchema },
      },
    },
    async (request, reply) => {
      everyUserMay(request.actor);
      const uuid = parseUuid(request.params.uuid);
      if (uuid === null) throw notFound();
      await db.transaction().execute(async (tx) => {
        if (!(await revokeToken(tx, request.actor.user, uuid))) throw notFound();
        await audit(tx, request.actor, 'token.revoke', { object: uuid });
      });
      return reply.code(204).send(null);
    },
  );
}
