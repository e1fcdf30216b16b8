import { type Kysely, sql } from 'kysely';

/** Attempts count every look at a step, also wake-ups and interruptions; only failures use retries up. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE workflow_step ADD failures integer NOT NULL DEFAULT 0`.execute(db);
}
