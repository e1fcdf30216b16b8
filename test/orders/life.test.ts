import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import { hold } from '../support/hold.ts';
import { setUp } from '../support/setup.ts';
import { assertCleanSlate, assertComplete } from '../support/slate.ts';
import { orderFor } from '../support/tenant.ts';

const { cloud, tenant, catalogue } = await setUp();
afterEach(() => {
  cloud.driver.fault = () => {};
});

async function place(attributes: Record<string, unknown> = {}): Promise<{ order: string; vm: string }> {
  const answer = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, attributes));
  assert.equal(answer.status, 201, answer.text);
  return { order: answer.body.uuid, vm: answer.body.resource_uuid };
}

describe('an order', () => {
  test('is answered at once, says where it is, and ends in a VM that is ready', async () => {
    const networks = [{ subnet: tenant.subnet, floating_ip: 'auto' }];
    const answer = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { networks }));
    assert.equal(answer.status, 201);
    assert.equal(answer.headers.get('location'), `${cloud.url}/api/marketplace-orders/${answer.body.uuid}/`);
    assert.equal(answer.body.state, 'Creating');
    assert.equal(answer.body.type, 'Create');
    assert.deepEqual(answer.body.attributes.networks, networks);
    const order = await tenant.client.settled(answer.body.uuid);
    assert.equal(order.state, 'Success');
    assert.equal(order.ready, true);
    assert.equal(order.progress, 1);
    assert.equal(order.remaining_ms, 0);
    assert.deepEqual(
      order.steps.map(({ name, state }: { name: string; state: string }) => `${name} ${state}`),
      ['reserve done', 'image done', 'network done', 'volumes done', 'guest done', 'ready done'],
    );
    for (const step of order.steps) assert.ok(step.duration_ms >= 0 && step.started <= step.finished, step.name);
    const { body: vm } = await tenant.client.get(`marketplace-resources/${order.resource_uuid}/`);
    assert.deepEqual(
      [vm.state, vm.runtime_state, vm.name, vm.cores, vm.ram, vm.disk],
      ['OK', 'active', 'my-vm', 1, 128, 1024],
    );
    assert.match(vm.internal_ips[0], /^10\.0\.[0-3]\.\d+$/);
    assert.match(vm.external_ips[0], /^172\.24\./);
    assert.equal(vm.creation_order.uuid, order.uuid);
    assert.equal(vm.ssh_user, 'root');
    assert.equal(vm.readiness.stage, 'ready');
    assert.match(vm.readiness.host_keys[0].fingerprint_sha256, /^SHA256:/);
    await assertComplete(cloud.db, cloud.driver);
    await tenant.client.remove(vm.uuid);
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
    const { body: gone } = await tenant.client.get(`marketplace-resources/${vm.uuid}/`);
    assert.deepEqual([gone.state, gone.runtime_state], ['Terminated', 'stopped']);
  });

  test('the next one like it estimates its steps from history', async () => {
    const { order } = await place();
    const { body } = await tenant.client.get(`marketplace-orders/${order}/`);
    assert.ok(body.steps.every(({ estimate_ms }: { estimate_ms: unknown }) => typeof estimate_ms === 'number'));
    await tenant.client.remove((await tenant.client.settled(order)).resource_uuid);
  });

  test('what fails for good is undone, and says why and what to do', async () => {
    const problem = new Problem('disk-full', 'The disk of the host is full.', 'Ask the operator.', {
      constraint: '0 MiB',
    });
    cloud.driver.fault = (method, when) => {
      if (method === 'startGuest' && when === 'after') throw problem;
    };
    const { order, vm } = await place();
    const body = await tenant.client.settled(order);
    const error = { code: 'disk-full', message: problem.message, constraint: '0 MiB', remedy: 'Ask the operator.' };
    assert.deepEqual([body.state, body.error, body.error_message], ['Erred', error, problem.message]);
    assert.deepEqual(
      body.steps.map(({ state, title, message }: Record<string, string>) => [state, title, message]),
      [
        ['undone', 'Reserve addresses and quota', 'give back addresses and quota'],
        ['undone', 'Make the image ready', 'nothing to undo: images are shared'],
        ['undone', 'Connect the network', 'disconnect the network'],
        ['undone', 'Prepare the disks', 'delete the disks'],
        ['undone', 'Start the guest', 'stop and remove the guest'],
        ['pending', 'Wait until it answers', ''],
      ],
    );
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
    const { body: resource } = await tenant.client.get(`marketplace-resources/${vm}/`);
    assert.deepEqual([resource.state, resource.error_message], ['Erred', problem.message]);
    cloud.driver.fault = () => {};
    await tenant.client.remove(vm);
    assert.equal((await tenant.client.get(`marketplace-resources/${vm}/`)).body.state, 'Terminated');
  });

  test('what fails for a while is tried again', async () => {
    let failures = 0;
    cloud.driver.fault = (method) => {
      if (method === 'createVolume' && failures++ < 2) {
        throw new Problem('qmp-timeout', 'Busy.', 'Wait.', { transient: true });
      }
    };
    const { order, vm } = await place();
    const { state, steps } = await tenant.client.settled(order);
    const { attempt } = steps.find(({ name }: { name: string }) => name === 'volumes');
    assert.deepEqual([state, attempt], ['Success', 3]);
    await tenant.client.remove(vm);
  });
});

