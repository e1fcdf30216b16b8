import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../db/index.ts';

/** How a collection is read: its SELECT up to, and without, WHERE; the columns are the answer's fields. */
export interface Readers<T> {
  one: (db: Database, where: RawBuilder<boolean>, base: string) => Promise<T | null>;
  page: (
    db: Database,
    where: RawBuilder<boolean>,
    order: RawBuilder<unknown>,
    window: { limit: number; offset: number },
    base: string,
  ) => Promise<{ count: number; rows: T[] }>;
}

/** Readers of a collection that is small per actor; each object gets its URL, and times as ISO 8601. */
export function reader<T>(select: RawBuilder<unknown>, collection: string): Readers<T> {
  const present = (row: Record<string, unknown>, base: string): T => {
    const fields = Object.entries(row).map(([key, value]) => [
      key,
      value instanceof Date ? value.toISOString() : value,
    ]);
    return { ...Object.fromEntries(fields), url: `${base}/${collection}/${String(row['uuid'])}/` } as T;
  };
  return {
    async one(db, where, base) {
      const { rows } = await sql<Record<string, unknown>>`${select} WHERE ${where}`.execute(db);
      return rows[0] === undefined ? null : present(rows[0], base);
    },
    async page(db, where, order, { limit, offset }, base) {
      const counted = await sql<{ n: number }>`SELECT count(*)::int AS n FROM (${select} WHERE ${where}) c`.execute(db);
      const { rows } = await sql<Record<string, unknown>>`
        ${select} WHERE ${where} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}
      `.execute(db);
      return { count: counted.rows[0]?.n ?? 0, rows: rows.map((row) => present(row, base)) };
    },
  };
}
