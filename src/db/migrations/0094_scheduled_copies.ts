import { type Kysely, sql } from 'kysely';

/** Schedules of backups that are copied to a target, and what of that is kept there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE schedule ADD target text,
      ADD target_days integer NOT NULL DEFAULT 0 CHECK (target_days >= 0),
      ADD target_most integer NOT NULL DEFAULT 0 CHECK (target_most >= 0);
    COMMENT ON COLUMN schedule.target IS 'where its backups are copied to, as the settings call it; NULL: nowhere';
    COMMENT ON COLUMN schedule.target_days IS 'so long its copies are kept there; 0: no such limit';
    COMMENT ON COLUMN schedule.target_most IS 'so many of its copies are kept there; 0: no such limit';
    ALTER TABLE backup_copy ADD schedule uuid REFERENCES schedule ON DELETE SET NULL, ADD due timestamptz;
    COMMENT ON COLUMN backup_copy.schedule IS 'by which it was made, and that says how long it is kept; NULL: by somebody';
    COMMENT ON COLUMN backup_copy.due IS 'the time of the schedule that its backup is of';
    CREATE UNIQUE INDEX backup_copy_scheduled ON backup_copy (schedule, due) WHERE schedule IS NOT NULL;
  `.execute(db);
}
