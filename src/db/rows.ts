import type { QueryExecutorProvider, RawBuilder } from 'kysely';
import { z } from 'zod';

/**
 * The rows of a query in plain SQL. What PostgreSQL answers, no type knows: each row is checked against `row`, which is
 * also what the caller gets its type from. Throws when one is otherwise, which is a fault of ours.
 */
export async function rowsOf<Row>(
  db: QueryExecutorProvider,
  row: z.ZodType<Row>,
  query: RawBuilder<unknown>,
): Promise<Row[]> {
  const { rows } = await query.execute(db);
  return rows.map((found) => {
    const checked = row.safeParse(found);
    if (checked.success) return checked.data;
    // paths and types, no values: they may be secrets
    throw new Error(`a row is not as the query promises: ${z.prettifyError(checked.error)}`);
  });
}

/** The first row, for queries that have one or none. */
export async function rowOf<Row>(
  db: QueryExecutorProvider,
  row: z.ZodType<Row>,
  query: RawBuilder<unknown>,
): Promise<Row | undefined> {
  return (await rowsOf(db, row, query))[0];
}

/** The row of a query that always has one. Throws when there is none, which is a fault of ours. */
export async function onlyRowOf<Row>(
  db: QueryExecutorProvider,
  row: z.ZodType<Row>,
  query: RawBuilder<unknown>,
): Promise<Row> {
  const found = await rowOf(db, row, query);
  if (found === undefined) throw new Error('a query that always has a row has none');
  return found;
}
