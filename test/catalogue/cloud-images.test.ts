import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import type { Answer } from '../support/client.ts';
import { hold } from '../support/hold.ts';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';
import { imageIn } from './image-in.ts';

const { cloud, tenant, catalogue } = await setUp();

describe('the catalogue of cloud images', () => {
  const listed = async (query = ''): Promise<Answer['body'][]> =>
    (await tenant.client.get(`openstack-images/?in_catalogue=true&page_size=100${query}`)).body.results;

  test('is listed with where images come from, and what they need', async () => {
    const all = await listed();
    const keys = all.map(({ catalogue: key }) => key);
    for (const key of ['debian-13', 'debian-12', 'ubuntu-26.04', 'almalinux-10', 'rocky-9', 'fedora-44', 'arch']) {
      assert.ok(keys.includes(key), key);
    }
    for (const image of all) {
      assert.match(image.source_url, /^https:\/\/.+\.(qcow2|img)$/, image.name);
      assert.ok(image.checksum_url?.startsWith('https://') ?? /^[0-9a-f]{64}$/.test(image.sha256), image.name);
      assert.deepEqual([image.state, image.project, image.size], ['pending', null, null], image.name);
      // one name is never a part of another: clients look images up by a part of the name
      assert.equal((await tenant.client.get(`openstack-images/?name=${encodeURIComponent(image.name)}`)).body.count, 1);
    }
    assert.equal((await tenant.client.get('openstack-images/?name=Debian%2012')).body.count, 1);
  });

  test('an order brings an image on first use, and shows how far it is', async () => {
    const [image] = await listed('&catalogue=alpine-3.23');
    const gate = hold(cloud.driver, 'ensureImage');
    const small = await cloud.db
      .selectFrom('flavor')
      .select('uuid')
      .where('name', '=', 'small')
      .executeTakeFirstOrThrow();
    const body = orderFor(tenant, catalogue, { image: image.uuid, flavor: small.uuid });
    const { status, body: order, text } = await tenant.client.post('marketplace-orders/', body);
    assert.equal(status, 201, text);
    await gate.reached;
    const importing = (await tenant.client.get(`openstack-images/${image.uuid}/`)).body;
    assert.deepEqual([importing.state, typeof importing.progress], ['importing', 'number']);
    gate.release();
    const ready = await imageIn(tenant.client, image.uuid, 'ready');
    assert.match(ready.sha256, /^[0-9a-f]{64}$/);
    cloud.driver.fault = () => {};
    const settled = await tenant.client.settled(order.uuid);
    assert.equal(settled.state, 'Success');
    // it is what disks stand on now: the list of checksums is not asked again
    assert.equal((await tenant.client.get(`openstack-images/${image.uuid}/`)).body.sha256, ready.sha256);
  });

  test('an order that cannot bring it fails, and the next one tries again', async () => {
    const [image] = await listed('&catalogue=cirros-0.6.3');
    const body = orderFor(tenant, catalogue, { image: image.uuid });
    cloud.driver.fault = (name, _when, id) => {
      if (name === 'ensureImage' && id === image.uuid) throw new Problem('image-host-unknown', 'no such host');
    };
    const failed = await tenant.client.post('marketplace-orders/', body);
    assert.equal(failed.status, 201, failed.text);
    assert.equal((await tenant.client.settled(failed.body.uuid)).state, 'Erred');
    const still = (await tenant.client.get(`openstack-images/${image.uuid}/`)).body;
    assert.equal(still.state, 'pending');
    assert.match(still.error_message, /no such host/);
    cloud.driver.fault = () => {};
    const again = await tenant.client.post('marketplace-orders/', body);
    assert.equal((await tenant.client.settled(again.body.uuid)).state, 'Success');
  });

  test('a project can have its own copy of an image, by its key', async () => {
    const gate = hold(cloud.driver, 'ensureImage');
    const { status, body, text } = await tenant.client.post('openstack-images/', {
      catalogue: 'fedora-44',
      name: 'our Fedora',
      project: tenant.project,
    });
    assert.equal(status, 201, text);
    assert.deepEqual(
      [body.name, body.ssh_user, body.catalogue, body.state],
      ['our Fedora', 'fedora', 'fedora-44', 'importing'],
    );
    gate.release();
    await imageIn(tenant.client, body.uuid, 'ready');
    cloud.driver.fault = () => {};
  });
});
