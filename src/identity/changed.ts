import { type RawBuilder, sql } from 'kysely';

/** For RETURNING of an update: what these columns said before it, by the statement's own snapshot. */
export function before(table: string, columns: object): RawBuilder<Record<string, unknown>> {
  const pairs = Object.keys(columns).map((column) => sql`${sql.lit(column)}, o.${sql.ref(column)}`);
  return sql`(SELECT jsonb_build_object(${sql.join(pairs)}) FROM ${sql.table(table)} o
    WHERE o.uuid = ${sql.ref(`${table}.uuid`)})`;
}

/** For the details of an event: what has changed, from what to what. */
export function changed(
  old: Record<string, unknown> | undefined,
  now: object,
): { changed: Record<string, { old: unknown; new: unknown }> } {
  const pairs = Object.entries(now).map(([name, value]) => [name, { old: old?.[name] ?? null, new: value }] as const);
  return { changed: Object.fromEntries(pairs.filter(([, { old: was, new: is }]) => !same(was, is))) };
}

function same(one: unknown, other: unknown): boolean {
  // PostgreSQL writes times with another zone than we do
  if (other instanceof Date && typeof one === 'string') return Date.parse(one) === other.getTime();
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
