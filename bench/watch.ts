/**
 * How long a change takes to be told, and what one watcher takes of memory: watchers follow projects, 10 of them each, while objects of
 * these change one after the other, on a driver that runs nothing. `node bench/watch.ts [--watchers 1000] [--changes 100] [--seconds 20] [--json]`
 */
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createParser } from 'eventsource-parser';
import { databaseOf } from '../test/support/cloud.ts';
import { makeTenant, type Tenant } from '../test/support/tenant.ts';
import { withServer } from './server.ts';

const { values } = parseArgs({
  options: {
    watchers: { type: 'string', default: '1000' },
    changes: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
  },
});
const [watchers, perSecond, seconds] = [Number(values.watchers), Number(values.changes), Number(values.seconds)];
const watchersOfProject = 10;
const promisedP99Ms = 200;
const promisedBytes = 10_000;
/** A collection that lets go of less was the last one. */
const settledBytes = 64 * 1024;
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

/** When each network was changed last, ms, and how long each reader waited for it. */
const changed = new Map<string, number>();
const times: number[] = [];

process.env['SLIPWAY_CONNECTIONS_PER_ADDRESS'] = String(watchers + 100);
await withServer(
  async ({ home, url, server }) => {
    const db = databaseOf(home);
    const tenants: Tenant[] = [];
    while (tenants.length * watchersOfProject < watchers) tenants.push(await makeTenant(db, url));
    const ask = async (): Promise<number> => {
      server.send('memory');
      return ((await once(server, 'message')) as [number])[0];
    };
    // one collection leaves what others have to let go of first
    const inUse = async (): Promise<number> => {
      let [last, now] = [Number.POSITIVE_INFINITY, await ask()];
      while (now < last - settledBytes) [last, now] = [now, await ask()];
      return now;
    };
    // what the first ones bring, such as compiled code, stays, however many follow
    const first = Math.round(watchers / 10);
    for (let n = 0; n < first; n++) await watch(tenants[n % tenants.length] as Tenant);
    const before = await inUse();
    for (let n = first; n < watchers; n++) await watch(tenants[n % tenants.length] as Tenant);
    const after = await inUse();

    const networks = await db
      .selectFrom('network')
      .select(['uuid', 'project'])
      .where('project', 'is not', null)
      .execute();
    const watched = networks.filter(({ project }) => tenants.some((tenant) => tenant.project === project));
    const begin = performance.now();
    let made = 0;
    for (; performance.now() - begin < seconds * 1000; made++) {
      const { uuid } = watched[made % watched.length] as { uuid: string };
      changed.set(uuid, performance.now());
      await db
        .updateTable('network')
        .set({ description: `change ${made}` })
        .where('uuid', '=', uuid)
        .execute();
      await setTimeout(Math.max(0, begin + ((made + 1) / perSecond) * 1000 - performance.now()));
    }
    const tookMs = performance.now() - begin;
    await setTimeout(1000);
    const bytes = Math.round((after - before) / (watchers - first));
    report({
      watchers,
      changes_per_s: Math.round((made / tookMs) * 1000),
      told: times.length,
      missing: made * watchersOfProject - times.length,
      p50_ms: quantile(0.5),
      p99_ms: quantile(0.99),
      bytes_of_watcher: bytes,
    });
    const kept = bytes <= promisedBytes && quantile(0.99) <= promisedP99Ms && made * watchersOfProject <= times.length;
    if (!kept) process.exitCode = 1;
    agent.destroy();
    await db.destroy();
  },
  ['--expose-gc'],
);

/** Resolves when the stream has said where it begins. */
function watch({ client, project }: Tenant): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Token ${client.token}` };
    const asked = request(`${client.url}/api/projects/${project}/events/`, { headers, agent }, (answer) => {
      const parser = createParser({
        onId: () => resolve(),
        onEvent: ({ event, data }) => {
          const { kind, uuid } = JSON.parse(data) as { kind: string; uuid: string };
          const at = changed.get(uuid);
          if (event === 'change' && kind === 'network' && at !== undefined) times.push(performance.now() - at);
        },
      });
      answer.setEncoding('utf8').on('data', (text: string) => parser.feed(text));
      answer.on('error', () => {});
    });
    asked.on('error', reject).end();
  });
}

function quantile(part: number): number {
  return Number((times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? 0).toFixed(1));
}

function report(figures: Record<string, number>): void {
  if (values.json) console.log(JSON.stringify(figures));
  else for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(18)} ${value}`);
}
