import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import { worldOf } from '../support/cloud.ts';
import { setUp } from '../support/setup.ts';
import { assertCleanSlate, assertComplete } from '../support/slate.ts';
import { makeTenant, makeUser, orderFor } from '../support/tenant.ts';
import { volumeSettled } from '../support/volumes.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp();

const volumeOrder = (attributes: object = {}, { project } = tenant) => ({
  project,
  ...catalogue.volume,
  attributes: { name: 'data', size: 2048, ...attributes },
});

async function makeVm(attributes: Record<string, unknown> = {}): Promise<string> {
  const { status, body, text } = await tenant.client.post(
    'marketplace-orders/',
    orderFor(tenant, catalogue, attributes),
  );
  assert.equal(status, 201, text);
  assert.equal((await tenant.client.settled(body.uuid)).state, 'Success');
  return body.resource_uuid;
}

async function makeVolume(attributes: object = {}): Promise<string> {
  const given = { project: tenant.project, name: 'data', size: 2048, ...attributes };
  const { status, body, text } = await tenant.client.post('openstack-volumes/', given);
  assert.equal(status, 201, text);
  // it may be there before the answer is made
  assert.match(`${body.state} ${body.runtime_state}`, /^(CREATING creating|OK available)$/);
  const made = await settled(body.uuid);
  assert.deepEqual([made.state, made.runtime_state, made.size, made.instance], ['OK', 'available', 2048, null]);
  return body.uuid;
}

async function settled(uuid: string) {
  const volume = await volumeSettled(tenant.client, uuid);
  assert.ok(volume, 'the volume is gone');
  return volume;
}

async function act(uuid: string, action: string, body: object = {}): Promise<void> {
  const { status, text } = await tenant.client.post(`openstack-volumes/${uuid}/${action}/`, body);
  assert.equal(status, 202, text);
}

async function refused(status: number, message: RegExp, uuid: string, action: string, body: object = {}) {
  const answer = await tenant.client.post(`openstack-volumes/${uuid}/${action}/`, body);
  assert.equal(answer.status, status, answer.text);
  assert.match(answer.text, message);
}

async function remove(uuid: string): Promise<void> {
  const { status, text } = await tenant.client.delete(`openstack-volumes/${uuid}/`);
  assert.equal(status, 204, text);
  assert.equal(await volumeSettled(tenant.client, uuid), null);
}

async function terminate(vm: string, choices: object): Promise<void> {
  const attributes = { ...choices, action: 'force_destroy' };
  const { status, body, text } = await tenant.client.post(`marketplace-resources/${vm}/terminate/`, { attributes });
  assert.equal(status, 200, text);
  assert.equal((await tenant.client.settled(body.order_uuid)).state, 'Success');
}

/** The volumes that a running guest has, as the backend has them. */
async function disksOf(vm: string): Promise<string[]> {
  return (await cloud.driver.guest(vm)).volumes.map(({ id }) => id);
}

