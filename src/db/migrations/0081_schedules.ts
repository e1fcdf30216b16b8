import { type Kysely, sql } from 'kysely';

/** What is made by the clock, and which of that is kept; nothing is made twice for one time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE schedule (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      project uuid NOT NULL REFERENCES project,
      makes text NOT NULL,
      volume uuid REFERENCES volume ON DELETE CASCADE,
      name text NOT NULL,
      description text NOT NULL DEFAULT '',
      cron text NOT NULL,
      timezone text NOT NULL,
      retention_days integer NOT NULL CHECK (retention_days >= 0),
      most integer NOT NULL CHECK (most >= 0),
      next_run timestamptz,
      waiting boolean NOT NULL DEFAULT false,
      runs integer NOT NULL DEFAULT 0,
      error_message text NOT NULL DEFAULT '',
      created_by uuid REFERENCES app_user,
      created timestamptz NOT NULL DEFAULT now(),
      modified timestamptz NOT NULL DEFAULT now(),
      CHECK (makes <> 'snapshot' OR volume IS NOT NULL)
    );
    COMMENT ON COLUMN schedule.makes IS 'a word of src/schedules/runs.ts';
    COMMENT ON COLUMN schedule.volume IS 'that snapshots are taken of; the schedule goes with it';
    COMMENT ON COLUMN schedule.cron IS 'minute, hour, day of the month, month, weekday, in the timezone';
    COMMENT ON COLUMN schedule.retention_days IS 'how long what it makes is kept; 0: for as long as there are not too many';
    COMMENT ON COLUMN schedule.most IS 'so many of what it makes are kept; 0: any number';
    COMMENT ON COLUMN schedule.next_run IS 'a time that has passed is made up for, once; null: it is paused';
    COMMENT ON COLUMN schedule.waiting IS 'it is due and could not begin: it is tried again';
    COMMENT ON COLUMN schedule.error_message IS 'why the last run failed; empty: it did not';
    CREATE INDEX ON schedule (project);
    CREATE INDEX ON schedule (volume) WHERE volume IS NOT NULL;
    CREATE INDEX ON schedule (next_run) WHERE next_run IS NOT NULL;

    ALTER TABLE snapshot ADD schedule uuid REFERENCES schedule ON DELETE SET NULL, ADD due timestamptz;
    COMMENT ON COLUMN snapshot.schedule IS 'that has made it and may delete it; null: none';
    COMMENT ON COLUMN snapshot.due IS 'the time of the schedule for which it was made';
    CREATE UNIQUE INDEX ON snapshot (schedule, due) WHERE schedule IS NOT NULL;
  `.execute(db);
}
