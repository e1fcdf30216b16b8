import { type Kysely, sql } from 'kysely';

/** Passwords and lock-out, scoped and sliding tokens, roles that end and a role that only reads, events with filters. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE customer
      ADD description text NOT NULL DEFAULT '',
      ADD email text NOT NULL DEFAULT '';

    CREATE INDEX ON project (customer);

    ALTER TABLE app_user
      -- scrypt with its parameters and salt; null: nobody can log in as this user by password
      ADD password_hash text;

    ALTER TABLE role_grant
      DROP CONSTRAINT role_grant_role_check,
      ADD CONSTRAINT role_grant_role_check CHECK (role IN
        ('CUSTOMER.OWNER', 'PROJECT.ADMIN', 'PROJECT.MANAGER', 'PROJECT.MEMBER', 'PROJECT.READER')),
      ADD uuid uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
      ADD created timestamptz NOT NULL DEFAULT now(),
      ADD created_by uuid REFERENCES app_user,
      ADD expires timestamptz;
    CREATE INDEX ON role_grant (project);
    CREATE INDEX ON role_grant (customer);

    ALTER TABLE token
      ADD kind text NOT NULL DEFAULT 'api' CHECK (kind IN ('api', 'login')),
      -- null: all that its user may; none: only reading
      ADD permissions text[],
      -- null: wherever its user has a role
      ADD projects uuid[],
      -- what a token has made ends with it
      ADD parent uuid REFERENCES token ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
    CREATE INDEX ON token (user_uuid);
    CREATE INDEX ON token (parent);

    -- who: digest of user name and address; a name that was tried may be a password typed into the wrong field
    CREATE TABLE login_failure (
      who bytea PRIMARY KEY,
      failures integer NOT NULL,
      last timestamptz NOT NULL DEFAULT now()
    );

    ALTER TABLE ssh_key ADD fingerprint_sha512 text NOT NULL GENERATED ALWAYS AS ('SHA512:' || rtrim(replace(
      encode(sha512(decode(split_part(public_key, ' ', 2), 'base64')), 'base64'), E'\n', ''), '=')) STORED;

    ALTER TABLE audit_event
      ADD uuid uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
      ADD customer uuid;
    CREATE INDEX ON audit_event (customer, id DESC);
    CREATE INDEX ON audit_event (user_uuid, id DESC);
    CREATE INDEX ON audit_event (object, id DESC);
    CREATE INDEX ON audit_event (created);
  `.execute(db);
}
