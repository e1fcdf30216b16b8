import { type Kysely, sql } from 'kysely';

/**
 * Records say which cloud they are of: the state directory says the same, and neither is used with another. Runs say whether
 * they came with older records than what they work on.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE cloud (
      uuid uuid PRIMARY KEY,
      one boolean NOT NULL DEFAULT true UNIQUE CHECK (one)
    );
    COMMENT ON COLUMN cloud.uuid IS 'as in cloud.json of the state directory';
    COMMENT ON COLUMN cloud.one IS 'there is one row at most';

    ALTER TABLE workflow ADD restored boolean NOT NULL DEFAULT false;
    COMMENT ON COLUMN workflow.restored IS 'under way when the records were backed up that it came back with';
  `.execute(db);
}
