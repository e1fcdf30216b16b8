import { type Kysely, sql } from 'kysely';

/** Flavors that staff removes, which old orders still name, and how large the disk of an image is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE flavor ADD COLUMN removed timestamptz, DROP CONSTRAINT flavor_name_key;
    CREATE UNIQUE INDEX ON flavor (name) WHERE removed IS NULL;
    -- as the guest sees it, MiB; null: not known yet
    ALTER TABLE image ADD COLUMN disk_mib integer;
  `.execute(db);
}
