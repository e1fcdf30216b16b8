import { type Kysely, sql } from 'kysely';

/** Which warning of its end a resource has been given. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE instance ADD end_warned integer;
    ALTER TABLE volume ADD end_warned integer;
    COMMENT ON COLUMN instance.end_warned IS 'hours before its end date: the last warning that was given of it; null: none';
    COMMENT ON COLUMN volume.end_warned IS 'hours before its end date: the last warning that was given of it; null: none';
  `.execute(db);
}
