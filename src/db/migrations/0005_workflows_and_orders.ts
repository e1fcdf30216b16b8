import { type Kysely, sql } from 'kysely';

/** The workflow engine's rows are the truth; a job is only a wake-up. Orders and stored answers stand on them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE workflow (
      uuid uuid PRIMARY KEY,
      kind text NOT NULL,
      -- the thing it works on; wake-ups and mutual exclusion are by it
      subject uuid NOT NULL,
      input jsonb NOT NULL,
      state text NOT NULL CHECK (state IN ('running', 'undoing', 'succeeded', 'failed', 'cancelled')),
      cancel_requested boolean NOT NULL DEFAULT false,
      -- counts wake-ups, so that one that arrives while a step runs is not lost
      wake_seq bigint NOT NULL DEFAULT 0,
      -- when to look again without a wake-up: a retry or a deadline
      due timestamptz,
      -- durations are remembered per kind, step and this key
      estimate_key text NOT NULL DEFAULT '',
      error jsonb,
      created timestamptz NOT NULL DEFAULT now(),
      finished timestamptz
    );
    CREATE UNIQUE INDEX workflow_one_per_subject ON workflow (subject) WHERE state IN ('running', 'undoing');
    CREATE INDEX ON workflow (due) WHERE state IN ('running', 'undoing');

    CREATE TABLE workflow_step (
      workflow uuid NOT NULL REFERENCES workflow ON DELETE CASCADE,
      position integer NOT NULL,
      name text NOT NULL,
      state text NOT NULL DEFAULT 'pending'
        CHECK (state IN ('pending', 'running', 'waiting', 'done', 'failed', 'undoing', 'undone')),
      attempt integer NOT NULL DEFAULT 0,
      started timestamptz,
      finished timestamptz,
      progress real NOT NULL DEFAULT 0,
      message text NOT NULL DEFAULT '',
      error jsonb,
      estimate_ms integer,
      PRIMARY KEY (workflow, position)
    );

    CREATE TABLE workflow_event (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      workflow uuid NOT NULL REFERENCES workflow ON DELETE CASCADE,
      created timestamptz NOT NULL DEFAULT now(),
      data jsonb NOT NULL
    );
    CREATE INDEX ON workflow_event (workflow, id);

    CREATE TABLE step_duration (
      kind text NOT NULL,
      step text NOT NULL,
      key text NOT NULL,
      -- exponentially weighted, new measurements count a third
      mean_ms real NOT NULL,
      PRIMARY KEY (kind, step, key)
    );

    CREATE TABLE "order" (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      type text NOT NULL CHECK (type IN ('Create', 'Update', 'Terminate')),
      project uuid NOT NULL REFERENCES project,
      offering uuid NOT NULL REFERENCES offering,
      plan uuid REFERENCES plan,
      instance uuid NOT NULL REFERENCES instance,
      state text NOT NULL CHECK (state IN ('executing', 'done', 'erred', 'canceled')),
      attributes jsonb NOT NULL DEFAULT '{}',
      limits jsonb NOT NULL DEFAULT '{}',
      error jsonb,
      created_by uuid REFERENCES app_user,
      created timestamptz NOT NULL DEFAULT now(),
      modified timestamptz NOT NULL DEFAULT now(),
      completed timestamptz
    );
    CREATE INDEX ON "order" (project, created DESC);
    CREATE INDEX ON "order" (instance, created DESC);
    CREATE INDEX ON "order" (created DESC);

    CREATE TABLE idempotency_key (
      user_uuid uuid NOT NULL,
      key text NOT NULL,
      request_hash text NOT NULL,
      status integer NOT NULL,
      location text,
      body jsonb NOT NULL,
      created timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (user_uuid, key)
    );
    CREATE INDEX ON idempotency_key (created);
  `.execute(db);
}
