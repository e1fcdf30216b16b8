import { type Kysely, sql } from 'kysely';

/** Which sizes a backend offers is known to whoever takes an order. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE backend ADD sizes jsonb;
    COMMENT ON COLUMN backend.sizes IS 'processors and memory that a VM may have there; NULL: any';
  `.execute(db);
}
