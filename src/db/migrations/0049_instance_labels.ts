import { type Kysely, sql } from 'kysely';

/** VMs have labels: keys with values, which Waldur calls metadata. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE instance ADD metadata jsonb NOT NULL DEFAULT '{}'`.execute(db);
}
