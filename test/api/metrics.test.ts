import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createToken } from '../../src/identity/index.ts';
import { Client } from '../support/client.ts';
import { setUp } from '../support/setup.ts';
import { makeTenant, orderFor } from '../support/tenant.ts';

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
    const free = figure(text, 'slipway_floating_ips_free') ?? 0;
    assert.ok(free > 100 && free < 254, `${free} free`);
    assert.ok((figure(text, 'slipway_db_connections', { pool: 'api', state: 'idle' }) ?? -1) >= 0);
    assert.ok((figure(text, 'nodejs_eventloop_lag_p99_seconds') ?? -1) >= 0);
    assert.ok((figure(text, 'process_resident_memory_bytes') ?? 0) > 1 << 20);

    const floating = await tenant.client.post('openstack-floating-ips/', { project: tenant.project });
    assert.equal(floating.status, 201, floating.text);
    assert.equal(figure((await scrape(cloud.staff)).text, 'slipway_floating_ips_free'), free - 1);
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

test('readyz says what is not ready', async () => {
  const ready = await fetch(`${cloud.url}/readyz`);
  assert.deepEqual(
    [ready.status, await ready.json()],
    [200, { ok: true, database: 'ready', backend: 'ready', message: '' }],
  );
  const health = await fetch(`${cloud.url}/healthz`);
  assert.deepEqual([health.status, await health.json()], [200, { ok: true }]);
});
