import { type Kysely, sql } from 'kysely';

/** VMs that are started and stopped by the clock. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE schedule ADD instance uuid REFERENCES instance ON DELETE CASCADE;
    COMMENT ON COLUMN schedule.instance IS 'that is started or stopped; the schedule goes with it';
    CREATE INDEX ON schedule (instance) WHERE instance IS NOT NULL;
  `.execute(db);
}
