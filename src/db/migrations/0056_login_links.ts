import { type Kysely, sql } from 'kysely';

/** Links that log somebody in once, and where logins have come from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE login_link (
      user_uuid uuid PRIMARY KEY REFERENCES app_user ON DELETE CASCADE,
      -- the link itself is never stored
      hash bytea NOT NULL UNIQUE,
      made_by uuid NOT NULL REFERENCES token ON DELETE CASCADE,
      expires timestamptz NOT NULL
    );
    CREATE INDEX ON login_link (made_by);
    COMMENT ON COLUMN login_link.made_by IS 'the token that made it, and takes it along';
    ALTER TABLE token ADD created_ip text;
    COMMENT ON COLUMN token.created_ip IS 'of a login: where it came from';
  `.execute(db);
}
