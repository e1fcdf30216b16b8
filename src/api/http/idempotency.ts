import { createHash, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { invalid } from '../../common/field-errors.ts';
import { Problem } from '../../common/problem.ts';
import { parseUuid } from '../../common/uuid.ts';
import { type Database, onlyRowOf, type Prune, pruneRows, together, type Tx, unread } from '../../db/index.ts';
import { everyUserMay, mayUse, record } from '../../identity/index.ts';
import { meaningOf } from './meaning.ts';

/** An answer without its status, which is the route's. */
export interface Answered {
  headers: Record<string, string>;
  body: unknown;
}

/** What can be kept as JSON of what was done; void: nothing. */
export type Kept = void | null | string | number | boolean | Kept[] | { [key: string]: Kept };

/** A request that makes or begins something. */
interface Work {
  /** Method and path below the root of the dialect. */
  operation: string;
  status: number;
  run: (tx: Tx) => Promise<Kept>;
  answer: (done: Kept) => Promise<Answered>;
  /** What a body says, when it can be said in several ways. */
  meaning: (body: unknown) => unknown;
  /** Nothing is kept of what has come of it: a repetition is told that it has been done. */
  secret: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Takes an `Idempotency-Key`. */
    once?: boolean;
  }
}

const header = 'idempotency-key';

export const idempotencyHeaders = {
  [header]: z.string().optional().meta({
    maxLength: 255,
    description: 'Kept 24 h: the same key and request get the same answer, and nothing is done twice',
  }),
};

const keptHours = 24;

const freeRow = z.strictObject({ free: z.boolean() });

/**
 * Does `work` in a transaction. With an `Idempotency-Key` that is noted in the same transaction, for 24 h: the same request gets the
 * same answer, another one 422, and one whose twin still runs 409 with Retry-After. Only what was done is noted: a refused
 * request may be corrected, or tried again when quota is free. An answer is for the same token alone, for another one may see
 * less, and names us as whoever gets it knows us. Throws `key-reused` and `answer-not-kept`.
 */
export async function once(db: Database, request: FastifyRequest, work: Work): Promise<Answered> {
  const key = keyOf(request);
  if (key === null) return work.answer(await db.transaction().execute(work.run));
  const { base, done, sent, isNew } = await db.transaction().execute((tx) => doneOnce(tx, request, key, work));
  if (sent !== null) return rebased(sent, base, request.base);
  if (work.secret && !isNew) throw new Problem('answer-not-kept', 'A request with this Idempotency-Key was done.');
  // by now it is done whatever happens: an answer that is lost here is made by the next request
  const answer = await withBase(request, base, () => work.answer(done as Kept));
  if (isNew && !work.secret) {
    const kept = { body: JSON.stringify(answer.body), headers: JSON.stringify(answer.headers) };
    const { user } = request.actor;
    await db.updateTable('idempotency_key').set(kept).where('user_uuid', '=', user).where('key', '=', key).execute();
  }
  return rebased(answer, base, request.base);
}

/** Refuses a key where none is taken, for who sends one believes that a repetition does nothing. */
export function refuseKeys(app: FastifyInstance): void {
  app.addHook('preHandler', async ({ method, headers, actor, is404, routeOptions }) => {
    if (method !== 'POST' || headers[header] === undefined || is404 || routeOptions.config.once === true) return;
    if (actor !== null) everyUserMay(actor);
    throw invalid(
      'Idempotency-Key',
      'Nothing is kept of this request: each one stands for itself. Leave the header out.',
    );
  });
}

function keyOf({ headers, actor }: FastifyRequest): string | null {
  const key = headers[header];
  if (key === undefined) return null;
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  everyUserMay(actor);
  throw invalid('Idempotency-Key', 'Must be 1 to 255 printable characters without spaces, such as a UUID.');
}

interface Done {
  /** Stands in the answer for the address by which the client knows us. */
  base: string;
  done: unknown;
  /** As it was sent to the same route before; null: it was not, or not kept. */
  sent: Answered | null;
  isNew: boolean;
}

/** What was done under the key, now or before. */
async function doneOnce(tx: Tx, request: FastifyRequest, key: string, work: Work): Promise<Done> {
  const { actor, routeOptions } = request;
  const { user, token } = actor;
  const { url: route = '' } = routeOptions;
  const lock = sql`SELECT pg_try_advisory_xact_lock(hashtextextended(${`${user} ${key}`}, 0)) AS free`;
  // keys are the actor's own, and so is what uses one
  everyUserMay(actor);
  const [{ free }, stored] = await together(onlyRowOf(tx, freeRow, lock), storedUnder(tx, user, key));
  if (!free) {
    const message = 'A request with this Idempotency-Key is still running.';
    throw new Problem('request-running', message, undefined, { retryAfter: 1 });
  }
  const hash = hashOf(request, work);
  if (stored !== undefined && stored.token !== token.uuid)
    throw new Problem('key-reused', 'This Idempotency-Key was used with another token.');
  if (stored !== undefined && isStillFor(request, stored.body)) {
    // the deed was audited when it was done
    record(actor, 'audited');
    if (stored.route !== null && stored.request_hash !== hash)
      throw new Problem('key-reused', 'This Idempotency-Key was used with another body or path.');
    const { base, done, location, headers, body } = stored;
    const isKept = body !== null && (stored.route ?? route) === route;
    const sent = isKept ? { headers: { ...headers, ...(location !== null && { location }) }, body } : null;
    return { base, done, sent, isNew: false };
  }
  const done = await work.run(tx);
  unread(sql`DELETE FROM idempotency_key WHERE user_uuid = ${user} AND key = ${key}`.execute(tx));
  const base = `urn:uuid:${randomUUID()}`;
  const kept = { status: work.status, done: JSON.stringify(work.secret ? null : (done ?? null)) };
  const row = { user_uuid: user, key, token: token.uuid, request_hash: hash, base, route, ...kept };
  unread(tx.insertInto('idempotency_key').values(row).execute());
  return { base, done, sent: null, isNew: true };
}

function hashOf({ params, body }: FastifyRequest, { operation, meaning }: Work): string {
  const said = JSON.stringify([meaningOf(params), meaningOf(meaning(body ?? {}))]);
  return createHash('sha256').update(`${operation}\n${said}`).digest('hex');
}

function storedUnder(tx: Tx, user: string, key: string) {
  return tx
    .selectFrom('idempotency_key')
    .selectAll()
    .where('user_uuid', '=', user)
    .where('key', '=', key)
    .where('created', '>', sql<Date>`now() - ${keptHours} * interval '1 hour'`)
    .executeTakeFirst();
}

/** What shows a project is for whoever may use that: who may not any more is refused as if it were asked anew. */
function isStillFor({ actor }: FastifyRequest, body: unknown): boolean {
  const { project } = (body ?? {}) as { project?: unknown };
  return typeof project !== 'string' || mayUse(actor, parseUuid(project) ?? '');
}

/** With `base` in place of the address by which the client knows us: nothing that a client has sent begins so. */
async function withBase<T>(request: FastifyRequest, base: string, make: () => Promise<T>): Promise<T> {
  const own = request.base;
  request.base = base;
  try {
    return await make();
  } finally {
    request.base = own;
  }
}

function rebased(answer: Answered, from: string, to: string): Answered {
  const text = JSON.stringify(answer);
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith(from) ? to + value.slice(from.length) : value,
  ) as Answered;
}

/** Answers that are older than 24 h. */
export function pruneAnswers(): Prune[] {
  return [pruneRows('idempotency_key', sql<boolean>`t.created < now() - ${keptHours} * interval '1 hour'`)];
}
