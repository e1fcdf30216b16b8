import { type Kysely, sql } from 'kysely';

/** An Idempotency-Key goes with every request that makes something, in either dialect; projects and what is like them say when they were changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE idempotency_key
      ADD route text,
      ADD done jsonb,
      ADD headers jsonb NOT NULL DEFAULT '{}',
      ALTER body DROP NOT NULL;
    COMMENT ON COLUMN idempotency_key.route IS 'what was asked; null: as it was before this column, and request_hash is made of something else';
    COMMENT ON COLUMN idempotency_key.done IS 'what came of it, from which an answer is made that has not been kept, or in the other dialect';
    COMMENT ON COLUMN idempotency_key.headers IS 'of the answer, beside the location';
    COMMENT ON COLUMN idempotency_key.body IS 'null: nobody was answered yet, or the answer had a secret';

    ALTER TABLE customer ADD modified timestamptz NOT NULL DEFAULT now();
    ALTER TABLE project ADD modified timestamptz NOT NULL DEFAULT now();
    ALTER TABLE app_user ADD modified timestamptz NOT NULL DEFAULT now();
    ALTER TABLE image ADD modified timestamptz NOT NULL DEFAULT now();
  `.execute(db);
}
