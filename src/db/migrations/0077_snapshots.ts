import { type Kysely, sql } from 'kysely';

/** Volumes as they were at a moment. They lie in what their volume takes of the disk: its claim grows by theirs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE snapshot (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      project uuid NOT NULL REFERENCES project,
      volume uuid NOT NULL REFERENCES volume,
      name text NOT NULL,
      description text NOT NULL DEFAULT '',
      metadata jsonb NOT NULL DEFAULT '{}',
      size_mib integer NOT NULL,
      state text NOT NULL CHECK (state IN ('CREATING', 'OK', 'DELETING', 'ERRED', 'TERMINATED')),
      error_message text NOT NULL DEFAULT '',
      reserved boolean NOT NULL DEFAULT true,
      kept_until timestamptz,
      created_by uuid REFERENCES app_user,
      created timestamptz NOT NULL DEFAULT now(),
      modified timestamptz NOT NULL DEFAULT now(),
      runtime_state text GENERATED ALWAYS AS (CASE state WHEN 'CREATING' THEN 'creating' WHEN 'ERRED' THEN 'error'
        WHEN 'DELETING' THEN 'deleting' WHEN 'TERMINATED' THEN 'deleted' ELSE 'available' END) STORED
        CHECK (runtime_state IN ('creating', 'available', 'error', 'deleting', 'deleted'))
    );
    COMMENT ON COLUMN snapshot.size_mib IS 'that of the volume at that moment';
    COMMENT ON COLUMN snapshot.reserved IS 'counts against quota and the disk of the host; false once nothing is left of it';
    COMMENT ON COLUMN snapshot.kept_until IS 'deleted after that; null: kept until somebody deletes it';
    CREATE INDEX snapshot_quota ON snapshot (project) INCLUDE (size_mib) WHERE reserved;
    CREATE INDEX snapshot_volume ON snapshot (volume) INCLUDE (size_mib) WHERE reserved;
    CREATE INDEX ON snapshot (volume);
    CREATE INDEX ON snapshot (project, created DESC);
    CREATE INDEX ON snapshot (created DESC);
    CREATE INDEX ON snapshot (kept_until) WHERE reserved AND kept_until IS NOT NULL;

    -- no reference: it stays what it was made of once that is pruned
    ALTER TABLE volume ADD source_snapshot uuid;
    CREATE INDEX ON volume (source_snapshot) WHERE source_snapshot IS NOT NULL;

    ALTER TABLE project ADD quota_snapshots integer NOT NULL DEFAULT 50,
      ADD quota_snapshots_mib integer NOT NULL DEFAULT 1048576;
    UPDATE project SET quota_snapshots = 0, quota_snapshots_mib = 0 WHERE removed IS NOT NULL;

    CREATE OR REPLACE VIEW disk_claim AS
      SELECT 'volume' AS kind, v.uuid, v.size_mib
          + (SELECT coalesce(sum(s.size_mib), 0) FROM snapshot s WHERE s.volume = v.uuid AND s.reserved)::integer AS mib, p.cloud
        FROM volume v JOIN project p ON p.uuid = v.project WHERE v.reserved
      UNION ALL SELECT 'volume', hidden.uuid, hidden.mib, p.cloud FROM (
        -- room for tools and for what is saved
        SELECT i.rescue_volume AS uuid, greatest(m.min_disk_mib, 1024) AS mib, i.uuid AS instance
          FROM instance i JOIN image m ON m.uuid = i.rescue_image WHERE i.rescue_volume IS NOT NULL
        UNION SELECT r.rescue_volume, greatest(m.min_disk_mib, 1024), r.instance
          FROM instance_rollback r JOIN image m ON m.uuid = r.rescue_image WHERE r.rescue_volume IS NOT NULL
        UNION SELECT old_disk, disk_mib, instance FROM instance_rollback
          WHERE old_disk IS NOT NULL AND old_disk IS DISTINCT FROM rescue_volume) hidden
        JOIN instance i ON i.uuid = hidden.instance JOIN project p ON p.uuid = i.project
      UNION ALL SELECT 'image', image, claim_mib, cloud FROM image_copy WHERE claim_mib > 0
      -- the console of a VM
      UNION ALL SELECT 'log', i.uuid, 1, p.cloud FROM instance i JOIN project p ON p.uuid = i.project WHERE i.reserved;
  `.execute(db);
  await sql`
    CREATE TRIGGER come_or_gone AFTER INSERT OR DELETE ON snapshot
      FOR EACH ROW EXECUTE FUNCTION object_changed('snapshot');
    CREATE TRIGGER changed AFTER UPDATE ON snapshot
      FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION object_changed('snapshot');
  `.execute(db);
}
