import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { setUp } from '../support/setup.ts';
import { makeTenant, makeUser, orderFor } from '../support/tenant.ts';

const { cloud, tenant, catalogue } = await setUp();

const vms: Record<string, string> = {};
const costs = async (month = '', client = tenant.client) =>
  client.get(`projects/${tenant.project}/costs/${month === '' ? '' : `?month=${month}`}`);

async function order(name: string): Promise<string> {
  const { body } = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { name }));
  assert.equal((await tenant.client.settled(body.uuid)).state, 'Success');
  return body.resource_uuid;
}

/** As if its orders had been done then, in this sequence. */
async function wereDone(instance: string, ...moments: string[]): Promise<void> {
  const orders = await cloud.db
    .selectFrom('order')
    .select('uuid')
    .where('instance', '=', instance)
    .orderBy('created')
    .execute();
  for (const [index, { uuid }] of orders.entries())
    await cloud.db
      .updateTable('order')
      .set({ completed: new Date(`${moments[index]}Z`) })
      .where('uuid', '=', uuid)
      .execute();
  const terminated = new Date(`${moments.at(-1)}Z`);
  await cloud.db
    .updateTable('instance')
    .set({ terminated })
    .where('uuid', '=', instance)
    .where('state', '=', 'TERMINATED')
    .execute();
}

before(async () => {
  const price = async (plan: string, unit_price: string): Promise<void> => {
    await cloud.db.updateTable('plan').set({ unit_price }).where('uuid', '=', plan).execute();
  };
  await price(catalogue.plan, '0.5');
  // a twelfth of a year has 730.5 hours: 1 an hour
  await price(catalogue.monthly, '730.5');
  for (const name of ['changed', 'gone', 'older']) vms[name] = await order(name);
  const plan = { plan: catalogue.monthly };
  assert.equal((await tenant.client.post(`marketplace-resources/${vms['changed']}/switch_plan/`, plan)).status, 200);
  for (const name of ['gone', 'older']) await tenant.client.remove(vms[name] ?? '');
  await wereDone(vms['changed'] ?? '', '2025-11-10T00:00:00', '2025-11-11T12:00:00');
  await wereDone(vms['gone'] ?? '', '2025-10-31T12:00:00', '2025-11-01T02:00:00');
  await wereDone(vms['older'] ?? '', '2025-10-01T00:00:00', '2025-10-31T23:00:00');
});

test('what VMs have cost in a month is the plans that they had in it, and how long; those that are gone, too', async () => {
  const november = await costs('2025-11');
  assert.equal(november.status, 200, november.text);
  const changed = { uuid: vms['changed'], name: 'changed', state: 'OK', price: '486.0000000000' };
  const gone = { uuid: vms['gone'], name: 'gone', state: 'Terminated' };
  // 36 hours by the hour, and 468 by the month
  assert.deepEqual(november.body, {
    month: '2025-11',
    total: '487.0000000000',
    vms: [changed, { ...gone, price: '1.0000000000' }],
  });
  const october = (await costs('2025-10')).body;
  assert.equal(october.total, '377.5000000000');
  assert.deepEqual(
    october.vms.map(({ name, price }: { name: string; price: string }) => [name, Number(price)]),
    [
      ['older', 371.5],
      ['gone', 6],
    ],
  );
  assert.deepEqual((await costs('2025-09')).body, { month: '2025-09', total: '0.0000000000', vms: [] });
});

test('a month that is not over has cost what it has up to now, and one that has not begun nothing', async () => {
  const { month, total, vms: parts } = (await costs()).body;
  const hours = (Date.now() - Date.parse(`${month}-01`)) / 3_600_000;
  assert.ok(Math.abs(Number(total) - hours) < 0.1, `${total} in ${hours} h of ${month}`);
  assert.deepEqual([parts.length, parts[0].name], [1, 'changed']);
  assert.equal((await costs('2999-12')).body.total, '0.0000000000');
  const wrong = await costs('2025-13');
  assert.deepEqual([wrong.status, wrong.errors], [400, { month: ['Must be a month such as 2026-01.'] }]);
});

test('who may see the project sees what it costs, in the words of either dialect; others find none', async () => {
  const reader = await makeUser(cloud.db, cloud.url, [tenant.project], 'PROJECT.READER');
  const { body } = await costs('2025-11', reader.client.in('/waldur/api'));
  assert.deepEqual([body.total, body.vms[1].uuid], ['487.0000000000', vms['gone']?.replaceAll('-', '')]);
  const stranger = await makeTenant(cloud.db, cloud.url);
  assert.equal((await costs('', stranger.client)).status, 404);
});
