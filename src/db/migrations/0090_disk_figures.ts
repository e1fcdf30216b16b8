import { type Kysely, sql } from 'kysely';

/** What was free on the disk of a cloud, hour by hour: a ring of slots, so that there are never more rows than 30 days have hours. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE disk_figure (
      cloud text NOT NULL REFERENCES backend ON UPDATE CASCADE ON DELETE CASCADE,
      slot smallint NOT NULL,
      at timestamptz NOT NULL,
      free_mib integer NOT NULL,
      PRIMARY KEY (cloud, slot)
    );
    COMMENT ON COLUMN disk_figure.at IS 'the beginning of the hour in which it was measured first';
  `.execute(db);
}
