import { type QueryExecutorProvider, sql } from 'kysely';
import { z } from 'zod';
import { Problem } from '../common/problem.ts';
import { onlyRowOf } from '../db/index.ts';
import { readRecords } from './same-cloud.ts';

const tablesRow = z.strictObject({ tables: z.int(), ours: z.boolean() });

/** Empty is a database without tables, or with those of a beginning that was cut off; these are removed. Throws `not-empty`. */
export async function assertEmpty(db: QueryExecutorProvider): Promise<void> {
  const query = sql`
    SELECT count(*)::int AS tables, to_regclass('public.project') IS NOT NULL AS ours
    FROM pg_tables WHERE schemaname = 'public'`;
  const { tables, ours } = await onlyRowOf(db, tablesRow, query);
  if (tables === 0) return;
  if (!ours || (await readRecords(db)).begun) {
    const remedy = 'It replaces nothing. Stop the cloud and move its database away first, if it is really lost.';
    throw new Problem('not-empty', 'The database is not empty.', remedy);
  }
  await sql`DROP SCHEMA public CASCADE; CREATE SCHEMA public`.execute(db);
}
