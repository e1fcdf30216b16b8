import { type Kysely, sql } from 'kysely';

/** Instances and their volumes. An instance's UUID is also its marketplace resource's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE SEQUENCE instance_slot AS integer MINVALUE 1 MAXVALUE 65000 CYCLE;

    CREATE TABLE instance (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      project uuid NOT NULL REFERENCES project,
      offering uuid NOT NULL REFERENCES offering,
      plan uuid NOT NULL REFERENCES plan,
      image uuid NOT NULL REFERENCES image,
      flavor uuid NOT NULL REFERENCES flavor,
      name text NOT NULL,
      description text NOT NULL DEFAULT '',
      vcpus integer NOT NULL,
      memory_mib integer NOT NULL,
      ssh_keys text[] NOT NULL,
      key_name text NOT NULL DEFAULT '',
      user_data text,
      -- what the owner wants (power) and what is (state, runtime_state); the reconciler makes one follow the other
      power text NOT NULL DEFAULT 'on' CHECK (power IN ('on', 'off')),
      state text NOT NULL CHECK (state IN ('CREATING', 'OK', 'UPDATING', 'DELETING', 'ERRED', 'TERMINATED')),
      runtime_state text NOT NULL DEFAULT 'BUILDING'
        CHECK (runtime_state IN ('BUILDING', 'ACTIVE', 'SHUTOFF', 'REBOOT', 'ERROR')),
      error_message text NOT NULL DEFAULT '',
      -- counts against quota and owns addresses; false once an unwound create or a deletion has released it
      reserved boolean NOT NULL DEFAULT true,
      -- whether it is started again when it ends without anybody having asked for it, and how often it just did
      auto_restart boolean NOT NULL DEFAULT true,
      crashes integer NOT NULL DEFAULT 0,
      -- the host user derives from it
      slot integer,
      -- {network, ssh: epoch ms, cloud_init: {at, result, detail}, host_keys: [], checked: 'agent'|'ssh'|...}
      readiness jsonb NOT NULL DEFAULT '{}',
      created_by uuid REFERENCES app_user,
      created timestamptz NOT NULL DEFAULT now(),
      modified timestamptz NOT NULL DEFAULT now(),
      started timestamptz,
      terminated timestamptz
    );
    CREATE UNIQUE INDEX ON instance (slot) WHERE reserved;
    CREATE INDEX ON instance (project, created DESC);
    CREATE INDEX instance_quota ON instance (project) INCLUDE (vcpus, memory_mib) WHERE reserved;
    CREATE INDEX ON instance (created DESC);

    ALTER TABLE port ADD FOREIGN KEY (instance) REFERENCES instance;

    CREATE TABLE volume (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      project uuid NOT NULL REFERENCES project,
      instance uuid REFERENCES instance,
      -- order on the instance; 0 boots
      position integer NOT NULL DEFAULT 0,
      name text NOT NULL,
      size_mib integer NOT NULL CHECK (size_mib > 0),
      image uuid REFERENCES image,
      created timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX ON volume (instance);
    CREATE INDEX ON volume (project);
  `.execute(db);
}
