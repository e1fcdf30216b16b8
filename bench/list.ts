/**
 * How long the first 100 of a list take with few and with many VMs in the cloud, as a ratio: one project with all of
 * them, rows made by SQL, driver that runs nothing. `node bench/list.ts [--small 1000] [--large 100000] [--rounds 40] [--json]`
 */
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { type Database, openDatabase, openPool } from '../src/db/index.ts';
import { connectionOf } from '../src/db/postgres/connection.ts';
import { postgresPaths } from '../src/db/postgres/paths.ts';
import { staffOf } from '../test/support/cloud.ts';
import { makeTenant, orderFor, readCatalogue } from '../test/support/tenant.ts';
import { withServer } from './server.ts';

const { values } = parseArgs({
  options: {
    small: { type: 'string', default: '1000' },
    large: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '40' },
    json: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const fillMs = 300_000;
const promisedRatio = 1.5;
const lists = {
  resources: 'marketplace-resources/',
  instances: 'openstack-instances/',
  orders: 'marketplace-orders/',
  events: 'events/',
};

/** Copies what an order has made until there are `count` of each: instances, off, with port and address, orders, events. */
async function fill(db: Database, count: number): Promise<void> {
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

await withServer(async ({ home, url }) => {
  const limits = { statement_timeout: fillMs, query_timeout: fillMs };
  const db = openDatabase(openPool({ ...connectionOf(postgresPaths(home)), ...limits, max: 1 }));
  const { client: staff } = await staffOf(home);
  const tenant = await makeTenant(db, url);
  const placed = await tenant.client.post('marketplace-orders/', orderFor(tenant, await readCatalogue(db)));
  await tenant.client.settled(placed.body.uuid);

  const measure = async (path: string): Promise<number> => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const begin = performance.now();
      const answer = await staff.get(`${path}?page_size=100`);
      if (answer.status !== 200) throw new Error(`${path}: ${answer.text}`);
      times.push(performance.now() - begin);
    }
    return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
  };
  const sizes = [Number(values.small), Number(values.large)];
  const found: number[][] = Object.keys(lists).map(() => []);
  for (const size of sizes) {
    await fill(db, size);
    // a connection that was idle meanwhile may be closed at this very moment
    await staff.get('status/').catch(() => {});
    for (const path of Object.values(lists)) await measure(path);
    for (const [index, path] of Object.values(lists).entries()) found[index]?.push(await measure(path));
  }
  const figures = Object.keys(lists).map((list, index) => {
    const [small = 0, large = 0] = found[index] ?? [];
    return { list, small_ms: small.toFixed(1), large_ms: large.toFixed(1), ratio: (large / small).toFixed(2) };
  });
  if (values.json) console.log(JSON.stringify({ small: sizes[0], large: sizes[1], lists: figures }));
  else {
    console.log(`100 items, median of ${rounds}: with ${sizes.join(' and with ')} VMs`);
    for (const { list, small_ms, large_ms, ratio } of figures)
      console.log(`${list.padEnd(12)}${small_ms.padStart(8)} ms${large_ms.padStart(8)} ms   ratio ${ratio}`);
  }
  await db.destroy();
  if (figures.some(({ ratio }) => Number(ratio) > promisedRatio)) process.exitCode = 1;
});
