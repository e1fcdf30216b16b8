import { type Kysely, sql } from 'kysely';

/** Images of the catalogue, checksums that are files of their publisher, rescue images, and imports as a state. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE image
      -- which entry of the catalogue it came from
      ADD COLUMN catalogue text,
      -- a SHA256SUMS or CHECKSUM file that names the image's; fetched when the image is
      ADD COLUMN checksum_url text,
      ADD COLUMN is_rescue_image boolean NOT NULL DEFAULT false,
      DROP CONSTRAINT image_state_check;
    -- 'pending': becomes ready on first use or by an upload; 'importing': is being made ready now
    ALTER TABLE image ADD CONSTRAINT image_state_check CHECK (state IN ('pending', 'importing', 'ready', 'erred'));
    UPDATE image SET state = 'importing' WHERE state = 'pending' AND source ->> 'kind' = 'url';
    UPDATE image SET is_rescue_image = true WHERE source ->> 'name' = 'tiny';
    CREATE INDEX image_volume ON volume (image);
  `.execute(db);
}
