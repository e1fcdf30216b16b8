import { type RawBuilder, sql } from 'kysely';
import type { Tx } from './database.ts';
import type { Schema } from './schema/index.ts';

/** How many rows of which tables a batch has deleted. */
export type Pruned = { [Table in keyof Schema]?: number };

/** Deletes at most about `limit` rows that nobody needs any more. What is left is for the next batch. */
export type Prune = (tx: Tx, limit: number) => Promise<Pruned>;

/** Rows of a table that `where` lets through, by the alias `t`. A row that somebody has locked waits for another batch. */
export function pruneRows(table: keyof Schema, where: RawBuilder<boolean>): Prune {
  return async (tx, limit) => {
    const { numAffectedRows } = await sql`
      DELETE FROM ${sql.table(table)} WHERE ctid = ANY(ARRAY(
        SELECT t.ctid FROM ${sql.table(table)} t WHERE ${where} LIMIT ${limit} FOR UPDATE SKIP LOCKED))
    `.execute(tx);
    return { [table]: Number(numAffectedRows) };
  };
}

/** Whether a time is longer ago than so many days. */
export function olderThan(column: string, days: number): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} < now() - make_interval(days => ${days})`;
}
