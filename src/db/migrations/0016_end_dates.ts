import { type Kysely, sql } from 'kysely';

/** Resources that end on a day, and where tokens were last used from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- from its beginning in UTC on the resource is to go; whoever asked for it orders that
    ALTER TABLE instance ADD end_date date, ADD end_date_requested_by uuid REFERENCES app_user;
    ALTER TABLE volume ADD end_date date, ADD end_date_requested_by uuid REFERENCES app_user;
    CREATE INDEX ON instance (end_date) WHERE end_date IS NOT NULL AND reserved;
    CREATE INDEX ON volume (end_date) WHERE end_date IS NOT NULL AND reserved;
    ALTER TABLE token ADD last_used_ip text;
  `.execute(db);
}
