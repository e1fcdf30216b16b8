import { type Kysely, sql } from 'kysely';

/** What a limited token gives ends with it; stored answers belong to a token; where users have logged in from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE role_grant ADD token uuid REFERENCES token ON DELETE CASCADE;
    CREATE INDEX ON role_grant (token);
    COMMENT ON COLUMN role_grant.token IS 'the limited token that gave it, and takes it along';

    ALTER TABLE ssh_key
      ADD token uuid REFERENCES token ON DELETE CASCADE,
      ADD expires timestamptz;
    CREATE INDEX ON ssh_key (token);
    COMMENT ON COLUMN ssh_key.token IS 'the limited token that stored it, and takes it along';

    ALTER TABLE idempotency_key
      ADD token uuid,
      ADD base text NOT NULL DEFAULT '';
    COMMENT ON COLUMN idempotency_key.token IS 'whose request was answered; null: not known, and nobody is answered so';
    COMMENT ON COLUMN idempotency_key.base IS 'stands in the answer for the address by which a client knows us';

    CREATE INDEX audit_event_logins ON audit_event (user_uuid, address)
      WHERE action = 'user.login' AND result = 'accepted';
  `.execute(db);
}
