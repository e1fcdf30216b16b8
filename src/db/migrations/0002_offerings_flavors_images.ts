import { type Kysely, sql } from 'kysely';

/** What can be ordered: categories, offerings with their plans, flavors, images. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE category (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      name text NOT NULL UNIQUE,
      title text NOT NULL,
      description text NOT NULL DEFAULT ''
    );

    CREATE TABLE flavor (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      name text NOT NULL UNIQUE,
      vcpus integer NOT NULL CHECK (vcpus > 0),
      memory_mib integer NOT NULL CHECK (memory_mib > 0),
      disk_mib integer NOT NULL CHECK (disk_mib > 0),
      created timestamptz NOT NULL DEFAULT now()
    );

    CREATE TABLE offering (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      category uuid NOT NULL REFERENCES category,
      name text NOT NULL UNIQUE,
      description text NOT NULL DEFAULT '',
      -- an order may leave the flavor out when the offering has one
      flavor uuid REFERENCES flavor,
      state text NOT NULL DEFAULT 'Active' CHECK (state IN ('Draft', 'Active', 'Paused', 'Archived')),
      created timestamptz NOT NULL DEFAULT now()
    );

    CREATE TABLE plan (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      offering uuid NOT NULL REFERENCES offering,
      name text NOT NULL,
      description text NOT NULL DEFAULT '',
      unit text NOT NULL CHECK (unit IN ('month', 'day', 'hour')),
      unit_price numeric(22, 10) NOT NULL DEFAULT 0,
      archived boolean NOT NULL DEFAULT false,
      UNIQUE (offering, name)
    );

    CREATE TABLE image (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      -- null: public
      project uuid REFERENCES project,
      name text NOT NULL,
      description text NOT NULL DEFAULT '',
      ssh_user text NOT NULL,
      readiness text NOT NULL CHECK (readiness IN ('agent', 'cloud-init', 'ssh', 'none')),
      min_disk_mib integer NOT NULL,
      min_memory_mib integer NOT NULL,
      source jsonb NOT NULL,
      sha256 text,
      -- 'pending': becomes ready on first use or by its import
      state text NOT NULL CHECK (state IN ('pending', 'ready', 'erred')),
      error_message text NOT NULL DEFAULT '',
      size_bytes bigint,
      created timestamptz NOT NULL DEFAULT now(),
      removed timestamptz
    );
    CREATE UNIQUE INDEX ON image (name) WHERE project IS NULL AND removed IS NULL;
  `.execute(db);
}
