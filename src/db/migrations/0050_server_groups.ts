import { type Kysely, sql } from 'kysely';

/** VMs that shall run together or apart; what they hold of a group ends with what they hold of the host. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE server_group (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      project uuid NOT NULL REFERENCES project,
      name text NOT NULL,
      description text NOT NULL DEFAULT '',
      policy text NOT NULL CHECK (policy IN ('affinity', 'anti-affinity', 'soft-affinity', 'soft-anti-affinity')),
      created timestamptz NOT NULL DEFAULT now(),
      modified timestamptz NOT NULL DEFAULT now(),
      UNIQUE (project, name)
    );
    ALTER TABLE instance ADD server_group uuid REFERENCES server_group;
    CREATE INDEX ON instance (server_group);
  `.execute(db);
}
