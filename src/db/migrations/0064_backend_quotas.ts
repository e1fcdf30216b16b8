import { type Kysely, sql } from 'kysely';

/** What the backend lets us have is known to whoever takes an order. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE host ADD backend_quotas jsonb NOT NULL DEFAULT '[]';
    COMMENT ON COLUMN host.backend_quotas IS 'what others let the backend have at most, and what of it is used';
  `.execute(db);
}
