import { type Kysely, sql } from 'kysely';

/** Resize, rebuild, rescue and termination protection of instances. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE instance
      ADD termination_protection boolean NOT NULL DEFAULT false,
      -- what is being done while the state is UPDATING, for people; empty: nothing
      ADD action text NOT NULL DEFAULT '',
      ADD action_details jsonb NOT NULL DEFAULT '{}',
      -- counts rebuilds: cloud-init's instance id derives from it
      ADD generation integer NOT NULL DEFAULT 0,
      -- {instance: {column: value}, volume: {column: value}} of what the run that is under way has replaced: its failure
      -- brings it back, and null means that it cannot fail any more
      ADD replaced jsonb,
      -- in rescue mode: the image that runs in place of the own system, and its disk
      ADD rescue_image uuid REFERENCES image,
      ADD rescue_volume uuid,
      ADD CHECK ((rescue_image IS NULL) = (rescue_volume IS NULL)),
      DROP CONSTRAINT instance_runtime_state_check,
      ADD CONSTRAINT instance_runtime_state_check
        CHECK (runtime_state IN ('BUILDING', 'ACTIVE', 'SHUTOFF', 'REBOOT', 'RESCUE', 'ERROR'));

    -- disks on the backend that are nobody's volumes: of rescue systems, and those that an unfinished run takes away
    CREATE VIEW hidden_disk AS
      SELECT rescue_volume AS uuid, uuid AS instance FROM instance WHERE rescue_volume IS NOT NULL
      UNION SELECT (replaced #>> '{instance,rescue_volume}')::uuid, uuid FROM instance
        WHERE replaced #>> '{instance,rescue_volume}' IS NOT NULL
      UNION SELECT (input ->> 'disk')::uuid, subject FROM workflow WHERE finished IS NULL AND input ? 'disk';

    -- what cannot go because something runs from it, or may have to again
    CREATE VIEW used_image AS
      SELECT image AS uuid FROM instance WHERE reserved
      UNION SELECT rescue_image FROM instance WHERE reserved AND rescue_image IS NOT NULL
      UNION SELECT (replaced #>> '{instance,image}')::uuid FROM instance WHERE replaced #>> '{instance,image}' IS NOT NULL
      UNION SELECT (replaced #>> '{instance,rescue_image}')::uuid FROM instance
        WHERE replaced #>> '{instance,rescue_image}' IS NOT NULL;
  `.execute(db);
}
