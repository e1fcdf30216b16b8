import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { test } from 'node:test';
import { sql } from 'kysely';
import { Client } from '../support/client.ts';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp();

const post = (key: string, name = 'my-vm', client = tenant.client) =>
  client.post('marketplace-orders/', orderFor(tenant, catalogue, { name }), { 'idempotency-key': key });

async function countVms(name: string): Promise<number> {
  const { body } = await tenant.client.get(`marketplace-resources/?name_exact=${name}&page_size=300`);
  return body.count;
}

test('the same key and body get the stored answer, also when the order has gone on', async () => {
  const key = randomUUID();
  const first = await post(key, 'once');
  assert.equal(first.status, 201);
  await tenant.client.settled(first.body.uuid);
  const again = await post(key, 'once');
  assert.equal(again.status, 201);
  assert.deepEqual(again.body, first.body);
  assert.equal(again.headers.get('location'), first.headers.get('location'));
  assert.equal(await countVms('once'), 1);
});

test('an answer that was lost with the process is made again, of the same order, in either dialect', async () => {
  const key = randomUUID();
  const first = await post(key, 'lost');
  await cloud.db.updateTable('idempotency_key').set({ body: null, headers: '{}' }).where('key', '=', key).execute();
  for (const client of [tenant.client, tenant.client.in('/waldur/api')]) {
    const again = await post(key, 'lost', client);
    assert.equal(again.status, 201, again.text);
    assert.equal(again.body.uuid.replaceAll('-', ''), first.body.uuid.replaceAll('-', ''));
    assert.equal(again.headers.get('location'), again.body.url);
  }
  assert.equal(await countVms('lost'), 1);
});

test('another body is 422, another key another VM, and keys are per user', async () => {
  const key = randomUUID();
  assert.equal((await post(key, 'first')).status, 201);
  const other = await post(key, 'second');
  assert.equal(other.status, 422);
  assert.match(other.body.detail, /another body/);
  assert.equal(await countVms('second'), 0);
  assert.equal((await post(randomUUID(), 'first')).status, 201);
  assert.equal(await countVms('first'), 2);
  assert.equal((await post(key, 'first', cloud.staff)).status, 201);
  assert.equal(await countVms('first'), 3);
});

test('an order is the same in either form of its connections and references', async () => {
  const key = { 'idempotency-key': randomUUID() };
  const [group] = (await tenant.client.get('openstack-security-groups/')).body.results;
  const waldur = tenant.client.in('/waldur/api');
  const networks = [{ subnet: tenant.subnet, floating_ip: 'auto' }];
  const order = orderFor(tenant, catalogue, { name: 'forms', networks, security_groups: [group.uuid] });
  const first = await tenant.client.post('marketplace-orders/', order, key);
  assert.equal(first.status, 201, first.text);
  const url = `/waldur/api/openstack-subnets/${tenant.subnet}/`;
  const ports = { networks: undefined, ports: [{ subnet: url }], floating_ips: [{ subnet: url }] };
  const attributes = { ...order.attributes, ...ports, security_groups: [{ url: group.url }] };
  const again = await waldur.post('marketplace-orders/', { ...order, attributes }, key);
  assert.equal(again.status, 201, again.text);
  assert.equal(again.body.uuid, first.body.uuid.replaceAll('-', ''));
  const other = await waldur.post(
    'marketplace-orders/',
    { ...order, attributes: { ...attributes, floating_ips: [] } },
    key,
  );
  assert.equal(other.status, 422);
});

test('T11 an answer is for the token that asked alone, also under a new secret', async () => {
  const key = randomUUID();
  const first = await post(key, 'of-one-token');
  assert.equal(first.status, 201);
  for (const limits of [{}, { permissions: ['ORDER.CREATE'] }]) {
    const { body } = await tenant.client.post('tokens/', { name: 'another', ...limits });
    const refused = await post(key, 'of-one-token', new Client(cloud.url, body.token));
    assert.deepEqual([refused.status, refused.body.code], [422, 'key-reused']);
    assert.match(refused.body.detail, /another token/);
  }
  assert.equal(await countVms('of-one-token'), 1);
  const { body: made } = await tenant.client.post('tokens/', { name: 'rotated' });
  const own = randomUUID();
  const order = await post(own, 'rotated', new Client(cloud.url, made.token));
  const { body: rotated } = await tenant.client.post(`tokens/${made.uuid}/rotate/`, undefined);
  assert.deepEqual((await post(own, 'rotated', new Client(cloud.url, rotated.token))).body, order.body);
});

