import { type Kysely, sql } from 'kysely';

/** Volumes are quoted too, and they have no flavor. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE quote ALTER flavor DROP NOT NULL`.execute(db);
}
