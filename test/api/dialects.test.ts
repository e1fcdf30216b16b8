import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Client } from '../support/client.ts';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';

const { cloud, tenant, catalogue } = await setUp(
  {},
  { variables: { SLIPWAY_CORS_ORIGINS: 'https://portal.example, http://localhost:8001' } },
);
const waldur = tenant.client.in('/waldur/api');

const bare = (uuid: string): string => uuid.replaceAll('-', '');

describe('the two dialects', () => {
  test('place, follow and show the same order, each in its own words', async () => {
    const { body: placed } = await waldur.post('marketplace-orders/', orderFor(tenant, catalogue, { name: 'both' }));
    assert.equal(placed.state, 'executing');
    // as the WAYSCloud documentation promises
    assert.equal(placed.order_uuid, placed.uuid);
    assert.match(placed.uuid, /^[0-9a-f]{32}$/);
    assert.match(placed.created, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
    assert.equal(placed.project, `${cloud.url}/waldur/api/projects/${bare(tenant.project)}/`);
    assert.equal(
      placed.plan,
      `${cloud.url}/waldur/api/marketplace-public-offerings/${bare(catalogue.offering)}/plans/${bare(catalogue.plan)}/`,
    );
    const shown = await tenant.client.settled(placed.uuid);
    assert.deepEqual([shown.state, shown.project], ['Success', tenant.project]);
    assert.equal(bare(shown.uuid), placed.uuid);
    assert.equal((await waldur.get(`marketplace-orders/${shown.uuid}/`)).body.state, 'done');
    const retried = async (client: Client) =>
      (await client.post(`marketplace-orders/${shown.uuid}/retry/`, undefined)).errors;
    assert.deepEqual(await retried(tenant.client), {
      detail: 'Valid states for operation: Erred. The order is Success.',
    });
    assert.deepEqual(await retried(waldur), { detail: 'Valid states for operation: erred. The order is done.' });
  });

  test('list the same objects: one in an envelope, one bare with the paging in headers', async () => {
    const [own, other] = [await tenant.client.get('openstack-subnets/'), await waldur.get('openstack-subnets/')];
    assert.deepEqual(Object.keys(own.body), ['next', 'previous', 'count', 'results']);
    assert.ok(Array.isArray(other.body));
    assert.equal(other.headers.get('x-result-count'), String(own.body.count));
    assert.equal(bare(own.body.results[0].uuid), other.body[0].uuid);
    assert.equal(other.body[0].tenant_uuid, bare(tenant.project));
    const head = await waldur.send('HEAD', 'openstack-subnets/');
    assert.deepEqual([head.status, head.headers.get('x-result-count')], [200, '1']);
  });

  test('take the words of the other for the state of an order for a mistake', async () => {
    assert.equal((await waldur.get('marketplace-orders/?state=done')).body.length, 1);
    assert.equal((await waldur.get('marketplace-orders/?state=Success')).status, 400);
    assert.equal((await tenant.client.get('marketplace-orders/?state=done')).status, 400);
  });

  test('answer 405 with the methods of the path, and 404 where there is none', async () => {
    const refused = await waldur.send('PUT', `openstack-flavors/${catalogue.tiny.flavor}/`);
    assert.equal(refused.status, 405);
    assert.deepEqual(refused.errors, { detail: 'Method "PUT" not allowed.' });
    assert.match(refused.headers.get('allow') ?? '', /GET/);
    assert.equal((await waldur.get('nothing-here/')).status, 404);
  });

  test('take an empty body that calls itself JSON for none', async () => {
    const { resource_uuid: vm } = (await waldur.get('marketplace-orders/')).body[0];
    const stopped = await waldur.send('POST', `openstack-instances/${vm}/stop/`, '');
    assert.deepEqual([stopped.status, stopped.body], [202, { status: 'stop was scheduled' }]);
    const nothing = await waldur.send('POST', 'marketplace-orders/', '');
    assert.deepEqual([nothing.status, nothing.body.project], [400, ['This field is required.']]);
  });

  test('trim answers to the fields that are asked for, and sort as asked', async () => {
    const { body } = await waldur.get('openstack-flavors/?field=name&field=ram&o=-ram');
    assert.deepEqual(body[0], { name: 'large', ram: 4096 });
    const one = await waldur.get(`openstack-flavors/${catalogue.tiny.flavor}/?field=name`);
    assert.deepEqual(one.body, { name: 'tiny' });
  });

  test('say of every wrong field what would be right', async () => {
    const refused = async (method: string, path: string, body?: object) =>
      (await tenant.client.send(method, path, body)).errors;
    const { project } = tenant;
    assert.deepEqual(await refused('POST', 'openstack-volumes/', { project: 7, name: '', size: 'big', image: null }), {
      project: ['Must be a text.'],
      name: ['May not be blank.'],
      size: ['Must be a number.'],
      image: ['May not be null: give a text.'],
    });
    const large = { project, name: 'x'.repeat(151), size: 99_999_999 };
    assert.deepEqual(await refused('POST', 'openstack-volumes/', large), {
      name: ['At most 150 characters.'],
      size: ['At most 16777216.'],
    });
    assert.deepEqual(await refused('POST', 'tokens/', { name: 'x', expires: 'soon', projects: [] }), {
      expires: ['Must be a time with its zone, such as 2026-01-31T12:00:00Z.'],
      projects: ['At least 1 item.'],
    });
    assert.deepEqual(await refused('POST', 'tokens/', { name: 'x', expires: '2030-01-31T12:00:00' }), {
      expires: ['2030-01-31T12:00:00 has no zone. Give one, such as Z for UTC or +01:00 at its end.'],
    });
    assert.deepEqual(await refused('GET', 'marketplace-orders/?type=Party&page_size=1000'), {
      type: ['Must be one of: Create, Update, Terminate.'],
      page_size: ['At most 300.'],
    });
  });
});

test('pages of the origins that are set, and of no other, may use either from a browser', async () => {
  const { url } = cloud;
  for (const path of ['/api/projects/', '/waldur/api/projects/', '/api/nowhere/']) {
    const preflight = await fetch(`${url}${path}`, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:8001', 'access-control-request-method': 'POST' },
    });
    assert.equal(preflight.status, 204);
    assert.match(
      preflight.headers.get('access-control-allow-headers') ?? '',
      /Authorization.*Idempotency-Key.*If-Match/,
    );
    // a refusal can be read, too
    for (const token of [tenant.client.token, 'wrong']) {
      const headers = { authorization: `Token ${token}`, origin: 'https://portal.example' };
      const allowed = await fetch(`${url}${path}`, { headers });
      assert.equal(allowed.headers.get('access-control-allow-origin'), 'https://portal.example');
      assert.match(allowed.headers.get('access-control-expose-headers') ?? '', /ETag.*Link.*X-Result-Count/);
      const other = await fetch(`${url}${path}`, { headers: { ...headers, origin: 'https://portal.example.evil' } });
      assert.equal(other.headers.get('access-control-allow-origin'), null);
      assert.equal(other.status, allowed.status);
    }
  }
});
