/**
 * Orders accepted per second over HTTP with the fake driver, while their workflows run: one control plane with its own
 * PostgreSQL, connections that order one VM after the other. Orders go to several projects, because those of one project
 * pass one after the other. Beside it what the database could do: a loop that inserts the same rows and nothing more (`bare.ts`), half
 * before and half behind, for the machine is not the same all the time.
 * `node bench/orders.ts [--connections 16] [--projects 16] [--seconds 10] [--json]`
 */
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import type { Database } from '../src/db/index.ts';
import { databaseOf } from '../test/support/cloud.ts';
import { makeTenant, orderFor, readCatalogue, type Tenant } from '../test/support/tenant.ts';
import { bareRate } from './bare.ts';
import { countRoundTrips } from './round-trips.ts';
import { withServer } from './server.ts';

const { values } = parseArgs({
  options: {
    connections: { type: 'string', default: '16' },
    projects: { type: 'string', default: '16' },
    seconds: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
  },
});
const connections = Number(values.connections);
const seconds = Number(values.seconds);
const warmUp = 200;
const plenty = 1_000_000_000;
const quotas = { quota_instances: plenty, quota_vcpus: plenty, quota_memory_mib: plenty, quota_storage_mib: plenty };

const trips = await countRoundTrips();
await withServer(async ({ home, url }) => {
  const db = databaseOf(home);
  const tenants: Tenant[] = [];
  for (let made = 0; made < Number(values.projects); made++) tenants.push(await makeTenant(db, url, quotas));
  const catalogue = await readCatalogue(db);
  const pool = new Pool(url, { connections });
  const times: number[] = [];

  const order = async (customer: number): Promise<void> => {
    const tenant = tenants[customer % tenants.length] as Tenant;
    const begin = performance.now();
    const answer = await pool.request({
      method: 'POST',
      path: '/api/marketplace-orders/',
      headers: { authorization: `Token ${tenant.client.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(orderFor(tenant, catalogue)),
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 201) throw new Error(`${answer.statusCode} ${text}`);
    times.push(performance.now() - begin);
  };
  for (let customer = 0; customer < warmUp; customer++) await order(customer);
  // of a project of its own: no order waits for what the loop leaves there
  const aside = await makeTenant(db, url, quotas);
  const { uuid: model } = (await aside.client.post('marketplace-orders/', orderFor(aside, catalogue))).body;
  await settled(db);
  const before = await bareRate(home, model, connections, seconds / 2);
  times.length = 0;
  const begin = performance.now();
  const shop = async (customer: number): Promise<void> => {
    while (performance.now() - begin < seconds * 1000) await order(customer);
  };
  await Promise.all(Array.from({ length: connections }, (_, customer) => shop(customer)));
  const elapsedMs = performance.now() - begin;
  const backlog = await executing(db);
  await settled(db);
  const settledMs = performance.now() - begin;
  const after = await bareRate(home, model, connections, seconds / 2);
  await pool.close();
  await db.destroy();
  const accepted = (times.length / elapsedMs) * 1000;
  const limit = (before + after) / 2;
  report({
    connections,
    projects: tenants.length,
    orders: times.length,
    accepted_per_s: Math.round(accepted),
    bare_per_s: Math.round(limit),
    ratio: Number((accepted / limit).toFixed(2)),
    p50_ms: quantile(times, 0.5),
    p99_ms: quantile(times, 0.99),
    backlog_at_end: backlog,
    finished_per_s: Math.round((times.length / settledMs) * 1000),
    round_trips_order: trips.order,
    round_trips_run: trips.run,
  });
});

async function executing(db: Database): Promise<number> {
  const query = db.selectFrom('order').select((eb) => eb.fn.countAll<string>().as('n'));
  return Number((await query.where('state', '=', 'executing').executeTakeFirstOrThrow()).n);
}

async function settled(db: Database): Promise<void> {
  while ((await executing(db)) > 0) await new Promise((resolve) => setTimeout(resolve, 100));
}

function quantile(times: number[], part: number): number {
  return Number((times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? 0).toFixed(1));
}

function report(figures: Record<string, number>): void {
  if (values.json) console.log(JSON.stringify(figures));
  else for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(18)} ${value}`);
}
