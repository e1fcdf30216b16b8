import { type Kysely, sql } from 'kysely';

/** A backend may offer floating IPs one by one, of which none can be chosen. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE host ADD floating_addresses inet[];
    COMMENT ON COLUMN host.floating_addresses IS 'that the backend has in stock; NULL: all of the pool of the cloud';
  `.execute(db);
}
