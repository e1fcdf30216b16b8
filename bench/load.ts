/**
 * 64 customers for 60 s with the mixed traffic of people and programs, on a driver that runs nothing: no answer may be a
 * fault, memory must not grow, and latencies are printed. Then for half of that time beside clients that hold connections
 * without end: again no answer may be a fault, and each of them may hold what its address may have.
 * `node bench/load.ts [--clients 64] [--seconds 60] [--json]`
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { run } from '../src/common/command.ts';
import type { Answer, Client } from '../test/support/client.ts';
import { databaseOf } from '../test/support/cloud.ts';
import { makeTenant, orderFor, readCatalogue } from '../test/support/tenant.ts';
import { withServer } from './server.ts';

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '64' },
    seconds: { type: 'string', default: '60' },
    json: { type: 'boolean', default: false },
  },
});
const clients = Number(values.clients);
const seconds = Number(values.seconds);
const plenty = 1_000_000;
const quotas = {
  quota_instances: plenty,
  quota_vcpus: plenty,
  quota_memory_mib: 1_000_000_000,
  quota_storage_mib: 1_000_000_000,
};
/** What the second half may add to the memory that is in use after a collection, MiB: caches fill, leaks go on. */
const allowedGrowthMiB = 16;
/** Connections that one address may hold. */
const allowedHeld = 512;

/** A kind of request, and how often it is made among all. What is answered otherwise than by `expected` is an error. */
interface Traffic {
  name: string;
  weight: number;
  expected: number[];
  send: (customer: Customer) => Promise<Answer>;
}

interface Customer {
  client: Client;
  order: object;
  vms: string[];
  orders: string[];
}

const any = (list: string[]): string => list[Math.floor(Math.random() * list.length)] ?? crypto.randomUUID();
const traffic: Traffic[] = [
  { name: 'list', weight: 6, expected: [200], send: ({ client }) => client.get('marketplace-resources/') },
  {
    name: 'list orders',
    weight: 3,
    expected: [200],
    send: ({ client }) => client.get('marketplace-orders/?page_size=20'),
  },
  { name: 'catalogue', weight: 3, expected: [200], send: ({ client }) => client.get('openstack-flavors/') },
  {
    name: 'show',
    weight: 8,
    expected: [200, 404],
    send: ({ client, vms }) => client.get(`marketplace-resources/${any(vms)}/`),
  },
  {
    name: 'show order',
    weight: 6,
    expected: [200, 404],
    send: ({ client, orders }) => client.get(`marketplace-orders/${any(orders)}/`),
  },
  { name: 'order', weight: 4, expected: [201], send: place },
  {
    name: 'bad order',
    weight: 1,
    expected: [400],
    send: ({ client }) => client.post('marketplace-orders/', { project: 'none' }),
  },
  {
    name: 'power',
    weight: 2,
    expected: [202, 404, 409],
    send: ({ client, vms }) =>
      client.post(`marketplace-resources/${any(vms)}/actions/${any(['stop', 'start', 'restart'])}/`, {}),
  },
  { name: 'delete', weight: 4, expected: [204, 404, 409], send: remove },
  {
    name: 'no token',
    weight: 1,
    expected: [401],
    send: ({ client }) => client.get('projects/', { authorization: 'Token none' }),
  },
];

async function place({ client, order, vms, orders }: Customer): Promise<Answer> {
  const answer = await client.post('marketplace-orders/', order);
  if (answer.status === 201) {
    vms.push(answer.body.resource_uuid);
    orders.push(answer.body.uuid);
  }
  return answer;
}

async function remove({ client, vms }: Customer): Promise<Answer> {
  const answer = await client.delete(`marketplace-resources/${vms[0] ?? crypto.randomUUID()}/`);
  if (answer.status === 204) vms.shift();
  return answer;
}

interface Outcome {
  /** ms of every answer, by the kind of request. */
  times: Map<string, number[]>;
  errors: string[];
}

/** All customers at once, each one request after the other, until the time is over. */
async function drive(customers: Customer[], length: number): Promise<Outcome> {
  const times = new Map<string, number[]>(traffic.map(({ name }) => [name, []]));
  const errors: string[] = [];
  const begin = performance.now();
  const elapsed = (): number => (performance.now() - begin) / 1000;
  const work = async (customer: Customer): Promise<void> => {
    while (elapsed() < length) {
      const kind = wheel[Math.floor(Math.random() * wheel.length)] as Traffic;
      const sent = performance.now();
      try {
        const { status, text } = await kind.send(customer);
        times.get(kind.name)?.push(performance.now() - sent);
        if (!kind.expected.includes(status)) errors.push(`${kind.name}: ${status} ${text.slice(0, 300)}`);
      } catch (error) {
        errors.push(`${kind.name}: ${String(error)}`);
      }
    }
  };
  await Promise.all(customers.map(work));
  return { times, errors };
}

