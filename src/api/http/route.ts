import type { FastifyReply, FastifyRequest, FastifySchema, FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';
import { definedFields } from '../../common/defined-fields.ts';
import type { Database, Tx } from '../../db/index.ts';
import { type Actor, type Permission, requirePermission } from '../../identity/index.ts';
import type { Answer } from './answers.ts';
import type { App } from './app.ts';
import { detailSchema } from './errors.ts';
import { uuidParams } from './filters.ts';
import { type Answered, idempotencyHeaders, type Kept, once } from './idempotency.ts';
import { conditionHeaders, type Find, isConditional, requireVersion, versionHeaders } from './preconditions.ts';
import { validator } from './validation.ts';

/** A request, once it is known what it is about. */
export interface Asked<Found = unknown, Body = unknown, Query = unknown> {
  request: FastifyRequest;
  reply: FastifyReply;
  actor: Actor;
  found: Found;
  body: Body;
  query: Query;
}

/** A permission in the project of what was found, or in the cloud itself; or a function that throws `AccessDenied`. */
type Need<Found, Body> =
  | (Found extends { project: string | null } ? Permission : 'CLOUD.OPERATE')
  | ((asked: Asked<Found, Body>) => void);

/** What the routes on objects of one kind have in common. */
interface Common<Found> {
  tag: string;
  /** What the request is about; throws 404 for whoever may not see it. */
  find?: Find<Found>;
  /** What it takes. Left out: reading is for whoever may find it, and `run` decides about all else. */
  permission?: Need<Found, never>;
  /** Refusals to describe beside those that every route has. */
  refuses?: readonly number[];
}

interface Route<
  Found,
  Body extends z.ZodType,
  Query extends z.ZodType,
  Done extends Kept,
  Schema extends z.ZodType,
  A = Asked<Found, z.output<Body>, z.output<Query>>,
> {
  summary: string;
  /** Left out: the UUID that the path names, if it does. */
  params?: z.ZodObject;
  query?: Query;
  body?: Body;
  permission?: Need<Found, z.output<Body>>;
  refuses?: readonly number[];
  /** What is done, in one transaction; every POST with one takes an `Idempotency-Key`. */
  run?: (tx: Tx, asked: A) => Promise<Done>;
  /** In place of `run`: what has transactions of its own, for it takes longer than one may. */
  runAlone?: (asked: A) => Promise<Done>;
  answer: Answer<A & { done: Done }, Schema>;
  /** What a body says that can be said in several ways: such requests are the same for an `Idempotency-Key`. */
  meaning?: (body: unknown) => unknown;
  /** `run` reads the body itself, so that one answer names everything that is wrong with it. */
  unread?: true;
  /** What `run` returns, and the answer with it, is shown to whoever asked and kept nowhere. */
  secret?: true;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Both change what is given and leave the rest, as Waldur's clients expect. */
export const edit = ['PATCH', 'PUT'] as const;

/** Registers a route, given below the root of a dialect. */
export type Register<Found> = <
  Schema extends z.ZodType,
  Body extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Done extends Kept = undefined,
>(
  method: Method | typeof edit,
  path: string,
  route: Route<Found, Body, Query, Done, Schema>,
) => void;

/** A route as it runs, whose types have been checked where it was written. */
type Untyped = Common<unknown> & Route<unknown, z.ZodType, z.ZodType, Kept, z.ZodType> & { operation: string };

/**
 * The routes on objects of one kind, each a row of a table: what the path names is found, it is asked whether the actor
 * may, all is done in one transaction, and answered. What is for staff alone is refused before anything is looked for.
 * What must follow the commit is sent by the transaction itself: see `db/notifications.ts`.
 */
export function routesOn<Found = undefined>(app: App, db: Database, common: Common<Found>): Register<Found> {
  return (methods, url, own) => {
    for (const method of [methods].flat()) {
      const route = { ...common, ...own, operation: `${method} ${url}` } as unknown as Untyped;
      if (methods === edit && method === 'PUT') route.summary += '; what is left out stays as it is';
      register(app, db, method, url, route);
    }
  };
}

function register(app: App, db: Database, method: Method, url: string, route: Untyped): void {
  if (['PUT', 'PATCH', 'DELETE'].includes(method) && !takesConditions(route))
    throw new Error(`${method} ${url} holds to no version: its \`find\` has none.`);
  app.route({
    method,
    url,
    schema: schemaOf(url, route),
    config: { once: takesKey(route), conditional: takesConditions(route) },
    ...(route.unread === true ? { validatorCompiler: butBody } : {}),
    handler: async (request, reply) => {
      const { headers, body } = await perform(db, route, await admit(route, request, reply));
      return reply.code(route.answer.status).headers(headers).send(body);
    },
  });
}

/** For a route that reads its body itself. */
const butBody: FastifySchemaCompiler<unknown> = (part) =>
  part.httpPart === 'querystring' ? validator(part) : (value: unknown) => ({ value });

function schemaOf(url: string, route: Untyped): FastifySchema {
  const { tag, summary, query, body, answer } = route;
  const refuses = [
    ...(route.refuses ?? []),
    ...(takesKey(route) ? [409, 422] : []),
    ...(takesConditions(route) ? [412] : []),
  ];
  const params = route.params ?? (url.includes('/:uuid/') ? uuidParams : undefined);
  const refusals = params === undefined ? refuses : [404, ...refuses];
  return {
    tags: [tag],
    summary,
    ...definedFields({ params, querystring: query, body }),
    ...definedFields({ headers: headersOf(route) }),
    response: { [answer.status]: answer.schema, ...Object.fromEntries(refusals.map((code) => [code, detailSchema])) },
  };
}

function takesKey({ operation, run }: Untyped): boolean {
  return operation.startsWith('POST ') && run !== undefined;
}

/** Whatever changes one object, and does not take longer than a transaction may. */
function takesConditions({ operation, run, find }: Untyped): boolean {
  return !operation.startsWith('GET ') && run !== undefined && find?.version !== undefined;
}

function headersOf(route: Untyped): z.ZodObject | undefined {
  const taken = {
    ...(takesKey(route) ? idempotencyHeaders : {}),
    ...(takesConditions(route) ? conditionHeaders : {}),
  };
  return Object.keys(taken).length === 0 ? undefined : z.looseObject(taken);
}

/** Finds what the request is about and asks whether the actor may; throws 404 and `AccessDenied`. */
async function admit({ find, permission }: Untyped, request: FastifyRequest, reply: FastifyReply): Promise<Asked> {
  const { actor, body, query } = request;
  if (permission === 'CLOUD.OPERATE') requirePermission(actor, permission, null);
  const found = await find?.(request);
  const asked = { request, reply, actor, found, body, query };
  if (typeof permission === 'function') permission(asked);
  else if (permission !== undefined && permission !== 'CLOUD.OPERATE')
    requirePermission(actor, permission, (found as { project: string | null }).project);
  return asked;
}

async function perform(db: Database, route: Untyped, asked: Asked): Promise<Answered> {
  const { run, runAlone, answer, operation, secret = false, meaning = (body) => body } = route;
  const { request } = asked;
  const answered = async (done: Kept): Promise<Answered> => {
    const body = await answer.body({ ...asked, done });
    const location = answer.located === true ? { location: (body as { url: string }).url } : {};
    return { headers: { ...location, ...(request.version && versionHeaders(request.version)) }, body };
  };
  if (run === undefined) return answered(await runAlone?.(asked));
  const work = async (tx: Tx): Promise<Kept> => {
    await holdToVersion(tx, route, request);
    return run(tx, asked);
  };
  if (takesKey(route))
    return once(db, request, { operation, status: answer.status, run: work, answer: answered, meaning, secret });
  return answered(await db.transaction().execute(work));
}

/** In the transaction of the change itself: of two editors who have seen the same, one is told. */
async function holdToVersion(tx: Tx, { find }: Untyped, request: FastifyRequest): Promise<void> {
  if (find?.version === undefined || !isConditional(request)) return;
  requireVersion(request, await find.version(tx, request));
}