describe('the events of an order', () => {
  test('come as they happen, in order, and end with the order', async () => {
    const { reached, release } = hold(cloud.driver, 'createVolume');
    const { order, vm } = await place();
    await reached;
    const seen = await tenant.client.events(order, 0, ({ data }) => data['step'] === 'volumes');
    assert.deepEqual([seen.at(-1)?.event, seen.at(-1)?.data['state']], ['step', 'running']);
    const rest = tenant.client.events(order, seen.at(-1)?.id);
    release();
    const events = [...seen, ...(await rest)];
    const ids = events.map(({ id }) => id);
    assert.deepEqual(
      ids,
      [...new Set(ids)].sort((a, b) => a - b),
      'resumed without a gap or a repetition',
    );
    const all = await tenant.client.events(order);
    assert.deepEqual(all, events);
    assert.deepEqual(all.at(-1), { id: ids.at(-1), event: 'order', data: { state: 'Success', error: null } });
    const done = all.filter(({ data }) => data['state'] === 'done').map(({ data }) => data['step']);
    assert.deepEqual(done, ['reserve', 'image', 'network', 'volumes', 'guest', 'ready']);
    assert.deepEqual(await tenant.client.events(order, ids.at(-2)), all.slice(-1), 'from the last but one on');
    const resumed = { 'last-event-id': String(ids.at(-1)) };
    assert.equal((await tenant.client.get(`marketplace-orders/${order}/events/`, resumed)).status, 204);
    await tenant.client.remove(vm);
  });
});

describe('cancelling', () => {
  test('undoes what was done, once', async () => {
    const { reached, release } = hold(cloud.driver, 'startGuest');
    const { order, vm } = await place({ networks: [{ subnet: tenant.subnet, floating_ip: 'auto' }] });
    await reached;
    assert.equal((await tenant.client.delete(`marketplace-orders/${order}/`)).status, 204);
    const path = `marketplace-orders/${order}/`;
    const { body: during } = await tenant.client.get(path);
    assert.deepEqual([during.state, during.undoing, during.can_terminate], ['Creating', true, false]);
    assert.equal((await tenant.client.delete(path)).status, 204, 'it is asked for already');
    // it holds what it has until that is undone: then, and not before, it says so
    const { uuid: promised } = (await tenant.client.get('openstack-floating-ips/')).body.results[0];
    const counted = await tenant.client.delete(`openstack-floating-ips/${promised}/`);
    assert.deepEqual([counted.status, counted.body.code], [409, 'in-use'], counted.text);
    assert.match(counted.body.detail, /The order of the VM "my-vm" counts on /);
    release();
    const body = await tenant.client.settled(order);
    assert.deepEqual([body.state, body.undoing, body.error], ['Canceled', false, null]);
    assert.equal((await tenant.client.delete(path)).status, 204, 'it is as it was asked for');
    assert.equal((await tenant.client.post(`${path}cancel/`, undefined)).status, 202);
    assert.equal((await tenant.client.get(path)).body.modified, body.modified);
    assert.equal((await tenant.client.get(`marketplace-resources/${vm}/`)).body.state, 'Terminated');
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
  });

  test('is refused for what has ended, and for a deletion', async () => {
    const { order, vm } = await place();
    await tenant.client.settled(order);
    const ended = await tenant.client.delete(`marketplace-orders/${order}/`);
    assert.equal(ended.status, 409);
    assert.match(ended.body.detail, /The order is Success\. Terminate what it has made/);
    const { reached, release } = hold(cloud.driver, 'removeGuest');
    assert.equal((await tenant.client.delete(`marketplace-resources/${vm}/`)).status, 204);
    await reached;
    assert.equal((await tenant.client.delete(`marketplace-resources/${vm}/`)).status, 204, 'it is being deleted');
    const { body: orders } = await tenant.client.get(`marketplace-orders/?resource_uuid=${vm}&type=Terminate`);
    const refused = await tenant.client.delete(`marketplace-orders/${orders.results[0].uuid}/`);
    assert.equal(refused.status, 409);
    assert.match(refused.body.detail, /Terminate order cannot be canceled/);
    release();
    assert.equal((await tenant.client.settled(orders.results[0].uuid)).state, 'Success');
    const { body: ends } = await tenant.client.get(`marketplace-orders/?resource_uuid=${vm}&type=Terminate`);
    assert.equal(ends.count, 1);
    assert.equal((await tenant.client.delete(`marketplace-resources/${vm}/`)).status, 404, 'it is gone');
  });

  test('at the very end of an order has one outcome, whoever comes first', async () => {
    const orders = await Promise.all(Array.from({ length: 12 }, () => place()));
    const outcomes = orders.map(async ({ order, vm }) => {
      await tenant.client.events(order, 0, ({ data }) => data['step'] === 'ready');
      const { status } = await tenant.client.delete(`marketplace-orders/${order}/`);
      const { state } = await tenant.client.settled(order);
      assert.deepEqual([status, state], status === 204 ? [204, 'Canceled'] : [409, 'Success']);
      if (state === 'Success') await tenant.client.remove(vm);
    });
    await Promise.all(outcomes);
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
  });
});