/** What each hostile client holds that the server has taken: what waits in the kernel costs it nothing. */
async function heldConnections(url: string, server: number): Promise<number[]> {
  const { stdout } = await run('ss', ['-Htnp', 'state', 'established', `sport = :${new URL(url).port}`]);
  const taken = stdout.split('\n').filter((line) => line.includes(`pid=${server},`));
  const addresses = taken.flatMap((line) => / (127\.0\.1\.\d+):/.exec(line)?.[1] ?? []);
  return [...Map.groupBy(addresses, (address) => address).values()].map((each) => each.length);
}

/** The same beside `hostile.ts`. */
async function driveBesieged(customers: Customer[], url: string, server: number, length: number) {
  const hostile = fork(fileURLToPath(new URL('hostile.ts', import.meta.url)), [url]);
  const { times, errors } = await drive(customers, length);
  const held = await heldConnections(url, server);
  hostile.send('report');
  const [siege] = (await once(hostile, 'message')) as [{ begun: number; refused: number }];
  hostile.kill('SIGKILL');
  const all = [...times.values()].flat();
  return {
    besieged_requests_per_s: Math.round(all.length / length),
    besieged_errors: errors.length,
    besieged_p50_ms: quantile(all, 0.5),
    besieged_p99_ms: quantile(all, 0.99),
    hostile_connections: siege.begun,
    hostile_refused: siege.refused,
    hostile_held: held,
  };
}

function quantile(list: number[], part: number): number {
  return Math.round(list.toSorted((a, b) => a - b)[Math.floor(list.length * part)] ?? 0);
}

function report({ times, errors }: Outcome, memory: Record<string, number | number[]>): void {
  const all = [...times.values()].flat();
  const figures = {
    clients,
    seconds,
    requests: all.length,
    requests_per_s: Math.round(all.length / seconds),
    errors: errors.length,
    p50_ms: quantile(all, 0.5),
    p99_ms: quantile(all, 0.99),
    ...memory,
  };
  if (values.json) console.log(JSON.stringify(figures));
  else {
    for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(18)} ${String(value)}`);
    for (const [name, list] of times)
      console.log(
        `  ${name.padEnd(16)} ${String(list.length).padStart(6)}  p50 ${quantile(list, 0.5)} ms, p99 ${quantile(list, 0.99)} ms`,
      );
  }
  for (const error of errors.slice(0, 20)) console.error(error);
}

const wheel = traffic.flatMap((each) => Array.from({ length: each.weight }, () => each));
await withServer(
  async ({ home, url, server }) => {
    const { pid } = server;
    const residentMiB = (): number =>
      Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
    const inUseMiB = async (): Promise<number> => {
      server.send('memory');
      const [bytes] = (await once(server, 'message')) as [number];
      return bytes / 2 ** 20;
    };
    const db = databaseOf(home);
    const catalogue = await readCatalogue(db);
    const customers: Customer[] = [];
    for (let made = 0; made < clients; made++) {
      const tenant = await makeTenant(db, url, quotas);
      customers.push({ client: tenant.client, order: orderFor(tenant, catalogue), vms: [], orders: [] });
    }

    const halfway = setTimeout((seconds / 2) * 1000).then(inUseMiB);
    const outcome = await drive(customers, seconds);
    const inUse = [await halfway, await inUseMiB()] as const;
    const growth = inUse[1] - inUse[0];
    const siege = await driveBesieged(customers, url, pid ?? 0, seconds / 2);
    await db.destroy();

    report(outcome, {
      memory_mib: inUse.map(Math.round),
      memory_growth_mib: Math.round(growth),
      resident_mib: Math.round(residentMiB()),
      ...siege,
    });
    const errors = outcome.errors.length + siege.besieged_errors;
    if (errors > 0 || growth > allowedGrowthMiB || Math.max(0, ...siege.hostile_held) > allowedHeld)
      process.exitCode = 1;
  },
  ['--expose-gc'],
);
