import { type Kysely, sql } from 'kysely';

/** Backups of VMs by the clock, and in whose name a schedule runs. What becomes of a schedule is told to who follows its project. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE backup ADD schedule uuid REFERENCES schedule ON DELETE SET NULL, ADD due timestamptz;
    COMMENT ON COLUMN backup.schedule IS 'that has made it and may delete it; null: none';
    COMMENT ON COLUMN backup.due IS 'the time of the schedule for which it was made';
    CREATE UNIQUE INDEX ON backup (schedule, due) WHERE schedule IS NOT NULL;

    ALTER TABLE schedule ADD activated_by uuid REFERENCES app_user;
    COMMENT ON COLUMN schedule.activated_by IS 'in whose name it runs; null: in that of who made it';
    COMMENT ON COLUMN schedule.makes IS 'a word of src/schedules/makes.ts';
    COMMENT ON COLUMN schedule.instance IS 'that is backed up, started or stopped; the schedule goes with it';
    COMMENT ON COLUMN schedule.error_message IS 'why the last run failed, or why it has paused itself; empty: neither';

    CREATE FUNCTION schedule_changed() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      it schedule := coalesce(NEW, OLD);
    BEGIN
      IF OLD IS DISTINCT FROM NEW THEN
        PERFORM note_changes(
          CASE WHEN it.makes IN ('start', 'stop') THEN 'power' ELSE it.makes END || '_schedule', it.project, ARRAY[it.uuid]);
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON schedule FOR EACH ROW EXECUTE FUNCTION schedule_changed();
  `.execute(db);
}
