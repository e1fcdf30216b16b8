import { type Kysely, sql } from 'kysely';

/** What the backend can is known to whoever takes an order. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE host ADD capabilities jsonb NOT NULL DEFAULT '{}'`.execute(db);
}
