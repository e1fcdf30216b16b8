import type { Kysely } from 'kysely';
import type { Schema } from './schema/index.ts';

/**
 * For a statement of a transaction whose answer nobody reads: it leaves with those that follow, the commit too, and when it fails, so does
 * the transaction. Not for one whose failure the caller tells from others.
 */
export function unread(answer: Promise<unknown>): void {
  answer.catch(() => {});
}

/** The same where there may be no transaction: then it is waited for. */
export async function unreadIn(db: Kysely<Schema>, answer: Promise<unknown>): Promise<void> {
  if (db.isTransaction) unread(answer);
  else await answer;
}

/**
 * What parts of a transaction find out that do not wait for one another: their statements leave in one write, in this order. Throws when all
 * have ended what the first of them has thrown.
 */
export async function together<Parts extends readonly Promise<unknown>[]>(
  ...parts: Parts
): Promise<{ -readonly [Index in keyof Parts]: Awaited<Parts[Index]> }> {
  await Promise.allSettled(parts);
  const found: unknown[] = [];
  for (const part of parts) found.push(await part);
  return found as { -readonly [Index in keyof Parts]: Awaited<Parts[Index]> };
}
