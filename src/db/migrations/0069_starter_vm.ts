import { type Kysely, sql } from 'kysely';

/** Waldur's clients look offerings up by a part of their name: "Virtual machine" means one of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`UPDATE offering SET name = 'Starter VM' WHERE name = 'Starter virtual machine'`.execute(db);
}
