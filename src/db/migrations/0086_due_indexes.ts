import { type Kysely, sql } from 'kysely';

/** What has something due is asked again and again, and mostly nothing has: then only what is kept by schedules is read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE INDEX ON snapshot (schedule, due) WHERE schedule IS NOT NULL AND state IN ('OK', 'ERRED');
    CREATE INDEX ON backup (schedule, due) WHERE schedule IS NOT NULL AND state IN ('OK', 'ERRED');
    CREATE INDEX ON backup (kept_until) WHERE kept_until IS NOT NULL AND state IN ('OK', 'ERRED');
  `.execute(db);
}
