import { type Kysely, sql } from 'kysely';

/** Events keep the sentence that tells of them, with the name that their object had, and how their user was known. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE audit_event
      ADD message text NOT NULL DEFAULT '',
      ADD object_name text NOT NULL DEFAULT '',
      ADD auth_method text CHECK (auth_method IN ('password', 'pat')),
      ADD token uuid,
      DROP CONSTRAINT audit_event_result_check,
      ADD CONSTRAINT audit_event_result_check CHECK (result IN (
        'accepted', 'denied', 'failed', 'locked', 'restarted', 'off', 'terminated', 'succeeded', 'canceled'));
    COMMENT ON COLUMN audit_event.object_name IS 'when it happened';
    COMMENT ON COLUMN audit_event.token IS 'the API token that it was done with';
    UPDATE audit_event SET message =
      username || CASE WHEN address = '' THEN '' ELSE ' from ' || address END || ': ' || action || ' ' || result;
    CREATE INDEX audit_event_token ON audit_event (token, id DESC) WHERE token IS NOT NULL;
  `.execute(db);
}
