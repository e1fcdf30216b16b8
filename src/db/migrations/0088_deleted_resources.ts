import { type Kysely, sql } from 'kysely';

/** VMs and volumes that were deleted and can be brought back for a while. Their volumes are TERMINATED as any that is gone, and hold their disks. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE deleted_resource (
      uuid uuid PRIMARY KEY,
      project uuid NOT NULL REFERENCES project,
      instance uuid REFERENCES instance,
      volume uuid REFERENCES volume,
      vm jsonb,
      state text NOT NULL DEFAULT 'OK' CHECK (state IN ('OK', 'DELETING', 'ERRED')),
      error_message text NOT NULL DEFAULT '',
      deleted_by uuid REFERENCES app_user,
      deleted timestamptz NOT NULL DEFAULT now(),
      kept_until timestamptz NOT NULL,
      modified timestamptz NOT NULL DEFAULT now(),
      CHECK (uuid = coalesce(instance, volume) AND num_nonnulls(instance, volume) = 1 AND (instance IS NULL) = (vm IS NULL))
    );
    COMMENT ON COLUMN deleted_resource.uuid IS 'of the VM or the volume';
    COMMENT ON COLUMN deleted_resource.vm IS 'what the VM had and has given back, to be taken again as far as it is free';
    COMMENT ON COLUMN deleted_resource.state IS 'DELETING: nothing of it comes back any more';
    COMMENT ON COLUMN deleted_resource.kept_until IS 'deleted for good after that, or once its project is';
    CREATE INDEX ON deleted_resource (instance) WHERE instance IS NOT NULL;
    CREATE INDEX ON deleted_resource (volume) WHERE volume IS NOT NULL;
    CREATE INDEX ON deleted_resource (project, deleted DESC);
    CREATE INDEX ON deleted_resource (kept_until);
    CREATE OR REPLACE VIEW used_image AS
      SELECT image AS uuid FROM instance WHERE reserved
      UNION SELECT rescue_image FROM instance WHERE reserved AND rescue_image IS NOT NULL
      UNION SELECT image FROM instance_rollback
      UNION SELECT rescue_image FROM instance_rollback WHERE rescue_image IS NOT NULL
      UNION SELECT i.image FROM deleted_resource d JOIN instance i ON i.uuid = d.instance;
    -- the quota says how much of it is of what was deleted
    DROP INDEX volume_quota;
    CREATE INDEX volume_quota ON volume (project) INCLUDE (size_mib, state) WHERE reserved;
    COMMENT ON COLUMN volume.reserved IS 'counts against quota and the disk of the host; of one that is TERMINATED: it can be brought back';
  `.execute(db);
}
