/**
 * Several nodes on one PostgreSQL behind HAProxy, on a driver that runs nothing: customers order while nodes are killed, stopped and cut off
 * from the database, each time with runs under way. Prints what became of the orders and how long it took until other nodes had
 * those runs; exits 1 when a promise is broken. `node bench/nodes.ts [--nodes 3] [--orders 1000] [--faults 60] [--rate 2] [--seed n] [--json]`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { balancers } from '../test/support/balancer.ts';
import { staffOf } from '../test/support/cloud.ts';
import { newDatabase } from '../test/support/databases.ts';
import { freePort } from '../test/support/home.ts';
import { Node, runHolders } from '../test/support/nodes.ts';
import { Customer } from './kill/customer.ts';
import { seeded } from './kill/random.ts';
import { cleanSlate, judge, type Promised, settled } from './kill/verdict.ts';

const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '3' },
    orders: { type: 'string', default: '1000' },
    faults: { type: 'string', default: '60' },
    rate: { type: 'string', default: '2' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    json: { type: 'boolean', default: false },
  },
});
const [count, orders, faults, rate] = [values.nodes, values.orders, values.faults, values.rate].map(Number) as [
  number,
  number,
  number,
  number,
];
const promisedTakeoverMs = 15_000;
/** What each effect of the backend takes, so that runs are under way when a fault comes, ms. */
const slowMs = '150';
const settleMs = 120_000;
const random = seeded(Number(values.seed));

const database = await newDatabase();
const db = database.open();
// as the state directory of a control plane that has its pretended backend below it
const home = await mkdtemp(join(tmpdir(), 'nodes-'));
const names = Array.from({ length: count }, (_, index) => `node-${index + 1}`);
const env = { SLIPWAY_TEST_SLOW_MS: slowMs };
const nodes = await Promise.all(names.map((name) => Node.make(name, database, join(home, 'fake'), env)));
const listen = `127.0.0.1:${await freePort()}`;
const balancer = await balancers.haproxy(
  home,
  listen,
  nodes.map((node) => node.listen),
);
try {
  await Promise.all(nodes.map((node) => node.start()));
  await harm();
} finally {
  await balancer.stop();
  await Promise.all(nodes.map((node) => node.remove()));
  await db.destroy();
  await database.drop();
  await rm(home, { recursive: true, force: true });
}

async function harm(): Promise<void> {
  const { client, project } = await staffOf((nodes[0] as Node).home);
  const customer = new Customer(`http://${listen}`, { token: client.token ?? '', project });
  await customer.prepare();
  await sql`UPDATE project SET quota_instances = 1e8, quota_vcpus = 1e8, quota_memory_mib = 1e8, quota_storage_mib = 1e8,
    quota_floating_ips = 1e8`.execute(db);
  const promised: Promised = { created: [], deleted: [] };
  const takeovers: number[] = [];
  const state = { ordering: true };
  const began = performance.now();
  const ordering = order(customer, promised).finally(() => (state.ordering = false));
  let done = 0;
  for (; done < faults && state.ordering; done++) takeovers.push(...(await fault(done, () => state.ordering)));
  await ordering;
  await settled(db, settleMs);
  const verdict = await judge(db, customer, { home, driver: 'fake' }, promised);
  const gone = new Set(promised.deleted);
  for (const { vm } of promised.created) if (!gone.has(vm)) await customer.remove(vm);
  await settled(db, settleMs);
  verdict.leaks.push(...(await cleanSlate(db, customer)));
  // the balancer's own, of requests on their way to a node that ends
  const wrong = customer.unexpected.filter((text) => !text.startsWith('502 '));
  const sorted = takeovers.toSorted((a, b) => a - b);
  const at = (part: number): number => Math.round(sorted[Math.ceil(sorted.length * part) - 1] ?? 0);
  const figures = {
    nodes: count,
    orders,
    faults: done,
    lost: verdict.lost.length,
    done_twice: verdict.duplicates.length,
    leaked: verdict.leaks.length,
    unfinished: verdict.unfinished.length,
    failed: verdict.failed.length,
    wrong_answers: wrong.length,
    takeovers: sorted.length,
    takeover_p50_ms: at(0.5),
    takeover_p99_ms: at(0.99),
    takeover_max_ms: at(1),
    seconds: Math.round((performance.now() - began) / 1000),
    seed: Number(values.seed),
  };
  if (values.json) console.log(JSON.stringify(figures, null, 2));
  else
    for (const [name, value] of Object.entries(figures)) console.log(`${name.replaceAll('_', ' ').padEnd(20)}${value}`);
  const said = Object.entries({ ...verdict, wrong }).flatMap(([what, lines]) =>
    lines.map((line) => `${what}: ${line}`),
  );
  for (const line of said.slice(0, 40)) console.error(line);
  if (said.length > 0 || sorted.length === 0 || at(0.99) > promisedTakeoverMs) process.exitCode = 1;
}

/** Offers all orders: a create, and of what is there every second one goes again. */
async function order(customer: Customer, promised: Promised): Promise<void> {
  const open = new Set<Promise<void>>();
  const living: string[] = [];
  for (let number = 1; number <= orders; number++) {
    while (open.size >= 16) await Promise.race(open);
    const oldest = living.length > 20 && random() < 0.6 ? living.shift() : undefined;
    const work =
      oldest === undefined
        ? customer.create(`vm-${number}`).then((made) => {
            promised.created.push(made);
            living.push(made.vm);
          })
        : customer.remove(oldest).then(() => void promised.deleted.push(oldest));
    const offered = work.finally(() => open.delete(offered));
    open.add(offered);
    await sleep(1000 / rate);
  }
  await Promise.all(open);
}

/** Harms a node that has runs under way, and mends it once others have them; how long each took, ms. */
async function fault(number: number, isWorth: () => boolean): Promise<number[]> {
  const victim = nodes[Math.floor(random() * nodes.length)] as Node;
  const ownRuns = async () => [...(await runHolders(db))].flatMap(([run, node]) => (node === victim.name ? [run] : []));
  let held: string[];
  while ((held = await ownRuns()).length === 0) {
    if (!isWorth()) return [];
    await sleep(5);
  }
  const how = number % 3;
  const began = performance.now();
  if (how === 0) await victim.signal('SIGKILL');
  else if (how === 1) await victim.signal('SIGSTOP');
  else victim.line.cut('fall silent');
  const times: number[] = [];
  // what had ended by then nobody has to go on with
  const left = await runHolders(db);
  for (const open = new Set(held.filter((run) => left.has(run))); open.size > 0; await sleep(25)) {
    const now = await runHolders(db);
    for (const run of open) {
      const node = now.get(run);
      if (node === null || node === victim.name) continue;
      open.delete(run);
      times.push(performance.now() - began);
    }
  }
  if (how === 0) await victim.start();
  else if (how === 1) await victim.signal('SIGCONT');
  else victim.line.mend();
  return times;
}
