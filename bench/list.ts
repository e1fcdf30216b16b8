/**
 * How long the first 100 of a list take with few and with many VMs in the cloud, as a ratio: one project with all of
 * them, rows made by SQL, driver that runs nothing. `node bench/list.ts [--small 1000] [--large 100000] [--rounds 40] [--json]`
 */
import { parseArgs } from 'node:util';
import { openDatabase, openPool } from '../src/db/index.ts';
import { connectionOf } from '../src/db/postgres/connection.ts';
import { postgresPaths } from '../src/db/postgres/paths.ts';
import { staffOf } from '../test/support/cloud.ts';
import { makeTenant, orderFor, readCatalogue } from '../test/support/tenant.ts';
import { fill } from './fill.ts';
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
