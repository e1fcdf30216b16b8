import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import type { GuestUsage } from '../../src/drivers/driver.ts';
import { createToken } from '../../src/identity/index.ts';
import { pruneUsage } from '../../src/instances/index.ts';
import { UsageHistory } from '../../src/instances/usage-history.ts';
import { Client } from '../support/client.ts';
import { rememberStatements } from '../support/round-trips.ts';
import { setUp } from '../support/setup.ts';
import { makeTenant, orderFor } from '../support/tenant.ts';

const sent = rememberStatements();
const { cloud, tenant, catalogue } = await setUp();
const order = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { name: 'canary-name' }));
assert.equal((await tenant.client.settled(order.body.uuid)).state, 'Success');
const vm: string = order.body.resource_uuid;

const scrape = (client: Client) => client.in('').get('metrics');

/** The value of a figure with exactly these labels, or undefined. */
function figure(scraped: string, name: string, labels: Record<string, string> = {}): number | undefined {
  for (const line of scraped.split('\n')) {
    const [, found, inside = '', value] = /^([a-z0-9_]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    const has = Object.fromEntries([...inside.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', held]) => [key, held]));
    const same = Object.keys(has).length === Object.keys(labels).length;
    if (found === name && same && Object.entries(labels).every(([key, wanted]) => has[key] === wanted))
      return Number(value);
  }
  return undefined;
}

describe('metrics', () => {
  test('are for staff, and show nothing that a tenant has named', async () => {
    assert.equal((await scrape(new Client(cloud.url, null))).status, 401);
    assert.equal((await scrape(tenant.client)).status, 403);
    const answer = await scrape(cloud.staff);
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    for (const secret of ['canary-name', tenant.project, cloud.staff.token ?? '', tenant.client.token ?? '']) {
      assert.ok(!answer.text.includes(secret), secret);
    }
    // a scope that is not there yet for anything but operating: a token that may nothing reads nothing
    const { token } = await createToken(cloud.db, tenant.user, 'other', null);
    assert.equal((await scrape(new Client(cloud.url, token))).status, 403);
  });

  test('count requests, rows, steps, connections and the process', async () => {
    await tenant.client.get('marketplace-resources/00000000-0000-4000-8000-000000000000/');
    const { text } = await scrape(cloud.staff);
    const route = '/api/marketplace-resources/:uuid/';
    const requests = 'slipway_http_request_duration_seconds_count';
    assert.equal(figure(text, requests, { method: 'GET', route, status: '404' }), 1);
    assert.equal(figure(text, 'slipway_orders', { state: 'done' }), 1);
    assert.equal(figure(text, 'slipway_instances', { state: 'OK', runtime_state: 'ACTIVE' }), 1);
    const step = { workflow: 'instance.create', step: 'guest', outcome: 'done' };
    assert.equal(figure(text, 'slipway_workflow_step_duration_seconds_count', step), 1);
    const free = figure(text, 'slipway_floating_ips_free', { cloud: 'main' }) ?? 0;
    assert.ok(free > 100 && free < 254, `${free} free`);
    assert.ok((figure(text, 'slipway_db_connections', { pool: 'api', state: 'idle' }) ?? -1) >= 0);
    assert.ok((figure(text, 'nodejs_eventloop_lag_p99_seconds') ?? -1) >= 0);
    assert.ok((figure(text, 'process_resident_memory_bytes') ?? 0) > 1 << 20);

    const floating = await tenant.client.post('openstack-floating-ips/', { project: tenant.project });
    assert.equal(floating.status, 201, floating.text);
    assert.equal(figure((await scrape(cloud.staff)).text, 'slipway_floating_ips_free', { cloud: 'main' }), free - 1);
  });
});

describe('what a VM takes', () => {
  test('is told while it runs, to who may see it', async () => {
    const path = `marketplace-resources/${vm}/usage/`;
    const first = await tenant.client.get(path);
    assert.equal(first.status, 200, first.text);
    const { body } = first;
    assert.deepEqual([body.uuid, body.cores, body.ram], [vm, 1, 128]);
    const { body: resource } = await tenant.client.get(`marketplace-resources/${vm}/`);
    assert.equal(body.disks[0].volume, resource.volumes[0].uuid ?? resource.volumes[0]);
    assert.equal(body.ports.length, 1);
    // the fake's guests take a quarter of a processor
    assert.ok(Math.abs(body.cpu_percent - 25) < 1, String(body.cpu_percent));
    assert.ok(Date.parse(body.started) <= Date.parse(body.measured));
    const { body: waldur } = await tenant.client.in('/waldur/api').get(path);
    assert.equal(waldur.uuid, vm.replaceAll('-', ''));
    const stranger = await makeTenant(cloud.db, cloud.url);
    assert.equal((await stranger.client.get(path)).status, 404);
    const { text } = await scrape(cloud.staff);
    assert.ok((figure(text, 'slipway_instance_memory_bytes', { uuid: vm }) ?? 0) > 0);
    assert.ok((figure(text, 'slipway_instance_network_received_bytes_total', { uuid: vm }) ?? -1) >= 0);

    await tenant.client.post(`marketplace-resources/${vm}/actions/stop/`, {});
    for (let state = ''; state !== 'stopped'; )
      state = (await tenant.client.get(`marketplace-resources/${vm}/`)).body.runtime_state;
    const none = await tenant.client.get(path);
    assert.equal(none.status, 409);
    assert.match(none.body.detail, /start it/);
  });
});

describe('what a VM took over time', () => {
  const path = `marketplace-resources/${vm}/usage/history/`;
  const step = 10_000;
  // half an hour ago: what the cloud measures itself meanwhile is kept in other slots
  const began = Math.floor(Date.now() / 60_000) * 60_000 - 1_800_000;
  const iso = (ms: number) => new Date(ms).toISOString();
  /** A guest that takes half a processor, reads 1000 bytes a second and receives 2000. */
  const guest = (at: number, since: number): GuestUsage => {
    const ms = at - since;
    const disk = { volume: null, readBytes: ms, writtenBytes: 0, reads: 0, writes: 0 };
    const port = { port: 'p', receivedBytes: 2 * ms, sentBytes: 0, receivedPackets: 0, sentPackets: 0 };
    return { at, since, cpuMs: ms / 2, memoryBytes: 1000, disks: [disk], ports: [port], slots: { total: 5, used: 1 } };
  };
  const rows = async (condition = sql`true`) => {
    const query = sql<{ grain: number; n: number }>`
      SELECT grain, count(*)::int AS n FROM usage_figure WHERE ${condition} GROUP BY grain ORDER BY grain`;
    return (await query.execute(cloud.db)).rows.map(({ n }) => n);
  };

  test('is told to who sees it: gaps stay gaps, and what began anew is not negative', async () => {
    const history = new UsageHistory(cloud.db);
    const since = began - 3_600_000;
    const late = began + 5.5 * step;
    const again = guest(began + 6.5 * step, late);
    const rounds: (GuestUsage | null)[] = [
      guest(began + 0.5 * step, since), // nobody knows what it took before
      guest(began + 1.5 * step, since),
      null,
      guest(began + 3.5 * step, since), // nor in the round that was missed
      guest(began + 4.5 * step, since),
      guest(late + step / 2, late),
      { ...again, ports: again.ports.map((port) => ({ ...port, receivedBytes: 5000 })) },
    ];
    for (const [index, usage] of rounds.entries())
      await history.record(new Map(usage === null ? [] : [[vm, usage]]), began + (index + 0.5) * step);
    const asked = `${path}?from=${iso(began)}&to=${iso(began + 7 * step)}`;
    const { status, body, text } = await tenant.client.get(`${asked}&step=10`);
    assert.equal(status, 200, text);
    assert.deepEqual([body.uuid, body.step_seconds, body.from], [vm, 10, iso(began)]);
    assert.deepEqual(body.cpu_percent, [null, 50, null, null, 50, 50, 50]);
    assert.deepEqual(body.memory_bytes, [null, 1000, null, null, 1000, 1000, 1000]);
    assert.deepEqual(body.disk_read_bytes_per_second, [null, 1000, null, null, 1000, 1000, 1000]);
    assert.deepEqual(body.network_received_bytes_per_second.slice(4), [2000, 2000, 1000]);
    const minutes = (await tenant.client.in('/waldur/api').get(`${asked}&step=60`)).body;
    assert.deepEqual([minutes.uuid, minutes.cpu_percent], [vm.replaceAll('-', ''), [50, 50]]);
    const stranger = await makeTenant(cloud.db, cloud.url);
    assert.equal((await stranger.client.get(asked)).status, 404);
  });

  test('comes in the shortest steps that are kept since then, of the last hour when nothing is said', async () => {
    const stepSince = async (ms: number) =>
      (await tenant.client.get(`${path}?from=${iso(Date.now() - ms)}`)).body.step_seconds;
    const { body } = await tenant.client.get(path);
    assert.deepEqual([body.step_seconds, body.cpu_percent.length >= 360], [10, true]);
    assert.deepEqual([await stepSince(86_000_000), await stepSince(2_000_000_000)], [60, 600]);
    for (const [query, field] of [
      [`from=${iso(began)}&to=${iso(began)}`, 'from'],
      [`from=2020-01-01T00:00:00Z&step=10`, 'from'],
      ['step=11', 'step'],
    ])
      assert.deepEqual(Object.keys((await tenant.client.get(`${path}?${query}`)).errors), [field]);
  });

  test('takes as many rows as it has slots, and goes with the VM', async () => {
    const history = new UsageHistory(cloud.db);
    const since = began;
    for (let round = 0; round < 400; round++) {
      const at = began + (round + 0.5) * step;
      await history.record(new Map([[vm, guest(at, since)]]), at);
    }
    assert.equal((await rows(sql`instance = ${vm}`))[0], 360);
  });

  test('of 200 VMs costs one statement a round', async (t) => {
    await sql`INSERT INTO instance SELECT (jsonb_populate_record(i, jsonb_build_object(
        'uuid', gen_random_uuid(), 'slot', 1000 + n, 'name', 'vm-' || n))).*
      FROM instance i, generate_series(2, 200) n WHERE i.uuid = ${vm}`.execute(cloud.db);
    const all = (await cloud.db.selectFrom('instance').select('uuid').execute()).map(({ uuid }) => uuid);
    const history = new UsageHistory(cloud.db);
    for (let round = 0; round < 30; round++) {
      const at = began + (round + 0.5) * step;
      const measured = new Map(all.map((uuid) => [uuid, guest(at, began)]));
      const from = sent.length;
      await history.record(measured, at);
      const written = sent.slice(from).filter(({ text }) => text.includes('usage_figure'));
      assert.equal(written.length, 1);
    }
    const { rows: sizes } = await sql<{ bytes: number }>`
      SELECT (pg_total_relation_size('usage_figure') / (SELECT count(*) FROM usage_figure))::int AS bytes`.execute(
      cloud.db,
    );
    t.diagnostic(`${sizes[0]?.bytes} bytes a row`);
    await sql`UPDATE instance SET state = 'TERMINATED' WHERE uuid <> ${vm}`.execute(cloud.db);
    for (const prune of pruneUsage()) await cloud.db.transaction().execute((tx) => prune(tx, 1_000_000));
    assert.deepEqual(await rows(sql`instance <> ${vm}`), []);
  });
});

test('readyz says what is not ready', async () => {
  const ready = await fetch(`${cloud.url}/readyz`);
  assert.deepEqual(
    [ready.status, await ready.json()],
    [200, { ok: true, database: 'ready', backend: 'ready', message: '' }],
  );
  const health = await fetch(`${cloud.url}/healthz`);
  assert.deepEqual([health.status, await health.json()], [200, { ok: true }]);
});
