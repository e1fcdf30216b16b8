import { type Kysely, sql } from 'kysely';

/** Ends to the minute, and what happens then. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE instance ADD ends_at timestamptz,
      ADD end_action text NOT NULL DEFAULT 'delete' CHECK (end_action IN ('delete', 'stop'));
    ALTER TABLE volume ADD ends_at timestamptz;
    ALTER TABLE project ADD ends_at timestamptz,
      ADD end_action text NOT NULL DEFAULT 'delete' CHECK (end_action IN ('delete', 'stop'));
    COMMENT ON COLUMN instance.ends_at IS 'from then on it is deleted, or stopped and stays so; whoever asked for it orders that';
    COMMENT ON COLUMN volume.ends_at IS 'from then on it is deleted; whoever asked for it orders that';
    COMMENT ON COLUMN project.ends_at IS 'from then on nothing more is ordered in it';
    COMMENT ON COLUMN instance.end_action IS 'what happens to it at its end';
    COMMENT ON COLUMN project.end_action IS 'what happens at its end, later by its grace, to all that is in it; stop: to its VMs';

    -- what nodes of the release before read and write: the day of an end that is what they take it for, and of no other
    CREATE FUNCTION follow_end() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      deletes boolean := coalesce(to_jsonb(NEW) ->> 'end_action', 'delete') = 'delete';
      has_day boolean := NEW.ends_at = date_trunc('day', NEW.ends_at, 'UTC');
    BEGIN
      IF TG_OP = 'INSERT' THEN
        NEW.ends_at := coalesce(NEW.ends_at, NEW.end_date::timestamp AT TIME ZONE 'UTC');
        has_day := NEW.ends_at = date_trunc('day', NEW.ends_at, 'UTC');
      ELSIF NEW.end_date IS DISTINCT FROM OLD.end_date THEN
        NEW.ends_at := NEW.end_date::timestamp AT TIME ZONE 'UTC';
        RETURN NEW;
      END IF;
      NEW.end_date := CASE WHEN deletes AND has_day THEN (NEW.ends_at AT TIME ZONE 'UTC')::date END;
      RETURN NEW;
    END $$;

    ALTER TABLE instance DISABLE TRIGGER USER;
    ALTER TABLE volume DISABLE TRIGGER USER;
    ALTER TABLE project DISABLE TRIGGER USER;
    UPDATE instance SET ends_at = end_date::timestamp AT TIME ZONE 'UTC' WHERE end_date IS NOT NULL;
    UPDATE volume SET ends_at = end_date::timestamp AT TIME ZONE 'UTC' WHERE end_date IS NOT NULL;
    UPDATE project SET ends_at = end_date::timestamp AT TIME ZONE 'UTC' WHERE end_date IS NOT NULL;
    ALTER TABLE instance ENABLE TRIGGER USER;
    ALTER TABLE volume ENABLE TRIGGER USER;
    ALTER TABLE project ENABLE TRIGGER USER;

    CREATE TRIGGER follow_end BEFORE INSERT OR UPDATE OF end_date, ends_at, end_action ON instance
      FOR EACH ROW EXECUTE FUNCTION follow_end();
    CREATE TRIGGER follow_end BEFORE INSERT OR UPDATE OF end_date, ends_at ON volume FOR EACH ROW EXECUTE FUNCTION follow_end();
    CREATE TRIGGER follow_end BEFORE INSERT OR UPDATE OF end_date, ends_at, end_action ON project
      FOR EACH ROW EXECUTE FUNCTION follow_end();

    DROP TRIGGER decided ON project;
    CREATE TRIGGER decided AFTER UPDATE OF name, description, end_date, ends_at, end_action, grace_days, quota_instances, quota_vcpus,
      quota_memory_mib, quota_storage_mib, quota_floating_ips, quota_images_mib, quota_snapshots, quota_snapshots_mib ON project
      FOR EACH ROW WHEN (NEW.removed IS NULL AND OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION project_decided();

    CREATE INDEX instance_ends ON instance (ends_at) WHERE ends_at IS NOT NULL AND reserved;
    CREATE INDEX volume_ends ON volume (ends_at) WHERE ends_at IS NOT NULL AND reserved;
    CREATE INDEX project_ends ON project (ends_at) WHERE ends_at IS NOT NULL;
  `.execute(db);
}
