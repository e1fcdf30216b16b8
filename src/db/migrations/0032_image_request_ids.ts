import { type Kysely, sql } from 'kysely';

/** Images are brought and removed by who follows their rows, which say for which request. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE image ADD request_id text;
    COMMENT ON COLUMN image.request_id IS 'of the request that wanted it brought or removed last';
  `.execute(db);
}
