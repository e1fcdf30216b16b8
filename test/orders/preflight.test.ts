import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { setUp } from '../support/setup.ts';
import { holdings } from '../support/slate.ts';
import { makeTenant, makeUser, orderFor } from '../support/tenant.ts';

const { cloud, tenant, catalogue } = await setUp();

const order = (attributes: Record<string, unknown> = {}) => orderFor(tenant, catalogue, attributes);
const check = (body: object) => tenant.client.post('marketplace-orders/preflight/', body);
const place = (body: object) => tenant.client.post('marketplace-orders/', body);
const pricePlan = (unit_price: string) =>
  cloud.db.updateTable('plan').set({ unit_price }).where('uuid', '=', catalogue.plan).execute();

async function quote(attributes: Record<string, unknown> = {}): Promise<string> {
  const { status, body, text } = await check(order(attributes));
  assert.equal(status, 200, text);
  return body.quote;
}

test('a preflight says what an order takes, makes, costs and how long it takes, and keeps nothing of it', async () => {
  const held = await holdings(cloud.db, tenant.project);
  const wanted = { networks: [{ subnet: tenant.subnet, floating_ip: 'auto' }], data_volumes: [{ size: 2048 }] };
  const { status, body, text } = await check(order(wanted));
  assert.equal(status, 200, text);
  assert.deepEqual(await holdings(cloud.db, tenant.project), held);
  assert.deepEqual(body.quotas.instances, { limit: 20, needed: 1, left: 19 });
  assert.deepEqual(body.quotas.storage, { limit: 1024 * 1024, needed: 3072, left: 1024 * 1024 - 3072 });
  assert.deepEqual(body.quotas.floating_ips, { limit: 20, needed: 1, left: 19 });
  assert.deepEqual(
    body.makes.volumes.map(({ size }: { size: number }) => size),
    [1024, 2048],
  );
  assert.deepEqual([body.makes.ports, body.makes.floating_ips], [1, { new: 1, reused: 0 }]);
  assert.deepEqual([body.price.unit, body.price.plan_uuid, body.needs_approval], ['hour', catalogue.plan, false]);
  assert.ok(body.capacity.memory_mib > 0 && body.capacity.floating_ips > 0);
  assert.equal(body.estimate_ms, null, 'nothing like it was ever made');
  const { body: orders } = await tenant.client.get('marketplace-orders/');
  assert.equal(orders.count, 0);
});

test('it knows from history how long an order takes, and whether it would wait for approval', async () => {
  const { body } = await place(order());
  await tenant.client.settled(body.uuid);
  const { client } = await makeUser(cloud.db, cloud.url, [tenant.project], 'PROJECT.MEMBER');
  const { body: checked } = await client.post('marketplace-orders/preflight/', order());
  assert.ok(checked.estimate_ms >= 0);
  assert.equal(checked.needs_approval, true);
});

test('of a well-known image that was never used it says how much is downloaded first, as the server of it says', async () => {
  const asked: (string | undefined)[] = [];
  const publisher = createServer((request, answer) => {
    asked.push(request.method);
    answer.writeHead(request.url === '/told' ? 200 : 404, { 'content-length': 340 * 2 ** 20 }).end();
  });
  await once(publisher.listen(0, '127.0.0.1'), 'listening');
  after(() => publisher.close());
  const { port } = publisher.address() as AddressInfo;
  const downloadOf = async (name: string): Promise<unknown> => {
    const source = JSON.stringify({ kind: 'url', url: `http://127.0.0.1:${port}/${name}` });
    const row = { name, catalogue: name, source, state: 'pending' as const, min_disk_mib: 1, min_memory_mib: 64 };
    const made = cloud.db
      .insertInto('image')
      .values({ ...row, sha256: 'a'.repeat(64), ssh_user: 'root', readiness: 'none', project: null });
    const { uuid: image } = await made.returning('uuid').executeTakeFirstOrThrow();
    return (await check(order({ image }))).body.download;
  };
  assert.deepEqual(await downloadOf('told'), { size: 340 * 2 ** 20 });
  assert.deepEqual(await downloadOf('untold'), { size: null });
  assert.deepEqual(asked, ['HEAD', 'HEAD'], 'nothing is downloaded for that');
  assert.equal((await check(order())).body.download, null);
});

test('it refuses what placing refuses, in the same words', async () => {
  const wrong = [
    {},
    order({ name: '-', flavor: catalogue.small, image: catalogue.debian, networks: [{}] }),
    order({ system_volume_size: 16 * 1024 * 1024 }),
    { ...order(), quote: 'nonsense' },
    { ...order(), quote: 7 },
  ];
  for (const body of wrong) {
    const [checked, placed] = [await check(body), await place(body)];
    assert.deepEqual([checked.status, checked.body], [400, placed.body]);
  }
});

test('a quote holds its price, and what it was given for, although both have changed', async () => {
  const held = await quote();
  const change = (state: 'Active' | 'Paused', archived: boolean) =>
    Promise.all([
      cloud.db.updateTable('offering').set({ state }).where('uuid', '=', catalogue.offering).execute(),
      cloud.db.updateTable('plan').set({ archived }).where('uuid', '=', catalogue.plan).execute(),
      pricePlan(archived ? '9.5' : '0'),
    ]);
  await change('Paused', true);
  try {
    assert.equal((await place(order())).status, 400);
    const { status, body, text } = await place({ ...order(), quote: held });
    assert.equal(status, 201, text);
    assert.equal(Number(body.cost), 0);
  } finally {
    await change('Active', false);
  }
});

test('a quote is for an order like the one that was checked', async () => {
  const held = await quote();
  const larger = await place({ ...order({ data_volume_size: 1024 }), quote: held });
  assert.equal(larger.status, 400);
  assert.match(larger.body.quote[0], /for another size of the volumes/);
  const other = await place({ ...order({ flavor: catalogue.small, system_volume_size: 1024 }), quote: held });
  assert.match(other.body.quote[0], /for another flavor/);
});

test('a quote of somebody else, one that has expired and one that never was are the same 400', async () => {
  const stranger = await makeTenant(cloud.db, cloud.url);
  const held = await quote();
  await cloud.db.updateTable('quote').set({ expires: sql`now()` }).where('uuid', '=', held).execute();
  const foreign = (await stranger.client.post('marketplace-orders/preflight/', orderFor(stranger, catalogue))).body;
  const answers = [];
  for (const name of [held, foreign.quote, crypto.randomUUID()]) answers.push(await place({ ...order(), quote: name }));
  assert.ok(answers.every(({ status }) => status === 400));
  assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
  assert.match(answers[0]?.body.quote[0], /hold 15 minutes/);
});
