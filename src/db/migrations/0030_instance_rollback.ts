import { type Kysely, sql } from 'kysely';

/** What a run that fails brings back of an instance gets columns of its own in place of JSON keys; so does the disk it takes away. */
export async function up<T>(db: Kysely<T>): Promise<void> {
  await sql`
    CREATE TABLE instance_rollback (
      instance uuid PRIMARY KEY REFERENCES instance ON DELETE CASCADE,
      -- false: the run has given up what was, and only goes forward
      reversible boolean NOT NULL DEFAULT true,
      -- goes when the run has succeeded: the system disk that a rebuild has replaced, or that of a rescue system
      old_disk uuid,
      flavor uuid NOT NULL REFERENCES flavor,
      vcpus integer NOT NULL,
      memory_mib integer NOT NULL,
      image uuid NOT NULL REFERENCES image,
      ssh_keys text[] NOT NULL,
      key_name text NOT NULL,
      user_data text,
      generation integer NOT NULL,
      power text NOT NULL,
      rescue_image uuid REFERENCES image,
      rescue_volume uuid,
      -- of the system volume
      disk_mib integer NOT NULL,
      disk_image uuid REFERENCES image
    );

    -- runs that are under way: a key that their JSON does not have was not replaced, and nothing to go back to is null
    INSERT INTO instance_rollback
    SELECT i.uuid, i.replaced IS NOT NULL, (w.input ->> 'disk')::uuid,
      coalesce((was ->> 'flavor')::uuid, i.flavor), coalesce((was ->> 'vcpus')::int, i.vcpus),
      coalesce((was ->> 'memory_mib')::int, i.memory_mib), coalesce((was ->> 'image')::uuid, i.image),
      CASE WHEN was ? 'ssh_keys' THEN ARRAY(SELECT jsonb_array_elements_text(was -> 'ssh_keys')) ELSE i.ssh_keys END,
      coalesce(was ->> 'key_name', i.key_name),
      CASE WHEN was ? 'user_data' THEN was ->> 'user_data' ELSE i.user_data END,
      coalesce((was ->> 'generation')::int, i.generation), coalesce(was ->> 'power', i.power),
      CASE WHEN was ? 'rescue_image' THEN (was ->> 'rescue_image')::uuid ELSE i.rescue_image END,
      CASE WHEN was ? 'rescue_volume' THEN (was ->> 'rescue_volume')::uuid ELSE i.rescue_volume END,
      coalesce((i.replaced #>> '{volume,size_mib}')::int, v.size_mib),
      CASE WHEN i.replaced -> 'volume' ? 'image' THEN (i.replaced #>> '{volume,image}')::uuid ELSE v.image END
    FROM instance i CROSS JOIN LATERAL (SELECT i.replaced -> 'instance' AS was) r
      JOIN volume v ON v.instance = i.uuid AND v.position = 0
      LEFT JOIN workflow w ON w.subject = i.uuid AND w.finished IS NULL AND w.input ? 'disk'
    WHERE i.replaced IS NOT NULL OR w.uuid IS NOT NULL;

    CREATE OR REPLACE VIEW hidden_disk AS
      SELECT rescue_volume AS uuid, uuid AS instance FROM instance WHERE rescue_volume IS NOT NULL
      UNION SELECT rescue_volume, instance FROM instance_rollback WHERE rescue_volume IS NOT NULL
      UNION SELECT old_disk, instance FROM instance_rollback WHERE old_disk IS NOT NULL;

    CREATE OR REPLACE VIEW used_image AS
      SELECT image AS uuid FROM instance WHERE reserved
      UNION SELECT rescue_image FROM instance WHERE reserved AND rescue_image IS NOT NULL
      UNION SELECT image FROM instance_rollback
      UNION SELECT rescue_image FROM instance_rollback WHERE rescue_image IS NOT NULL;

    ALTER TABLE instance DROP COLUMN replaced;
    -- the quota's sum finds the rollback of an instance without its row
    DROP INDEX instance_quota;
    CREATE INDEX instance_quota ON instance (project) INCLUDE (uuid, vcpus, memory_mib) WHERE reserved;
  `.execute(db);
}
