import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setUp } from '../support/setup.ts';
import { makeUser, orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp();
const { client, project } = tenant;
after(() => (cloud.driver.fault = () => {}));
const path = 'openstack-power-schedules';
const hourMs = 3_600_000;

const { body: order } = await client.post('marketplace-orders/', orderFor(tenant, catalogue));
assert.equal((await client.settled(order.uuid)).state, 'Success');
const vm: string = order.resource_uuid;
const member = await makeUser(cloud.db, cloud.url, [project], 'PROJECT.MEMBER');

const show = async (uuid: string) => (await client.get(`${path}/${uuid}/`)).body;
const look = () => client.post(`openstack-instances/${vm}/pull/`, {});

/** Whoever may start and stop a VM by hand may have it done. */
async function active(action: 'start' | 'stop'): Promise<string> {
  const plan = { name: `${action} it`, action, schedule: 'daily at 07:00', timezone: 'UTC' };
  const made = await member.client.post(`openstack-instances/${vm}/create_power_schedule/`, plan);
  assert.equal(made.status, 201, made.text);
  assert.deepEqual([made.body.action, made.body.is_active, made.body.schedule], [action, false, '0 7 * * *']);
  assert.equal((await member.client.post(`${path}/${made.body.uuid}/activate/`, {})).status, 200);
  return made.body.uuid;
}

async function due(uuid: string, hours: number): Promise<void> {
  const next_run = new Date(Date.now() - hours * hourMs);
  await cloud.db.updateTable('schedule').set({ next_run }).where('uuid', '=', uuid).execute();
}

const ran = (uuid: string) =>
  eventually(
    'its next time',
    () => show(uuid),
    ({ next_trigger_at: next }) => new Date(next).getTime() > Date.now(),
  );

const stands = (runtime: string) =>
  eventually(
    `that it is ${runtime}`,
    async () => (await client.get(`openstack-instances/${vm}/`)).body,
    (is) => is.state === 'OK' && is.runtime_state === runtime,
  );

const [morning, evening] = [await active('start'), await active('stop')];

test('a VM is stopped and started by the clock, and left alone when it is so already', async () => {
  await due(evening, 1);
  await look();
  await stands('SHUTOFF');
  await ran(evening);
  await due(evening, 1);
  await look();
  await ran(evening);
  await due(morning, 1);
  await look();
  await stands('ACTIVE');
  const { username: name } = (await member.client.get('users/me/')).body;
  const { body } = await client.get(`events/?object_uuid=${vm}&o=created&result=accepted`);
  const asked = body.results.map(({ action, username }: Record<string, string>) => `${action} ${username}`);
  assert.deepEqual(
    asked.filter((each: string) => /instance\.(start|stop) /.test(each)),
    [`instance.stop ${name}`, `instance.start ${name}`],
  );
  assert.equal((await show(evening)).error_message, '');
});

test('what was missed is made up for in its order, and what cannot begin yet begins later', async () => {
  const held = Promise.withResolvers<void>();
  cloud.driver.fault = (method, when) => (method === 'stopGuest' && when === 'before' ? held.promise : undefined);
  assert.equal((await client.post(`openstack-instances/${vm}/stop/`, {})).status, 202);
  await due(morning, 2);
  await look();
  const { error_message } = await eventually(
    'why not',
    () => show(morning),
    ({ error_message: why }) => why !== '',
  );
  assert.match(error_message, /The instance is UPDATING/);
  held.resolve();
  cloud.driver.fault = () => {};
  await stands('SHUTOFF');
  await cloud.db
    .updateTable('schedule')
    .set({ modified: new Date(0) })
    .where('uuid', '=', morning)
    .execute();
  await look();
  await stands('ACTIVE');
  assert.equal((await show(morning)).error_message, '');
});

test('a schedule goes with its VM', async () => {
  assert.equal((await member.client.delete(`${path}/${evening}/`)).status, 204);
  await client.remove(vm);
  assert.equal((await client.get(`${path}/${morning}/`)).status, 404);
  assert.equal((await client.get(`${path}/`)).body.count ?? 0, 0);
});
