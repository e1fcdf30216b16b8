import { type Kysely, sql } from 'kysely';

/** What a cloud calls its things on a backend, which all of its nodes must agree on. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE cloud ADD short text CHECK (short ~ '^[0-9a-f]{4}$'), ADD driver text, ADD first_pool cidr;
    COMMENT ON COLUMN cloud.short IS 'in the name of everything that it has on a backend; NULL: no start of this version has written it yet';
    COMMENT ON COLUMN cloud.driver IS 'of all nodes; NULL: as above';
    COMMENT ON COLUMN cloud.first_pool IS 'of floating IPs, before there are any; NULL: as above';
  `.execute(db);
}
