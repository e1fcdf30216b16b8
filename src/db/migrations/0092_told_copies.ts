import { type Kysely, sql } from 'kysely';

/**
 * Copies of backups, with how far each is, and what is decided about a project (its name, its end, its quotas) are told to who
 * follows the project. Both that and its end are changes of the project: it has the kind of the last one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE OR REPLACE FUNCTION note_changes(kind text, project uuid, objects uuid[]) RETURNS void LANGUAGE sql AS $$
      INSERT INTO object_change (object, kind, project, transaction, changed)
        SELECT object, $1, $2, pg_current_xact_id()::text::bigint, now() FROM unnest($3) AS o (object) ORDER BY object
        ON CONFLICT (object) DO UPDATE SET kind = EXCLUDED.kind, transaction = EXCLUDED.transaction, changed = EXCLUDED.changed
          WHERE object_change.transaction <> EXCLUDED.transaction OR object_change.kind <> EXCLUDED.kind;
      SELECT pg_notify('project_changed', $2::text);
    $$;

    CREATE TRIGGER come_or_gone AFTER INSERT OR DELETE ON backup_copy
      FOR EACH ROW EXECUTE FUNCTION object_changed('backup_copy');
    CREATE TRIGGER changed AFTER UPDATE ON backup_copy
      FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION object_changed('backup_copy');

    CREATE FUNCTION copy_progressed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM note_changes('backup_copy', y.project, ARRAY[y.uuid])
        FROM workflow w JOIN backup_copy y ON y.uuid = w.subject WHERE w.uuid = NEW.workflow;
      RETURN NULL;
    END $$;
    CREATE TRIGGER copy_progressed AFTER UPDATE OF progress ON workflow_step
      FOR EACH ROW WHEN (NEW.state = 'running' AND OLD.progress <> NEW.progress) EXECUTE FUNCTION copy_progressed();

    CREATE FUNCTION project_decided() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM note_changes('project_settings', NEW.uuid, ARRAY[NEW.uuid]);
      RETURN NULL;
    END $$;
    CREATE TRIGGER decided AFTER UPDATE OF name, description, end_date, grace_days, quota_instances, quota_vcpus, quota_memory_mib,
      quota_storage_mib, quota_floating_ips, quota_images_mib, quota_snapshots, quota_snapshots_mib ON project
      FOR EACH ROW WHEN (NEW.removed IS NULL AND OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION project_decided();
  `.execute(db);
}
