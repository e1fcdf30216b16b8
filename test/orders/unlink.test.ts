import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { Problem } from '../../src/common/problem.ts';
import { hold } from '../support/hold.ts';
import { followed, mended } from '../support/remedy.ts';
import { setUp } from '../support/setup.ts';
import { assertCleanSlate, holdings } from '../support/slate.ts';
import { orderFor } from '../support/tenant.ts';
import { volumeSettled } from '../support/volumes.ts';

const { cloud, tenant, catalogue } = await setUp();
afterEach(() => {
  cloud.driver.fault = () => {};
});

const unlinkOrder = (uuid: string, by = cloud.staff) => by.post(`marketplace-orders/${uuid}/unlink/`, {});
const unlink = (uuid: string, by = cloud.staff) => by.post(`marketplace-resources/${uuid}/unlink/`, {});
const stateOf = async (uuid: string): Promise<string> =>
  (await tenant.client.get(`marketplace-resources/${uuid}/`)).body.state;

async function place(body: object = orderFor(tenant, catalogue)) {
  const answer = await tenant.client.post('marketplace-orders/', body);
  assert.equal(answer.status, 201, answer.text);
  return answer.body;
}

/** The VM or volume that an order has made. */
async function made(body?: object): Promise<string> {
  const order = await place(body);
  assert.equal((await tenant.client.settled(order.uuid)).state, 'Success');
  return order.resource_uuid;
}

test('staff unlinks no order that is at work, and of one that is done nothing else', async () => {
  const { reached, release } = hold(cloud.driver, 'startGuest');
  const order = await place();
  await reached;
  const early = await unlinkOrder(order.uuid);
  assert.equal(early.status, 409);
  assert.match(early.body.detail, /The order is still at work. Cancel it first/);
  release();
  assert.equal((await tenant.client.settled(order.uuid)).state, 'Success');
  assert.equal((await unlinkOrder(order.uuid)).status, 204);
  assert.equal((await tenant.client.get(`marketplace-orders/${order.uuid}/`)).status, 404);
  assert.equal(await stateOf(order.resource_uuid), 'OK');
  assert.equal(await cloud.driver.guestState(order.resource_uuid), 'running');
  await tenant.client.remove(order.resource_uuid);
});

test('unlink gives back what a VM holds; it runs on until it is ended, and doctor --fix takes the rest from the host', async () => {
  const uuid = await made();
  assert.equal((await unlink(uuid, tenant.client)).status, 403);
  assert.equal((await unlink(uuid)).status, 204);
  assert.equal(await stateOf(uuid), 'Terminated');
  const [period] = (await tenant.client.get(`marketplace-resources/${uuid}/plan_periods/`)).body;
  assert.notEqual(period.end, null, 'it costs nothing any more');
  assert.equal((await unlink(uuid)).status, 409);
  const isIt = ({ kind, id }: { kind: string; id: string }): boolean => kind === 'guest' && id === uuid;
  const running = (await cloud.staff.post('doctor/fix/', {})).body;
  assert.ok(running.kept.some(isIt), 'a guest that runs is not touched');
  assert.equal(await cloud.driver.guestState(uuid), 'running');
  await cloud.driver.endGuest(uuid, false);
  assert.ok((await cloud.staff.post('doctor/fix/', {})).body.trashed.some(isIt));
  await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
});

test('a volume is unlinked as a VM is, but not while a VM has it or something is done with it', async () => {
  const refused = async (uuid: string, why: RegExp): Promise<void> => {
    const { status, text } = await unlink(uuid);
    assert.equal(status, 409, text);
    assert.match(text, why);
  };
  const uuid = await made({ project: tenant.project, ...catalogue.volume, attributes: { name: 'data', size: 1024 } });
  const act = async (action: string, body: object): Promise<void> => {
    const { status, text } = await tenant.client.post(`openstack-volumes/${uuid}/${action}/`, body);
    assert.equal(status, 202, text);
  };
  const { reached, release } = hold(cloud.driver, 'growVolume');
  await act('extend', { disk_size: 2048 });
  await reached;
  await refused(uuid, /Something is still being done with it/);
  release();
  await volumeSettled(tenant.client, uuid);
  const vm = await made();
  await act('attach', { instance: vm });
  await volumeSettled(tenant.client, uuid);
  await refused(uuid, /attached to a VM. Detach it first/);
  await act('detach', {});
  await volumeSettled(tenant.client, uuid);
  assert.equal((await unlink(uuid)).status, 204);
  assert.equal(await stateOf(uuid), 'Terminated');
  await refused(uuid, /It is gone already/);
  await tenant.client.remove(vm);
  assert.ok((await cloud.staff.post('doctor/fix/', {})).body.trashed.some(({ id }: { id: string }) => id === uuid));
  await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
});

/** An order whose undoing does not come to an end, until the driver has no fault any more. */
async function stuckOrder() {
  cloud.driver.fault = (method) => {
    if (method === 'startGuest' || method === 'removeGuest')
      throw new Problem('guest-not-killed', 'It is stuck.', 'Nothing.');
  };
  const order = await place();
  await tenant.client.events(order.uuid, 0, ({ data }) => String(data['message']).startsWith('undo failed'));
  return order;
}

async function assertNothingHeld(): Promise<void> {
  const held = await holdings(cloud.db, tenant.project);
  assert.deepEqual([held['instances'], held['ports'], held['volumes']], [0, 0, 0]);
}

test('an undoing that does not come to an end is told by doctor, and ends once its cause is mended', async () => {
  const order = await stuckOrder();
  await sql`UPDATE workflow_step SET attempt = 6 WHERE workflow = ${order.uuid} AND state = 'undoing'`.execute(
    cloud.db,
  );
  const look = async (named: string) => {
    const { checks } = (await cloud.staff.get('doctor/')).body;
    return checks.find(({ name }: { name: string }) => name === named);
  };
  await mended('workflows', /Read the messages of their steps \(order show\) and mend the cause/, look, () => {
    cloud.driver.fault = () => {};
  });
  assert.equal((await tenant.client.settled(order.uuid)).state, 'Erred');
  await tenant.client.remove(order.resource_uuid);
});

test('staff unlinks an order whose undoing does not come to an end', async () => {
  const order = await stuckOrder();
  assert.equal((await unlinkOrder(order.uuid, tenant.client)).status, 403);
  const unlinked = await unlinkOrder(order.uuid);
  cloud.driver.fault = () => {};
  assert.equal(unlinked.status, 204, unlinked.text);
  assert.equal((await tenant.client.get(`marketplace-orders/${order.uuid}/`)).status, 404);
  await assertNothingHeld();
});

test('staff unlinks the VM of such an order, which ends with that', async () => {
  const order = await stuckOrder();
  const unlinked = await unlink(order.resource_uuid);
  cloud.driver.fault = () => {};
  assert.equal(unlinked.status, 204, unlinked.text);
  const { state, error } = await tenant.client.settled(order.uuid);
  assert.equal(state, 'Erred');
  await assertNothingHeld();
  await followed(
    'unlinked',
    /Order anew what you need/,
    () => error,
    async () => tenant.client.remove(await made()),
  );
});