test('an answer names us as who gets it knows us, not as who asked first did', async () => {
  const key = randomUUID();
  const { port } = new URL(cloud.url);
  const [one, other] = [`localhost:${port}`, `127.0.0.1:${port}`];
  const named = { name: 'by-name', description: `http://${one}/api/ is what it says` };
  const body = orderFor(tenant, catalogue, named);
  const [first, second, direct] = [
    await postByName(one, key, body),
    await postByName(other, key, body),
    await tenant.client.in('/waldur/api').post('marketplace-orders/', body, { 'idempotency-key': randomUUID() }),
  ];
  assert.ok(first['url']?.startsWith(`http://${one}/`));
  assert.ok(JSON.stringify(first).includes(named.description));
  const moved = Object.entries(first).map(([field, value]) => {
    const link = typeof value === 'string' && value.startsWith(`http://${one}/waldur/`);
    return [field, link ? value.replace(one, other) : value];
  });
  assert.deepEqual(second, Object.fromEntries(moved));
  assert.ok(direct.body.url.startsWith(`${cloud.url}/`));
  assert.equal(direct.headers.get('location'), direct.body.url);
});

test('while the first still runs its twin is 409 with Retry-After', async () => {
  const key = randomUUID();
  const { first, second } = await cloud.db.transaction().execute(async (tx) => {
    // the order that comes first waits for the project's row
    await sql`SELECT FROM project WHERE uuid = ${tenant.project} FOR UPDATE`.execute(tx);
    const twins = [post(key, 'twin'), post(key, 'twin')];
    const refused = await Promise.race(twins);
    return { first: refused, second: Promise.all(twins) };
  });
  assert.equal(first.status, 409);
  assert.equal(first.headers.get('retry-after'), '1');
  assert.deepEqual(new Set((await second).map(({ status }) => status)), new Set([201, 409]));
  assert.equal(await countVms('twin'), 1);
});

test('a refused order is not stored: it may be corrected under the same key', async () => {
  const key = randomUUID();
  assert.equal((await post(key, '-bad-')).status, 400);
  assert.equal((await post(key, 'good')).status, 201);
});

test('a key that is none is refused', async () => {
  for (const key of ['', 'with space', 'x'.repeat(256)]) {
    const { status, errors } = await post(key);
    assert.equal(status, 400, JSON.stringify(key));
    assert.deepEqual(Object.keys(errors), ['Idempotency-Key']);
  }
  assert.equal((await post('x'.repeat(255), 'long-key')).status, 201);
});

test('an answer is forgotten after 24 hours', async () => {
  const key = randomUUID();
  assert.equal((await post(key, 'aged')).status, 201);
  await sql`UPDATE idempotency_key SET created = now() - interval '24 hours 1 second' WHERE key = ${key}`.execute(
    cloud.db,
  );
  assert.equal((await post(key, 'aged')).status, 201);
  assert.equal(await countVms('aged'), 2);
});

test('T26 twenty at once with one key, and a hundred whose connection breaks, make one VM', async () => {
  const key = randomUUID();
  const many = await Promise.all(Array.from({ length: 20 }, () => post(key, 'retried')));
  const made = new Set(many.filter(({ status }) => status === 201).map(({ body }) => body.uuid));
  assert.equal(made.size, 1);
  assert.ok(many.every(({ status }) => status === 201 || status === 409));
  const broken = randomUUID();
  await Promise.all(Array.from({ length: 100 }, () => postAndHangUp(broken, 'broken-off')));
  const again = () => post(broken, 'broken-off');
  const last = await eventually('the answer', again, ({ status }) => status !== 409);
  assert.equal(last.status, 201);
  assert.equal(await countVms('broken-off'), 1);
});

/** Places an order at a name of ours; the answer has that name as its location. */
async function postByName(host: string, key: string, order: object): Promise<Record<string, string>> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const sending = request(`${cloud.url}/waldur/api/marketplace-orders/`, {
    method: 'POST',
    headers: {
      host,
      authorization: `Token ${tenant.client.token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
  });
  sending.on('response', resolve).on('error', reject).end(JSON.stringify(order));
  const answer = await promise;
  const body = (await json(answer)) as Record<string, string>;
  assert.equal(answer.statusCode, 201, JSON.stringify(body));
  assert.equal(answer.headers.location, body['url']);
  return body;
}

/** Sends an order whole and closes the connection without waiting for the answer. */
function postAndHangUp(key: string, name: string): Promise<void> {
  const body = JSON.stringify(orderFor(tenant, catalogue, { name }));
  const { promise, resolve } = Promise.withResolvers<void>();
  const sending = request(`${cloud.url}/api/marketplace-orders/`, {
    method: 'POST',
    agent: false,
    headers: {
      authorization: `Token ${tenant.client.token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'idempotency-key': key,
    },
  });
  sending.on('error', () => resolve());
  sending.on('close', () => resolve());
  sending.end(body, () => sending.destroy());
  return promise;
}
