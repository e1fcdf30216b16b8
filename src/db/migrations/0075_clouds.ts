import { type Kysely, sql } from 'kysely';

/**
 * Several clouds behind one control plane: what was of the one host is of each backend, a project lives on one, and of an
 * image each has its own copy. What there was is of the cloud `main`. The version before goes on beside it: `host` and
 * `image.claim_mib` are its own, and go once nobody runs that any more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE backend (
      cloud text PRIMARY KEY,
      driver text,
      vcpus integer NOT NULL DEFAULT 0,
      memory_mib integer NOT NULL DEFAULT 0,
      disk_mib integer NOT NULL DEFAULT 0,
      disk_free_mib integer NOT NULL DEFAULT 0,
      disk_written_mib integer NOT NULL DEFAULT 0,
      disk_level text NOT NULL DEFAULT 'ok' CHECK (disk_level IN ('ok', 'low', 'critical')),
      capabilities jsonb NOT NULL DEFAULT '{}',
      floating_addresses inet[],
      quotas jsonb NOT NULL DEFAULT '[]',
      measured timestamptz,
      created timestamptz NOT NULL DEFAULT now(),
      removed timestamptz
    );
    COMMENT ON COLUMN backend.driver IS 'NULL: nobody has started with it since it has this column';
    COMMENT ON COLUMN backend.disk_written_mib IS 'of what disk_claim promises, so much was on the disk when disk_free_mib was measured';
    COMMENT ON COLUMN backend.floating_addresses IS 'that the backend has in stock; NULL: all of the pool of the cloud';
    COMMENT ON COLUMN backend.quotas IS 'what others let the backend have at most, and what of it is used';
    COMMENT ON COLUMN backend.measured IS 'NULL: never';
    COMMENT ON COLUMN backend.removed IS 'since when the settings have it no more';
    INSERT INTO backend (cloud, vcpus, memory_mib, disk_mib, disk_free_mib, disk_written_mib, disk_level, capabilities,
        floating_addresses, quotas, measured)
      SELECT 'main', vcpus, memory_mib, disk_mib, disk_free_mib, disk_written_mib, disk_level, capabilities,
        floating_addresses, backend_quotas, measured FROM host;
    INSERT INTO backend (cloud) SELECT 'main' WHERE EXISTS (SELECT FROM offering) OR EXISTS (SELECT FROM project)
      ON CONFLICT DO NOTHING;

    ALTER TABLE project ADD cloud text NOT NULL DEFAULT 'main' REFERENCES backend ON UPDATE CASCADE;
    ALTER TABLE offering ADD cloud text NOT NULL DEFAULT 'main' REFERENCES backend ON UPDATE CASCADE;
    ALTER TABLE subnet ADD cloud text REFERENCES backend ON UPDATE CASCADE;
    COMMENT ON COLUMN subnet.cloud IS 'whose floating IPs come from it; NULL: it is a subnet of a project';
    UPDATE subnet SET cloud = 'main' WHERE project IS NULL;
    CREATE UNIQUE INDEX ON subnet (cloud);

    ALTER TABLE image ADD cloud text REFERENCES backend ON UPDATE CASCADE;
    COMMENT ON COLUMN image.cloud IS 'the only one that has what was uploaded or made there; NULL: it can be brought to any';
    UPDATE image SET cloud = 'main' WHERE source ->> 'kind' IN ('upload', 'volume');
    CREATE TABLE image_copy (
      image uuid NOT NULL REFERENCES image ON DELETE CASCADE,
      cloud text NOT NULL REFERENCES backend ON UPDATE CASCADE,
      size_bytes bigint,
      claim_mib integer NOT NULL DEFAULT 0,
      PRIMARY KEY (image, cloud)
    );
    COMMENT ON COLUMN image_copy.size_bytes IS 'NULL: it is not whole';
    COMMENT ON COLUMN image_copy.claim_mib IS 'of the disk: while it is brought, the most that this takes; then what it has';
    INSERT INTO image_copy (image, cloud, size_bytes, claim_mib)
      SELECT uuid, 'main', size_bytes, claim_mib FROM image WHERE size_bytes IS NOT NULL OR claim_mib > 0;

    CREATE INDEX image_of_project ON image (project) WHERE project IS NOT NULL;

    CREATE OR REPLACE VIEW disk_claim AS
      SELECT 'volume' AS kind, v.uuid, v.size_mib AS mib, p.cloud FROM volume v JOIN project p ON p.uuid = v.project
        WHERE v.reserved
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
}