describe('a volume', () => {
  test('is ordered, and goes by a Terminate order', async () => {
    const { client } = tenant;
    const { status, body, text } = await client.post(
      'marketplace-orders/',
      volumeOrder({ description: 'for the mail' }),
    );
    assert.equal(status, 201, text);
    assert.deepEqual([body.offering_type, body.resource_name], ['OpenStack.Volume', 'data']);
    assert.deepEqual(
      (await client.settled(body.uuid)).steps.map(({ name }: { name: string }) => name),
      ['quota', 'image', 'volume'],
    );
    const uuid = body.resource_uuid;
    const { body: volume } = await client.get(`openstack-volumes/${uuid}/`);
    const { body: waldur } = await client.in('/waldur/api').get(`openstack-volumes/${uuid}/`);
    assert.deepEqual(
      [volume.marketplace_resource_uuid, volume.marketplace_resource_state, volume.marketplace_category_name],
      [uuid, 'OK', 'Storage'],
    );
    assert.deepEqual(
      [waldur.uuid, waldur.type, waldur.type_name],
      [
        uuid.replaceAll('-', ''),
        `${cloud.url}/waldur/api/openstack-volume-types/${volume.type.replaceAll('-', '')}/`,
        'default',
      ],
    );
    const { body: resource } = await client.get(`marketplace-resources/${uuid}/`);
    assert.deepEqual(
      [resource.state, resource.runtime_state, resource.offering_type, resource.limits],
      ['OK', 'available', 'OpenStack.Volume', { storage: 2048 }],
    );
    const { body: ended, status: ending } = await client.post(`marketplace-resources/${uuid}/terminate/`, {});
    assert.equal(ending, 200);
    assert.equal((await client.settled(ended.order_uuid)).state, 'Success');
    assert.equal((await client.get(`marketplace-resources/${uuid}/`)).body.state, 'Terminated');
    assert.equal(await volumeSettled(client, uuid), null);
    const { body: orders } = await client.get(`marketplace-orders/?resource_uuid=${uuid}&o=created`);
    assert.deepEqual(
      orders.results.map(({ type, state }: { type: string; state: string }) => `${type} ${state}`),
      ['Create Success', 'Terminate Success'],
    );
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
  });

  test('is ordered by a member, and made when that is approved', async () => {
    const { client } = await makeUser(cloud.db, cloud.url, [tenant.project], 'PROJECT.MEMBER');
    assert.equal(
      (await client.post('openstack-volumes/', { project: tenant.project, name: 'x', size: 1024 })).status,
      403,
    );
    const { body } = await client.in('/waldur/api').post('marketplace-orders/', volumeOrder());
    assert.equal(body.state, 'pending-consumer');
    const volume = body.resource_uuid;
    const { body: project } = await tenant.client.get(`projects/${tenant.project}/`);
    assert.equal(project.quotas.storage.usage, 0, 'what waits takes nothing');
    assert.equal((await tenant.client.post(`marketplace-orders/${body.uuid}/approve_by_consumer/`, {})).status, 200);
    assert.equal((await tenant.client.settled(body.uuid)).state, 'Success');
    assert.equal((await tenant.client.delete(`marketplace-resources/${volume}/`)).status, 204);
    assert.equal(await volumeSettled(tenant.client, volume), null);
  });

  test('is refused field by field', async () => {
    const wrong = { name: '', size: 10, image: catalogue.volumeType, type: catalogue.tiny.image };
    const { status, body } = await tenant.client.post('marketplace-orders/', volumeOrder(wrong));
    assert.equal(status, 400);
    assert.deepEqual(Object.keys(body.attributes).sort(), ['image', 'name', 'size', 'type']);
    const none = { ...volumeOrder(), attributes: undefined };
    const missing = await tenant.client.post('marketplace-orders/', none);
    assert.deepEqual([missing.status, Object.keys(missing.errors)], [400, ['attributes']]);
    const small = await tenant.client.post('openstack-volumes/', {
      project: tenant.project,
      name: 'small',
      size: 1024,
      image: catalogue.debian,
    });
    assert.match(small.text, /"size":\["Image \\"Debian 12\\" needs 2048 MiB/);
  });

  test('is attached and detached while its VM runs and while it does not, in an order that lasts', async () => {
    const vm = await makeVm();
    const [system] = await disksOf(vm);
    const [one, two] = [await makeVolume(), await makeVolume()];
    await act(one, 'attach', { instance: vm });
    await refused(409, /Valid states for operation: OK|is attached to a VM/, one, 'attach', { instance: vm });
    const attached = await settled(one);
    assert.deepEqual([attached.runtime_state, attached.instance, attached.free_since], ['in-use', vm, null]);
    assert.equal(attached.device, `/dev/disk/by-id/virtio-${one.slice(0, 20)}`);
    assert.deepEqual(await disksOf(vm), [system, one]);
    assert.match((await tenant.client.delete(`openstack-volumes/${one}/`)).text, /attached to a VM. Detach it first/);
    await act(two, 'attach', { instance: vm });
    await settled(two);
    await act(one, 'detach');
    const { free_since: free, state_since: then } = await settled(one);
    assert.ok(free !== null && attached.state_since < free && free <= then, `${free}, ${then}`);
    await act(one, 'attach', { instance: vm });
    await settled(one);
    assert.deepEqual(await disksOf(vm), [system, one, two], 'at the place that was free');
    const { body: list } = await tenant.client.get(`openstack-volumes/?instance_uuid=${vm}&runtime_state=in-use`);
    assert.equal(list.count, 3);

    const held = Promise.withResolvers<void>();
    cloud.driver.fault = (method) => (method === 'stopGuest' ? held.promise : undefined);
    assert.equal((await tenant.client.post(`marketplace-resources/${vm}/actions/stop/`, {})).status, 202);
    await refused(409, /The instance is UPDATING/, two, 'detach');
    held.resolve();
    cloud.driver.fault = () => {};
    await vmSettled(vm);
    await act(two, 'detach');
    await settled(two);
    assert.equal((await tenant.client.post(`marketplace-resources/${vm}/actions/start/`, {})).status, 202);
    await vmSettled(vm);
    assert.deepEqual(await disksOf(vm), [system, one]);
    await refused(409, /The VM boots from this volume/, system ?? '', 'detach');
    await refused(409, /not attached/, two, 'detach');
    await assertComplete(cloud.db, cloud.driver);
    await act(one, 'detach');
    await settled(one);
    await remove(one);
    await remove(two);
    await tenant.client.remove(vm);
  });

  test('cannot be attached to what is not there, is not of its project, or has eight', async () => {
    const other = await makeTenant(cloud.db, cloud.url);
    const { body } = await other.client.post('marketplace-orders/', orderFor(other, catalogue));
    const both = await makeUser(cloud.db, cloud.url, [tenant.project, other.project]);
    const volume = await makeVolume();
    await other.client.settled(body.uuid);
    const mixed = await both.client.post(`openstack-volumes/${volume}/attach/`, { instance: body.resource_uuid });
    assert.deepEqual([mixed.status, Object.keys(mixed.errors)], [400, ['instance']]);
    const data = Array.from({ length: 8 }, () => ({ size: 1024 }));
    const vm = await makeVm({ data_volumes: data });
    assert.equal((await disksOf(vm)).length, 9);
    await refused(400, /The instance has 8 data volumes, which is the most/, volume, 'attach', { instance: vm });
    await remove(volume);
    await terminate(vm, {});
    await other.client.remove(body.resource_uuid);
  });

  test('grows, but never shrinks, and not beyond the quota', async () => {
    const volume = await makeVolume();
    await act(volume, 'extend', { disk_size: 4096 });
    assert.equal((await settled(volume)).size, 4096);
    assert.equal((await cloud.driver.volume(volume)).sizeMiB, 4096);
    await refused(400, /"disk_size":\["Must be more than 4096 MiB/, volume, 'extend', { disk_size: 4096 });
    await refused(400, /"disk_size":\["One or more quotas were exceeded: MiB of storage/, volume, 'extend', {
      disk_size: 16 * 1024 * 1024,
    });
    await remove(volume);
  });

  test('that cannot be made errs, says why, holds nothing and can be deleted', async () => {
    cloud.driver.fault = (method) => {
      if (method === 'createVolume')
        throw new Problem('command-failed', 'The disk of the host is broken', 'Nothing to do.');
    };
    const { body } = await tenant.client.post('marketplace-orders/', volumeOrder());
    assert.equal((await tenant.client.settled(body.uuid)).state, 'Erred');
    cloud.driver.fault = () => {};
    const volume = await settled(body.resource_uuid);
    assert.deepEqual([volume.state, volume.runtime_state], ['ERRED', 'error']);
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
    assert.equal((await tenant.client.post(`marketplace-orders/${body.uuid}/retry/`, {})).status, 200);
    assert.equal((await tenant.client.settled(body.uuid)).state, 'Success');
    await remove(body.resource_uuid);
  });
});

describe('the volumes of a VM', () => {
  test('are deleted with it, or kept, as is asked; a plain deletion is refused while it has any', async () => {
    for (const keep of [true, false]) {
      const vm = await makeVm({ data_volumes: [{ size: 1024 }, { size: 3072 }] });
      const own = await makeVolume();
      await act(own, 'attach', { instance: vm });
      await settled(own);
      const [, first, second] = await disksOf(vm);
      const plain = await tenant.client.delete(`marketplace-resources/${vm}/`);
      assert.equal(plain.status, 409);
      assert.match(
        plain.text,
        /Data volumes are attached to the VM: my-vm-data-1, my-vm-data-2, data. Detach them first/,
      );
      await terminate(vm, { delete_volumes: !keep });
      for (const uuid of [first, second, own].map(String)) {
        const left = await volumeSettled(tenant.client, uuid);
        assert.deepEqual([left?.runtime_state, left?.instance], keep ? ['available', null] : [undefined, undefined]);
        if (keep) await remove(uuid);
      }
    }
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
  });

  test('all go by default, as in Waldur', async () => {
    const vm = await makeVm({ data_volume_size: 1024 });
    await terminate(vm, {});
    assert.deepEqual(
      (await worldOf(cloud.driver)).filter((thing) => thing.startsWith('volume')),
      [],
    );
  });
});

test('T13 storage: orders, volumes and extensions at once are never together over the quota', async () => {
  const racer = await makeTenant(cloud.db, cloud.url, { quota_storage_mib: 10 * 1024 });
  const { client, project } = racer;
  const { body } = await client.post('openstack-volumes/', { project, name: 'grows', size: 1024 });
  await volumeSettled(client, body.uuid);
  const work = Array.from({ length: 24 }, (_, index) => {
    if (index % 3 === 0) return client.post('openstack-volumes/', { project, name: `v${index}`, size: 1024 });
    if (index % 3 === 1) return client.post('marketplace-orders/', volumeOrder({ size: 1024 }, racer));
    return client.post(`openstack-volumes/${body.uuid}/extend/`, { disk_size: 2048 });
  });
  const answers = await Promise.all(work);
  assert.equal(answers.filter(({ status }) => status === 201 || status === 202).length, 9);
  const { body: quotas } = await client.get(`projects/${project}/`);
  assert.deepEqual(quotas.quotas.storage, { limit: 10 * 1024, usage: 10 * 1024, deleted: 0 });
});

async function vmSettled(uuid: string): Promise<void> {
  const state = async () => (await tenant.client.get(`marketplace-resources/${uuid}/`)).body.state;
  await eventually('the VM at rest', state, (is) => is === 'OK');
}
