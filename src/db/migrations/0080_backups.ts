import { type Kysely, sql } from 'kysely';

/** VMs as they were at a moment: what their rows said, and a snapshot of each of their volumes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE backup (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      project uuid NOT NULL REFERENCES project,
      instance uuid NOT NULL REFERENCES instance,
      name text NOT NULL,
      description text NOT NULL DEFAULT '',
      vm jsonb NOT NULL,
      at_once boolean NOT NULL,
      state text NOT NULL CHECK (state IN ('CREATING', 'OK', 'DELETING', 'ERRED', 'TERMINATED')),
      error_message text NOT NULL DEFAULT '',
      kept_until timestamptz,
      created_by uuid REFERENCES app_user,
      created timestamptz NOT NULL DEFAULT now(),
      modified timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON COLUMN backup.vm IS 'what the VM was at that moment';
    COMMENT ON COLUMN backup.at_once IS 'its volumes are kept as they were at one moment; false: one after another';
    COMMENT ON COLUMN backup.kept_until IS 'deleted after that; null: kept until somebody deletes it';
    CREATE INDEX ON backup (instance);
    CREATE INDEX ON backup (project, created DESC);
    CREATE INDEX ON backup (created DESC);
    CREATE INDEX ON backup (kept_until) WHERE kept_until IS NOT NULL;

    ALTER TABLE snapshot ADD backup uuid REFERENCES backup;
    COMMENT ON COLUMN snapshot.backup IS 'that it is part of, and goes with';
    CREATE INDEX ON snapshot (backup) WHERE backup IS NOT NULL;

    CREATE TRIGGER come_or_gone AFTER INSERT OR DELETE ON backup
      FOR EACH ROW EXECUTE FUNCTION object_changed('backup');
    CREATE TRIGGER changed AFTER UPDATE ON backup
      FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION object_changed('backup');
  `.execute(db);
}
