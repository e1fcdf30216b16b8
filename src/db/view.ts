import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
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
  /** In place of `offset`: behind this position. */
  behind: Position | null;
}

/** What a list is sorted by, first to last; together they are total. NULL comes last, or first when it is turned round. */
export type Order = readonly { by: RawBuilder<unknown>; descending: boolean }[];

/** The values of an order's terms in one row, as text: where a page begins whatever comes or goes before it. */
export type Position = readonly (string | null)[];

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

/**
 * A page in the given order, how many objects there are in all (those beyond 10,000 as they were 10 s ago at most), and where it
 * ends; null: nothing is behind it.
 */
export async function findPage<Row>(
  db: Database,
  view: View<Row>,
  where: RawBuilder<boolean>,
  order: Order,
  { limit, offset: wanted, behind }: Window,
): Promise<{ count: number; rows: Row[]; end: Position | null }> {
  const [table, alias] = [sql.table(view.table), sql.ref(view.alias)];
  const all = sql`FROM ${table} AS ${alias} WHERE ${where}`;
  const offset = behind !== null ? 0 : wanted === 'last' ? lastOffset(await counted(db, all), limit) : wanted;
  const from = behind === null ? sql<boolean>`true` : isBehind(order, behind);
  const terms = sql.join(order.map(({ by, descending }) => (descending ? sql`${by} DESC` : by)));
  const position = sql.join(order.map(({ by }) => sql`(${by})::text`));
  const query = sql`
    SELECT ${view.columns}, ${alias}.list_position FROM (
      SELECT *, ARRAY[${position}] AS list_position FROM ${table} AS ${alias} WHERE ${where} AND ${from}
      ORDER BY ${terms} LIMIT ${limit + 1} OFFSET ${offset}
    ) AS ${alias} ${view.joins} ORDER BY ${terms}`;
  const found = await rowsOf(db, placed(view.row), query);
  const shown = found.slice(0, limit);
  const end = found.length > limit ? (shown.at(-1)?.position ?? null) : null;
  const isCounted = behind === null && end === null && (shown.length > 0 || offset === 0);
  const count = isCounted ? offset + shown.length : await counted(db, all);
  return { count, rows: shown.map(({ row }) => row), end };
}

/** A row of a list, and where it stands. */
function placed<Row>(row: z.ZodType<Row>) {
  return z.preprocess(
    (found) => {
      const { list_position: position, ...rest } = found as Record<string, unknown>;
      return { row: rest, position };
    },
    z.object({ row, position: z.array(z.string().nullable()) }),
  );
}

/** Whether a row comes behind a position. The types of the values are those of what they are compared with. */
function isBehind([term, ...rest]: Order, [value = null, ...others]: Position): RawBuilder<boolean> {
  if (term === undefined) return sql<boolean>`false`;
  const { by, descending } = term;
  const same = value === null ? sql`${by} IS NULL` : sql`${by} = ${value}`;
  const later = [
    value === null ? sql`false` : sql`(${by} > ${value} OR ${by} IS NULL)`,
    value === null ? sql`${by} IS NOT NULL` : sql`${by} < ${value}`,
  ][Number(descending)];
  return sql<boolean>`(${later} OR (${same} AND ${isBehind(rest, others)}))`;
}

/** How many objects `where` lets through; more than 10,000 as they were 10 s ago at most. */
export async function countOf<Row>(db: Database, view: View<Row>, where: RawBuilder<boolean>): Promise<number> {
  return counted(db, sql`FROM ${sql.table(view.table)} AS ${sql.ref(view.alias)} WHERE ${where}`);
}

/** Where the last page of so many begins. */
export function lastOffset(count: number, limit: number): number {
  return Math.max(Math.ceil(count / limit) - 1, 0) * limit;
}
