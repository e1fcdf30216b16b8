import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import type { Answer, Client } from '../support/client.ts';
import { hold } from '../support/hold.ts';
import { setUp } from '../support/setup.ts';
import { makeTenant, orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';
import { imageIn } from './image-in.ts';

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
    const gate = hold(cloud.driver, 'ensureImage');
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
    const ready = await imageIn(staff, uuid, 'ready');
    assert.deepEqual([ready.progress, ready.message, ready.remaining_seconds], [null, '', null]);
    assert.equal((await staff.post(`openstack-images/${uuid}/pull/`, {})).status, 409);
    cloud.driver.fault = () => {};
    assert.equal((await staff.delete(`openstack-images/${uuid}/`)).status, 204);
    await eventually('its end', async () => !(await cloud.driver.inventory()).some(({ id }) => id === uuid));
  });

  test('that failed say why, are refused to orders, and are tried again by pull', async () => {
    cloud.driver.fault = (name) => {
      if (name === 'ensureImage') throw new Problem('image-download-failed', 'the server is away');
    };
    const { uuid } = await made(tenant.client, { url: 'https://images.example/x', project: tenant.project });
    const erred = await imageIn(tenant.client, uuid, 'erred');
    assert.match(erred.error_message, /server is away/);
    const order = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { image: uuid }));
    assert.match(order.body.attributes.image[0], /server is away/);
    cloud.driver.fault = () => {};
    const pulled = await tenant.client.post(`openstack-images/${uuid}/pull/`, {});
    assert.equal(pulled.status, 202, pulled.text);
    await imageIn(tenant.client, uuid, 'ready');
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
