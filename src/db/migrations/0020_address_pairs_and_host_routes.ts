import { type Kysely, sql } from 'kysely';

/** What a port may have beside its own addresses, and what lies behind the VMs of a subnet. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- allowed address pairs; the MAC of each is the port's
    ALTER TABLE port ADD allowed_addresses cidr[] NOT NULL DEFAULT '{}';
    -- [{destination, nexthop}]
    ALTER TABLE subnet ADD host_routes jsonb NOT NULL DEFAULT '[]';
  `.execute(db);
}
