import { type Kysely, sql } from 'kysely';

/** Customers and users can be deleted; the rows stay for the history that names them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE customer ADD removed timestamptz;
    ALTER TABLE app_user ADD removed timestamptz;
  `.execute(db);
}
