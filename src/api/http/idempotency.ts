import { createHash, randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { parseUuid } from '../../common/uuid.ts';
import { invalid } from '../../common/field-errors.ts';
import { Problem } from '../../common/problem.ts';
import { type Database, onlyRowOf, type Prune, pruneRows, type Tx } from '../../db/index.ts';
import { everyUserMay, mayUse, record } from '../../identity/index.ts';

export interface StoredAnswer {
  status: number;
  location: string | null;
  /** What is shown belongs to a project: whoever may no longer use that gets no stored answer of it. */
  body: { project: string } & Record<string, unknown>;
}

export const idempotencyHeaders = z.object({
  'idempotency-key': z.string().max(255).optional().describe('Kept 24 h: the same key and body get the same answer'),
});

const keptHours = 24;

const freeRow = z.strictObject({ free: z.boolean() });

/**
 * Runs `work` in a transaction; with an `Idempotency-Key` its answer is stored in that same transaction, for 24 h. The
 * same key and body get the stored answer, another body 422, and a request whose twin still runs 409 with Retry-After.
 * Only successes are stored: a refused request may be corrected, or tried again when quota is free. The answer is for the same
 * token alone, for another one may see less, and names us as whoever gets it knows us. Throws `key-reused`.
 */
export async function idempotent(
  db: Database,
  request: FastifyRequest,
  work: (tx: Tx) => Promise<StoredAnswer>,
): Promise<StoredAnswer> {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return db.transaction().execute(work);
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    everyUserMay(request.actor);
    throw invalid('Idempotency-Key', 'Must be 1 to 255 printable characters without spaces, such as a UUID.');
  }
  const { user, token } = request.actor;
  const hash = createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body)}`)
    .digest('hex');
  return db.transaction().execute(async (tx) => {
    const lock = sql`SELECT pg_try_advisory_xact_lock(hashtextextended(${`${user} ${key}`}, 0)) AS free`;
    if (!(await onlyRowOf(tx, freeRow, lock)).free) {
      // keys are the actor's own, and so is what uses one
      everyUserMay(request.actor);
      const message = 'A request with this Idempotency-Key is still running.';
      throw new Problem('request-running', message, undefined, { retryAfter: 1 });
    }
    const stored = await tx
      .selectFrom('idempotency_key')
      .selectAll()
      .where('user_uuid', '=', user)
      .where('key', '=', key)
      .where('created', '>', sql<Date>`now() - ${keptHours} * interval '1 hour'`)
      .executeTakeFirst();
    if (stored !== undefined && stored.token !== token.uuid) {
      everyUserMay(request.actor);
      throw new Problem('key-reused', 'This Idempotency-Key was used with another token.');
    }
    const body = stored?.body as StoredAnswer['body'] | undefined;
    if (stored !== undefined && body !== undefined && mayUse(request.actor, parseUuid(body.project) ?? '')) {
      // the deed was audited when it was done
      record(request.actor, 'audited');
      if (stored.request_hash === hash) return rebased({ ...stored, body }, stored.base, request.base);
      throw new Problem('key-reused', 'This Idempotency-Key was used with another body.');
    }
    const { answer, base } = await withoutBase(request, () => work(tx));
    await sql`DELETE FROM idempotency_key WHERE user_uuid = ${user} AND key = ${key}`.execute(tx);
    const row = { user_uuid: user, key, token: token.uuid, request_hash: hash, base };
    const values = { ...row, ...answer, body: JSON.stringify(answer.body) };
    await tx.insertInto('idempotency_key').values(values).execute();
    return rebased(answer, base, request.base);
  });
}

/** An answer with `base` in place of the address by which the client knows us: nothing that a client has sent begins so. */
async function withoutBase<T>(request: FastifyRequest, make: () => Promise<T>): Promise<{ answer: T; base: string }> {
  const own = request.base;
  const base = `urn:uuid:${randomUUID()}`;
  request.base = base;
  try {
    return { answer: await make(), base };
  } finally {
    request.base = own;
  }
}

function rebased(answer: StoredAnswer, from: string, to: string): StoredAnswer {
  const text = JSON.stringify(answer);
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith(from) ? to + value.slice(from.length) : value,
  ) as StoredAnswer;
}

/** Answers that are older than 24 h. */
export function pruneAnswers(): Prune[] {
  return [pruneRows('idempotency_key', sql<boolean>`t.created < now() - ${keptHours} * interval '1 hour'`)];
}
