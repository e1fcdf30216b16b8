import { type Kysely, sql } from 'kysely';

/** A VM whose guest is there and stands still, as when the disk of the host is full. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE instance DROP CONSTRAINT instance_runtime_state_check,
      ADD CONSTRAINT instance_runtime_state_check
        CHECK (runtime_state IN ('BUILDING', 'ACTIVE', 'SHUTOFF', 'REBOOT', 'RESCUE', 'ERROR', 'PAUSED'))
  `.execute(db);
}
