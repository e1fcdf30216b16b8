import { type Kysely, sql } from 'kysely';

/** One ledger of the disk of the host: what it has, by measure, and what of it is promised, by rows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE host (
      one boolean PRIMARY KEY DEFAULT true CHECK (one),
      vcpus integer NOT NULL,
      memory_mib integer NOT NULL,
      disk_mib integer NOT NULL,
      disk_free_mib integer NOT NULL,
      disk_written_mib integer NOT NULL,
      disk_level text NOT NULL DEFAULT 'ok' CHECK (disk_level IN ('ok', 'low', 'critical')),
      measured timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON COLUMN host.one IS 'there is one row: the host as it was measured last';
    COMMENT ON COLUMN host.disk_written_mib IS 'of what disk_claim promises, so much was on the disk when disk_free_mib was measured';

    ALTER TABLE image ADD claim_mib integer NOT NULL DEFAULT 0;
    COMMENT ON COLUMN image.claim_mib IS 'of the disk: while it is brought, the most that this takes; then what it has';
    UPDATE image SET claim_mib = ceil(size_bytes / 1048576.0) WHERE size_bytes IS NOT NULL;

    ALTER TABLE project ADD quota_images_mib integer NOT NULL DEFAULT 262144;
    UPDATE project SET quota_images_mib = 0 WHERE removed IS NOT NULL;
    ALTER TABLE project ALTER quota_images_mib DROP DEFAULT;
    CREATE INDEX image_quota ON image (project) INCLUDE (claim_mib) WHERE claim_mib > 0;

    -- everything that may still be written to the disk of the host: whatever else comes to take some is one more SELECT here
    CREATE VIEW disk_claim AS
      SELECT 'volume' AS kind, uuid, size_mib AS mib FROM volume WHERE reserved
      UNION ALL SELECT 'volume', uuid, mib FROM (
        -- room for tools and for what is saved
        SELECT i.rescue_volume AS uuid, greatest(m.min_disk_mib, 1024) AS mib
          FROM instance i JOIN image m ON m.uuid = i.rescue_image WHERE i.rescue_volume IS NOT NULL
        UNION SELECT r.rescue_volume, greatest(m.min_disk_mib, 1024)
          FROM instance_rollback r JOIN image m ON m.uuid = r.rescue_image WHERE r.rescue_volume IS NOT NULL
        UNION SELECT old_disk, disk_mib FROM instance_rollback
          WHERE old_disk IS NOT NULL AND old_disk IS DISTINCT FROM rescue_volume) hidden
      UNION ALL SELECT 'image', uuid, claim_mib FROM image WHERE claim_mib > 0
      -- the console of a VM
      UNION ALL SELECT 'log', uuid, 1 FROM instance WHERE reserved;
  `.execute(db);
}
