import { type Kysely, sql } from 'kysely';

/** Lists of instances leave out the terminated ones: their order and their count come from the index alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE INDEX instance_listed ON instance (project, created DESC, uuid) WHERE state <> 'TERMINATED';
    CREATE INDEX instance_listed_all ON instance (created DESC, uuid) WHERE state <> 'TERMINATED';
  `.execute(db);
}
