import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setUp } from '../support/setup.ts';
import { makeTenant, orderFor } from '../support/tenant.ts';

const { cloud, tenant, catalogue } = await setUp();
const { staff } = cloud;
const other = await makeTenant(cloud.db, cloud.url);

describe('flavors', () => {
  test('are offered and taken back by staff; VMs keep theirs', async () => {
    const size = { name: 'm1.test', cores: 1, ram: 192, disk: 2048 };
    assert.equal((await tenant.client.post('openstack-flavors/', size)).status, 403);
    const { status, body: flavor, text } = await staff.post('openstack-flavors/', size);
    assert.equal(status, 201, text);
    assert.deepEqual({ ...flavor, ...size }, flavor);
    assert.equal(flavor.display_name, 'm1.test (1 CPU, 192 MB RAM, 2048 MB HDD)');
    assert.match((await staff.post('openstack-flavors/', size)).body.name[0], /already/);

    const found = async (query: string): Promise<string[]> =>
      (await tenant.client.get(`openstack-flavors/?${query}`)).body.results.map(({ uuid }: { uuid: string }) => uuid);
    for (const query of ['name_exact=m1.test', 'ram=192', 'ram__gte=192&ram__lte=192', 'cores=1&disk=2048']) {
      assert.deepEqual(await found(query), [flavor.uuid], query);
    }
    assert.ok((await found(`tenant_uuid=${tenant.project}`)).includes(flavor.uuid));
    assert.deepEqual(await found(`tenant_uuid=${other.project}`), []);
    assert.ok((await found(`offering_uuid=${catalogue.offering}`)).includes(flavor.uuid));

    const body = orderFor(tenant, catalogue, { flavor: flavor.uuid });
    const order = await tenant.client.settled((await tenant.client.post('marketplace-orders/', body)).body.uuid);
    assert.equal(order.state, 'Success');
    const path = `openstack-flavors/${flavor.uuid}/`;
    assert.deepEqual([(await tenant.client.delete(path)).status, (await staff.delete(path)).status], [403, 204]);
    assert.equal((await staff.get(path)).status, 404);
    assert.match((await tenant.client.post('marketplace-orders/', body)).body.attributes.flavor[0], /does not exist/);
    const vm = (await tenant.client.get(`marketplace-resources/${order.resource_uuid}/`)).body;
    assert.deepEqual([vm.ram, vm.state], [192, 'OK']);
    assert.equal((await staff.post('openstack-flavors/', size)).status, 201, 'the name is free again');
    // an offering has it as its own
    assert.equal((await staff.delete(`openstack-flavors/${catalogue.tiny.flavor}/`)).status, 409);
  });

  test("and images have Waldur's keys", async () => {
    const waldur = tenant.client.in('/waldur/api');
    const [image] = (await waldur.get(`openstack-images/?name=tiny&tenant_uuid=${tenant.project}`)).body;
    const keys = ['url', 'uuid', 'name', 'min_disk', 'min_ram', 'settings', 'backend_id', 'backend_created_at'];
    for (const key of [...keys, 'is_rescue_image']) assert.notEqual(image[key] ?? null, null, key);
    const [flavor] = (await waldur.get('openstack-flavors/?name_exact=tiny')).body;
    for (const key of ['url', 'uuid', 'name', 'settings', 'cores', 'ram', 'disk', 'backend_id', 'display_name']) {
      assert.notEqual(flavor[key] ?? null, null, key);
    }
  });
});
