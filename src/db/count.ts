import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Database } from './database.ts';
import { onlyRowOf } from './rows.ts';

/** PostgreSQL counts row by row (0.3 ms a thousand): more than these are not counted again within `freshMs`. */
const many = 10_000;
const freshMs = 10_000;
/** Different questions that are remembered. */
const mostKept = 1000;

const kept = new WeakMap<Database, Map<string, { n: number; until: number }>>();

const countRow = z.strictObject({ n: z.int() });

/** How many rows `from` has (`FROM … WHERE …`): exact, or, when they are more than 10,000, at most 10 s old. */
export async function counted(db: Database, from: RawBuilder<unknown>): Promise<number> {
  const query = sql`SELECT count(*)::int AS n ${from}`;
  const { sql: text, parameters } = query.compile(db);
  const key = JSON.stringify([text, parameters]);
  const counts = kept.get(db) ?? new Map<string, { n: number; until: number }>();
  kept.set(db, counts);
  const known = counts.get(key);
  const now = performance.now();
  if (known !== undefined && known.until > now) return known.n;
  counts.delete(key);
  const { n } = await onlyRowOf(db, countRow, query);
  if (n > many) {
    const [oldest] = counts.keys();
    if (counts.size >= mostKept && oldest !== undefined) counts.delete(oldest);
    counts.set(key, { n, until: now + freshMs });
  }
  return n;
}
