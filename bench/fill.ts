import { sql } from 'kysely';
import type { Database } from '../src/db/index.ts';

/** Copies what an order has made until there are `count` of each: instances, off, with port and address, orders, events. */
export async function fill(db: Database, count: number): Promise<void> {
  const copy = async (table: string, changes: string): Promise<void> => {
    const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM ${sql.table(table)}`.execute(db);
    await sql`
      INSERT INTO ${sql.table(table)} OVERRIDING SYSTEM VALUE
      SELECT made.* FROM (SELECT to_jsonb(t) AS row FROM ${sql.table(table)} t LIMIT 1) one
        CROSS JOIN generate_series(${(rows[0]?.n ?? 0) + 1}::int, ${count}::int) n
        CROSS JOIN LATERAL jsonb_populate_record(NULL::${sql.table(table)}, one.row || ${sql.raw(changes)}) made
    `.execute(db);
  };
  // copies refer to what is there: it need not be looked up a million times
  await sql`SET session_replication_role = replica`.execute(db);
  const id = (kind: number): string => `'0000000${kind}-0000-4000-8000-' || lpad(n::text, 12, '0')`;
  const then = `'created', now() - n * interval '1 second'`;
  await copy(
    'instance',
    `jsonb_build_object('uuid', ${id(1)}, 'name', 'vm-' || n, 'slot', 1000 + n % 60000, 'reserved', n < 60000,
      'power', 'off', 'runtime_state', 'SHUTOFF', ${then})`,
  );
  await copy(
    'port',
    `jsonb_build_object('uuid', ${id(2)}, 'instance', ${id(1)}, 'mac', '02:00:' || to_char(n / 65536, 'FM00') || ':00:' || lpad(to_hex(n / 256 % 256), 2, '0') || ':' || lpad(to_hex(n % 256), 2, '0'))`,
  );
  await copy(
    'address',
    `jsonb_build_object('address', host('10.1.0.0'::inet + n), 'port', ${id(2)}, 'floating_ip', NULL)`,
  );
  await copy('order', `jsonb_build_object('uuid', ${id(3)}, 'instance', ${id(1)}, ${then})`);
  await copy('audit_event', `jsonb_build_object('id', 1000000 + n, 'uuid', ${id(4)}, 'object', ${id(1)}, ${then})`);
  await sql`SET session_replication_role = origin`.execute(db);
  await sql`VACUUM ANALYZE`.execute(db);
}
