import { type Kysely, sql } from 'kysely';

/** Networks as their owners manage them, and what of them the backend has not followed yet. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- a change of a project's network counts the wanted revision up; the backend follows, and says how far
    ALTER TABLE project ADD COLUMN network_revision bigint NOT NULL DEFAULT 0,
      ADD COLUMN network_applied bigint NOT NULL DEFAULT 0,
      -- why the last application failed; empty when it did not
      ADD COLUMN network_error text NOT NULL DEFAULT '';
    CREATE INDEX project_network_behind ON project (uuid) WHERE network_applied < network_revision;

    ALTER TABLE network ADD COLUMN modified timestamptz NOT NULL DEFAULT now();
    ALTER TABLE subnet ADD COLUMN modified timestamptz NOT NULL DEFAULT now(),
      -- the revision that the last change of it made: it is in force once the backend has come that far
      ADD COLUMN revision bigint NOT NULL DEFAULT 0,
      -- whether guests are told that the gateway leads elsewhere
      ADD COLUMN gateway_enabled boolean NOT NULL DEFAULT true;
    ALTER TABLE security_group ADD COLUMN modified timestamptz NOT NULL DEFAULT now(),
      ADD COLUMN revision bigint NOT NULL DEFAULT 0;
    ALTER TABLE floating_ip ADD COLUMN modified timestamptz NOT NULL DEFAULT now(),
      ADD COLUMN description text NOT NULL DEFAULT '',
      ADD COLUMN revision bigint NOT NULL DEFAULT 0;
    ALTER TABLE port ADD COLUMN modified timestamptz NOT NULL DEFAULT now(),
      ADD COLUMN name text NOT NULL DEFAULT '',
      ADD COLUMN description text NOT NULL DEFAULT '',
      ADD COLUMN revision bigint NOT NULL DEFAULT 0,
      -- made by itself: it outlives the instance that it is given to
      ADD COLUMN standalone boolean NOT NULL DEFAULT false;

    CREATE INDEX ON subnet (network);
    CREATE INDEX ON port (network);
    CREATE INDEX ON port_security_group (security_group);
    CREATE INDEX ON security_group_rule (remote_group) WHERE remote_group IS NOT NULL;
  `.execute(db);
}
