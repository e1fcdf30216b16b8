import { type Kysely, sql } from 'kysely';

/**
 * What has changed in a project, and in which order: one row for each object, with the transaction that changed it last.
 * Triggers write it, so that no code that changes something can forget it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE object_change (
      object uuid PRIMARY KEY,
      kind text NOT NULL,
      project uuid NOT NULL,
      transaction bigint NOT NULL,
      changed timestamptz NOT NULL
    );
    COMMENT ON COLUMN object_change.transaction IS 'the last that changed it: pg_current_xact_id()';
    CREATE INDEX object_change_project ON object_change (project, transaction);
    CREATE INDEX object_change_changed ON object_change (changed);

    CREATE FUNCTION note_changes(kind text, project uuid, objects uuid[]) RETURNS void LANGUAGE sql AS $$
      INSERT INTO object_change (object, kind, project, transaction, changed)
        SELECT object, $1, $2, pg_current_xact_id()::text::bigint, now() FROM unnest($3) AS o (object) ORDER BY object
        ON CONFLICT (object) DO UPDATE SET transaction = EXCLUDED.transaction, changed = EXCLUDED.changed
          WHERE object_change.transaction <> EXCLUDED.transaction;
      SELECT pg_notify('project_changed', $2::text);
    $$;

    CREATE FUNCTION object_changed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' THEN
        PERFORM note_changes(TG_ARGV[0], OLD.project, ARRAY[OLD.uuid]);
      -- the network that floating IPs come from is no project's
      ELSIF NEW.project IS NOT NULL THEN
        PERFORM note_changes(TG_ARGV[0], NEW.project, ARRAY[NEW.uuid]);
      END IF;
      RETURN NULL;
    END $$;

    CREATE FUNCTION network_followed() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      kinds CONSTANT text[] := ARRAY['subnet', 'port', 'floating_ip', 'security_group'];
      kind text;
      objects uuid[];
    BEGIN
      IF NEW.removed IS DISTINCT FROM OLD.removed THEN
        PERFORM note_changes('project', NEW.uuid, ARRAY[NEW.uuid]);
      END IF;
      FOREACH kind IN ARRAY kinds LOOP
        EXECUTE format('SELECT array_agg(uuid) FROM %I WHERE project = $1 AND revision > $2 AND (revision <= $3 OR $4)', kind)
          INTO objects USING NEW.uuid, OLD.network_applied, NEW.network_applied, NEW.network_error <> OLD.network_error;
        IF objects IS NOT NULL THEN
          PERFORM note_changes(kind, NEW.uuid, objects);
        END IF;
      END LOOP;
      RETURN NULL;
    END $$;

    CREATE TRIGGER changed AFTER UPDATE OF network_applied, network_error, removed ON project
      FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION network_followed();
  `.execute(db);
  for (const kind of ['order', 'instance', 'volume', 'network', 'subnet', 'port', 'floating_ip', 'security_group']) {
    // where the next address is looked for is nothing that anybody sees
    const shown =
      kind === 'subnet' ? sql`(OLD.pool_cursor = NEW.pool_cursor OR OLD.revision <> NEW.revision) AND` : sql``;
    await sql`
      CREATE TRIGGER come_or_gone AFTER INSERT OR DELETE ON ${sql.table(kind)}
        FOR EACH ROW EXECUTE FUNCTION object_changed(${sql.lit(kind)});
      CREATE TRIGGER changed AFTER UPDATE ON ${sql.table(kind)}
        FOR EACH ROW WHEN (${shown} OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION object_changed(${sql.lit(kind)});
    `.execute(db);
  }
}
