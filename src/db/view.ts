import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { counted } from './count.ts';
import type { Database, Tx } from './database.ts';
import { rowOf, rowsOf } from './rows.ts';

/**
 * How a kind of object is read: its table under an alias that the columns and joins go by. Conditions name the alias
 * only, so that a page is cut before anything is joined, and costs the same however many objects there are.
 */
export interface View<Row> {
  table: string;
  alias: string;
  /** What the columns are, name by name. */
  row: z.ZodType<Row>;
  columns: RawBuilder<unknown>;
  joins: RawBuilder<unknown>;
}

export interface Window {
  limit: number;
  /** `last`: where the last page begins. */
  offset: number | 'last';
}

/** One object, or null when there is none that `where` lets through. */
export async function findOne<Row>(
  db: Database | Tx,
  view: View<Row>,
  where: RawBuilder<boolean>,
): Promise<Row | null> {
  const query = sql`
    SELECT ${view.columns} FROM ${sql.table(view.table)} AS ${sql.ref(view.alias)} ${view.joins} WHERE ${where}`;
  return (await rowOf(db, view.row, query)) ?? null;
}

/** A page in the given order, and how many objects there are in all: those beyond 10,000 as they were 10 s ago at most. */
export async function findPage<Row>(
  db: Database,
  view: View<Row>,
  where: RawBuilder<boolean>,
  order: RawBuilder<unknown>,
  { limit, offset: wanted }: Window,
): Promise<{ count: number; rows: Row[] }> {
  const [table, alias] = [sql.table(view.table), sql.ref(view.alias)];
  const all = sql`FROM ${table} AS ${alias} WHERE ${where}`;
  const offset = wanted === 'last' ? lastOffset(await counted(db, all), limit) : wanted;
  const query = sql`
    SELECT ${view.columns} FROM (
      SELECT * FROM ${table} AS ${alias} WHERE ${where} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}
    ) AS ${alias} ${view.joins} ORDER BY ${order}`;
  const rows = await rowsOf(db, view.row, query);
  const last = rows.length < limit && (rows.length > 0 || offset === 0);
  const count = last ? offset + rows.length : await counted(db, all);
  return { count, rows };
}

/** How many objects `where` lets through; more than 10,000 as they were 10 s ago at most. */
export async function countOf<Row>(db: Database, view: View<Row>, where: RawBuilder<boolean>): Promise<number> {
  return counted(db, sql`FROM ${sql.table(view.table)} AS ${sql.ref(view.alias)} WHERE ${where}`);
}

/** Where the last page of so many begins. */
export function lastOffset(count: number, limit: number): number {
  return Math.max(Math.ceil(count / limit) - 1, 0) * limit;
}
