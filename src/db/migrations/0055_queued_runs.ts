import { type Kysely, sql } from 'kysely';

/** A run can wait for the end of another one, and take the place of it: a deletion is taken whatever is under way. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE workflow DROP CONSTRAINT workflow_state_check,
      ADD CONSTRAINT workflow_state_check
        CHECK (state IN ('queued', 'running', 'undoing', 'succeeded', 'failed', 'cancelled')),
      ADD begins_after uuid REFERENCES workflow ON DELETE SET NULL,
      ADD abandoned boolean NOT NULL DEFAULT false;
    COMMENT ON COLUMN workflow.begins_after IS 'of a queued run: the one whose end it waits for';
    COMMENT ON COLUMN workflow.abandoned IS 'it ends as it stands, with nothing undone: another run takes its place';
    CREATE INDEX workflow_queued ON workflow (begins_after) WHERE begins_after IS NOT NULL;
  `.execute(db);
}
