import { type Kysely, sql } from 'kysely';

/** Security groups of a port stay in the order that they were given in: clients compare lists. */
export async function up<T>(db: Kysely<T>): Promise<void> {
  await sql`
    ALTER TABLE port_security_group ADD COLUMN position integer NOT NULL DEFAULT 0;
  `.execute(db);
}
