import { type Kysely, sql } from 'kysely';

/** Runs are woken by notifications of their own rows' transactions: the queue of jobs that did it before goes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`DROP SCHEMA IF EXISTS jobs CASCADE`.execute(db);
}
