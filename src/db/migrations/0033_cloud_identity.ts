import { type Kysely, sql } from 'kysely';

/** Records say which cloud they are of: the state directory says the same, and neither is used with another. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE cloud (
      uuid uuid PRIMARY KEY,
      one boolean NOT NULL DEFAULT true UNIQUE CHECK (one)
    );
    COMMENT ON COLUMN cloud.uuid IS 'as in cloud.json of the state directory';
    COMMENT ON COLUMN cloud.one IS 'there is one row at most';
  `.execute(db);
}
