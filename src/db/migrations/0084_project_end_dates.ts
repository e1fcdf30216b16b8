import { type Kysely, sql } from 'kysely';

/** Projects that end on a day with all that is in them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE project ADD end_date date, ADD end_date_requested_by uuid REFERENCES app_user,
      ADD grace_days integer CHECK (grace_days BETWEEN 0 AND 365), ADD end_warned integer;
    COMMENT ON COLUMN project.end_date IS 'from its beginning in UTC on nothing more is ordered in it';
    COMMENT ON COLUMN project.grace_days IS 'so many days later all that is in it is to go; null: at once';
    COMMENT ON COLUMN project.end_warned IS 'hours before its end date: the last warning that was given of it; null: none';
    CREATE INDEX ON project (end_date) WHERE end_date IS NOT NULL;
    CREATE INDEX ON project (end_date_requested_by) WHERE end_date_requested_by IS NOT NULL;
  `.execute(db);
}
