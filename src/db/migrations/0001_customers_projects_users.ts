import { type Kysely, sql } from 'kysely';

/** Who may do what: customers, projects with their quotas, users, roles, tokens, ssh keys. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE EXTENSION IF NOT EXISTS btree_gist;

    CREATE TABLE customer (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      name text NOT NULL,
      slug text NOT NULL UNIQUE,
      created timestamptz NOT NULL DEFAULT now()
    );

    CREATE TABLE project (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      customer uuid NOT NULL REFERENCES customer,
      name text NOT NULL,
      slug text NOT NULL UNIQUE,
      description text NOT NULL DEFAULT '',
      -- the host derives link addresses of the project's router from it
      slot integer GENERATED ALWAYS AS IDENTITY UNIQUE,
      quota_instances integer NOT NULL,
      quota_vcpus integer NOT NULL,
      quota_memory_mib integer NOT NULL,
      quota_storage_mib integer NOT NULL,
      quota_floating_ips integer NOT NULL,
      created timestamptz NOT NULL DEFAULT now(),
      removed timestamptz
    );

    CREATE TABLE app_user (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      username text NOT NULL UNIQUE,
      full_name text NOT NULL DEFAULT '',
      email text NOT NULL DEFAULT '',
      is_staff boolean NOT NULL DEFAULT false,
      is_active boolean NOT NULL DEFAULT true,
      created timestamptz NOT NULL DEFAULT now()
    );

    CREATE TABLE role_grant (
      user_uuid uuid NOT NULL REFERENCES app_user,
      role text NOT NULL CHECK (role IN ('CUSTOMER.OWNER', 'PROJECT.ADMIN', 'PROJECT.MANAGER', 'PROJECT.MEMBER')),
      customer uuid REFERENCES customer,
      project uuid REFERENCES project,
      CHECK ((role = 'CUSTOMER.OWNER') = (customer IS NOT NULL)),
      CHECK ((customer IS NULL) <> (project IS NULL)),
      UNIQUE NULLS NOT DISTINCT (user_uuid, role, customer, project)
    );

    CREATE TABLE token (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      user_uuid uuid NOT NULL REFERENCES app_user,
      name text NOT NULL,
      -- the token itself is never stored: its SHA-256 is, and a prefix to tell it by
      hash bytea NOT NULL UNIQUE,
      prefix text NOT NULL,
      created timestamptz NOT NULL DEFAULT now(),
      expires timestamptz,
      last_used timestamptz
    );

    CREATE TABLE ssh_key (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      user_uuid uuid NOT NULL REFERENCES app_user,
      name text NOT NULL,
      key_type text NOT NULL,
      public_key text NOT NULL,
      fingerprint_md5 text NOT NULL,
      fingerprint_sha256 text NOT NULL,
      created timestamptz NOT NULL DEFAULT now(),
      UNIQUE (user_uuid, name)
    );

    CREATE TABLE audit_event (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      created timestamptz NOT NULL DEFAULT now(),
      user_uuid uuid,
      username text NOT NULL,
      address text NOT NULL,
      action text NOT NULL,
      object uuid,
      project uuid,
      result text NOT NULL,
      detail jsonb NOT NULL DEFAULT '{}'
    );
    CREATE INDEX ON audit_event (project, id DESC);
  `.execute(db);
}
