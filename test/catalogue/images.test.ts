import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import type { Answer, Client } from '../support/client.ts';
import { setUp } from '../support/setup.ts';
import { makeTenant, orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp();
const { staff } = cloud;
const other = await makeTenant(cloud.db, cloud.url);

const sum = 'ab'.repeat(32);
const announce = (more: object = {}): object => ({ name: `i-${randomUUID()}`, ssh_user: 'root', sha256: sum, ...more });
const bytes = { 'content-type': 'application/octet-stream' };

async function made(client: Client, more: object = {}): Promise<Answer['body']> {
  const { status, body, text } = await client.post('openstack-images/', announce(more));
  assert.equal(status, 201, text);
  return body;
}

async function until(client: Client, image: string, state: string): Promise<Answer['body']> {
  const shown = async (): Promise<Answer['body']> => (await client.get(`openstack-images/${image}/`)).body;
  return eventually(`the image ${state}`, shown, (now) => now.state === state);
}

/** Lets no image be brought until it is told to. */
function hold(): { reached: Promise<void>; release: () => void } {
  const [reached, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  cloud.driver.fault = async (name, when) => {
    if (name !== 'ensureImage' || when !== 'before') return;
    reached.resolve();
    await gate.promise;
  };
  return { reached: reached.promise, release: gate.resolve };
}

describe('images', () => {
  test('are announced, take their content, and are changed by who owns them', async () => {
    const project = tenant.project;
    const image = await made(tenant.client, { project, description: 'mine', min_disk: 1, min_ram: 64 });
    assert.deepEqual(
      [image.state, image.project, image.is_rescue_image, image.disk],
      ['pending', project, false, null],
    );
    const path = `openstack-images/${image.uuid}/`;
    const { status, body } = await tenant.client.send('PUT', `${path}file/`, 'content', bytes);
    assert.deepEqual([status, body.state, body.disk, body.min_disk, body.sha256], [200, 'ready', 64, 64, sum]);
    assert.equal((await tenant.client.send('PUT', `${path}file/`, 'content', bytes)).status, 409);

    const change = { name: 'renamed', description: '', min_ram: 256, min_disk: 100, ssh_user: 'me', readiness: 'none' };
    const changed = await tenant.client.patch(path, { ...change, is_rescue_image: true });
    assert.equal(changed.status, 200, changed.text);
    assert.deepEqual({ ...changed.body, ...change, is_rescue_image: true }, changed.body);
    const small = await tenant.client.patch(path, { min_disk: 63 });
    assert.equal(small.status, 400);
    assert.match(small.body.min_disk[0], /64 MiB/);
    for (const bad of [{ name: '' }, { readiness: 'agent' }, { ssh_user: 'Not A User' }, { min_ram: 0 }]) {
      assert.equal((await tenant.client.patch(path, bad)).status, 400, JSON.stringify(bad));
    }
    const trail = cloud.db.selectFrom('audit_event').select('action').where('object', '=', image.uuid);
    const actions = await trail.orderBy('id').execute();
    assert.deepEqual(
      actions.map(({ action }) => action),
      ['image.create', 'image.upload', 'image.update'],
    );
  });

  test("of a project are its members' only; staff says what is public", async () => {
    const image = await made(tenant.client, { project: tenant.project });
    const path = `openstack-images/${image.uuid}/`;
    const seenBy = async (client: Client) => (await client.get(path)).status;
    assert.deepEqual([await seenBy(tenant.client), await seenBy(other.client), await seenBy(staff)], [200, 404, 200]);
    const listed = (await other.client.get('openstack-images/?page_size=100')).body.results;
    assert.ok(listed.every(({ uuid }: { uuid: string }) => uuid !== image.uuid));
    for (const answer of [
      await other.client.patch(path, { name: 'stolen' }),
      await other.client.delete(path),
      await other.client.post(`${path}pull/`, {}),
    ]) {
      assert.equal(answer.status, 404);
    }
    assert.equal((await tenant.client.patch(path, { project: null })).status, 403);
    assert.equal((await tenant.client.patch(path, { project: other.project })).status, 400);
    assert.equal((await other.client.post('openstack-images/', announce())).status, 403);

    assert.equal((await staff.patch(path, { project: null })).body.project, null);
    assert.deepEqual([await seenBy(other.client), (await tenant.client.patch(path, { name: 'x' })).status], [200, 403]);
    // a public name is one
    const twin = await made(staff, { project: null });
    const taken = await staff.patch(path, { name: twin.name });
    assert.equal(taken.status, 400);
    assert.match(taken.body.name[0], /already/);
    assert.equal((await staff.patch(path, { project: other.project })).body.project, other.project);
    assert.deepEqual([await seenBy(tenant.client), await seenBy(other.client)], [404, 200]);
    for (const { uuid } of [image, twin]) assert.equal((await staff.delete(`openstack-images/${uuid}/`)).status, 204);
  });

  test('that VMs of others use stay public, and are not deleted', async () => {
    const order = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue));
    assert.equal(order.status, 201, order.text);
    const path = `openstack-images/${catalogue.tiny.image}/`;
    const kept = await staff.patch(path, { project: other.project });
    assert.deepEqual([kept.status, (await staff.delete(path)).status], [409, 409]);
    assert.match(kept.body.detail, /VMs or volumes of other projects/);
  });

  test('show how far their import is, and go on with it', async () => {
    const gate = hold();
    const url = 'https://images.example/x.qcow2';
    const image = await made(staff, { url, sha256: 'https://images.example/SHA256SUMS' });
    const { uuid } = image;
    assert.deepEqual(
      [image.state, image.sha256, image.checksum_url, image.source_url],
      ['importing', null, null, null],
    );
    await gate.reached;
    const shown = (await staff.get(`openstack-images/${uuid}/`)).body;
    assert.equal(shown.state, 'importing');
    assert.deepEqual([typeof shown.progress, shown.message], ['number', 'waiting for the backend']);
    gate.release();
    const ready = await until(staff, uuid, 'ready');
    assert.deepEqual([ready.progress, ready.message, ready.remaining_seconds], [null, '', null]);
    assert.equal((await staff.post(`openstack-images/${uuid}/pull/`, {})).status, 409);
    cloud.driver.fault = () => {};
    assert.equal((await staff.delete(`openstack-images/${uuid}/`)).status, 204);
    assert.ok(!(await cloud.driver.inventory()).some(({ id }) => id === uuid), 'nothing is left of it');
  });

  test('that failed say why, are refused to orders, and are tried again by pull', async () => {
    cloud.driver.fault = (name) => {
      if (name === 'ensureImage') throw new Problem('image-download-failed', 'the server is away');
    };
    const { uuid } = await made(tenant.client, { url: 'https://images.example/x', project: tenant.project });
    const erred = await until(tenant.client, uuid, 'erred');
    assert.match(erred.error_message, /server is away/);
    const order = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { image: uuid }));
    assert.match(order.body.attributes.image[0], /server is away/);
    cloud.driver.fault = () => {};
    const pulled = await tenant.client.post(`openstack-images/${uuid}/pull/`, {});
    assert.equal(pulled.status, 202, pulled.text);
    await until(tenant.client, uuid, 'ready');
  });

  test('are refused with the field that is wrong', async () => {
    for (const [body, field] of [
      [{ ssh_user: 'root', sha256: sum }, 'name'],
      [{ name: 'x', sha256: sum }, 'ssh_user'],
      [{ name: 'x', ssh_user: 'root' }, 'sha256'],
      [announce({ sha256: 'abc' }), 'sha256'],
      [announce({ sha256: 'https://images.example/SHA256SUMS' }), 'sha256'],
      [announce({ url: 'file:///etc/passwd' }), 'url'],
      [announce({ catalogue: 'nothing' }), 'catalogue'],
      [{ catalogue: 'debian-13', url: 'https://images.example/x' }, 'url'],
      [announce({ project: randomUUID() }), 'project'],
    ] as const) {
      const { status, body: said } = await staff.post('openstack-images/', body);
      assert.equal(status, 400, JSON.stringify(body));
      assert.ok(said[field], JSON.stringify(said));
    }
  });
});

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
    const gate = hold();
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
    const ready = await until(tenant.client, image.uuid, 'ready');
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
    await until(tenant.client, again.body.uuid, 'ready');
  });
});

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
    const gate = hold();
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
    const ready = await until(tenant.client, image.uuid, 'ready');
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
    await until(tenant.client, body.uuid, 'ready');
  });
});

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
