import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import { hold } from '../support/hold.ts';
import { setUp } from '../support/setup.ts';
import { makeTenant, orderFor } from '../support/tenant.ts';
import { imageIn } from './image-in.ts';

const { cloud, tenant, catalogue } = await setUp();
const other = await makeTenant(cloud.db, cloud.url);

describe("an image of a VM's disk", () => {
  const stopped = async (): Promise<string> => {
    const { body } = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue));
    assert.equal((await tenant.client.settled(body.uuid)).state, 'Success');
    const vm = body.resource_uuid as string;
    assert.equal((await tenant.client.post(`openstack-instances/${vm}/create_image/`, { name: 'x' })).status, 409);
    await tenant.client.post(`marketplace-resources/${vm}/actions/stop/`, {});
    for (let state = ''; state !== 'OK stopped'; ) {
      const { body: now } = await tenant.client.get(`marketplace-resources/${vm}/`);
      state = `${now.state} ${now.runtime_state}`;
    }
    return vm;
  };

  test('is made while the VM waits, belongs to its project, and VMs are ordered with it', async () => {
    const vm = await stopped();
    assert.equal((await other.client.post(`openstack-instances/${vm}/create_image/`, { name: 'x' })).status, 404);
    assert.equal((await tenant.client.post(`openstack-instances/${vm}/create_image/`, {})).status, 400);
    const gate = hold(cloud.driver, 'ensureImage');
    const answer = await tenant.client.post(`openstack-instances/${vm}/create_image/`, { name: 'golden' });
    assert.equal(answer.status, 201, answer.text);
    const image = answer.body;
    assert.deepEqual(
      [image.state, image.project, image.ssh_user, image.readiness],
      ['importing', tenant.project, 'root', 'agent'],
    );
    await gate.reached;
    assert.equal((await tenant.client.get(`marketplace-resources/${vm}/`)).body.state, 'Updating');
    assert.equal((await tenant.client.post(`marketplace-resources/${vm}/actions/start/`, {})).status, 409);
    const body = orderFor(tenant, catalogue, { image: image.uuid });
    const early = await tenant.client.post('marketplace-orders/', body);
    assert.match(early.body.attributes.image[0], /being made/);
    assert.equal((await tenant.client.delete(`openstack-images/${image.uuid}/`)).status, 409);
    gate.release();
    const ready = await imageIn(tenant.client, image.uuid, 'ready');
    assert.equal(ready.min_disk, 1024);
    const order = await tenant.client.post('marketplace-orders/', body);
    assert.equal((await tenant.client.settled(order.body.uuid)).state, 'Success');
    cloud.driver.fault = () => {};
  });

  test('that cannot be made is not there, and the VM says why', async () => {
    const vm = await stopped();
    cloud.driver.fault = (name) => {
      if (name === 'ensureImage') throw new Problem('disk-full', 'No room for the image.', 'Free some.');
    };
    const { body: image } = await tenant.client.post(`openstack-instances/${vm}/create_image/`, { name: 'never' });
    for (let status = 200; status === 200; ) ({ status } = await tenant.client.get(`openstack-images/${image.uuid}/`));
    cloud.driver.fault = () => {};
    const vmNow = (await tenant.client.get(`marketplace-resources/${vm}/`)).body;
    assert.deepEqual([vmNow.state, vmNow.runtime_state], ['OK', 'stopped']);
    assert.match(vmNow.error_message, /No room for the image/);
    const again = await tenant.client.post(`openstack-instances/${vm}/create_image/`, { name: 'at last' });
    await imageIn(tenant.client, again.body.uuid, 'ready');
  });
});
