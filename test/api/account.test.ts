import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import { Client } from '../support/client.ts';
import { setUp } from '../support/setup.ts';
import { ed25519, makeTenant, orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp();
const { client } = tenant;

async function audited(action: string): Promise<number> {
  const rows = await cloud.db
    .selectFrom('audit_event')
    .select('id')
    .where('action', '=', action)
    .where('user_uuid', '=', tenant.user)
    .execute();
  return rows.length;
}

test('users/me says who asks and what they may see', async () => {
  const { body } = await client.get('users/me/');
  assert.deepEqual([body.uuid, body.is_staff, body.projects], [tenant.user, false, [tenant.project]]);
  // none is stored, so the one of the request is all that can be shown
  assert.equal(body.token, client.token);
  assert.deepEqual(
    body.permissions.map((role: Record<string, unknown>) => [role['role_name'], role['scope_uuid']]),
    [['PROJECT.ADMIN', tenant.project]],
  );
});

describe('ssh keys', () => {
  test('are stored with their fingerprints, and deleted', async () => {
    const { status, body, headers } = await client.post('keys/', { name: 'laptop', public_key: `  ${ed25519}\n` });
    assert.equal(status, 201);
    assert.equal(headers.get('location'), `${cloud.url}/api/keys/${body.uuid}/`);
    assert.deepEqual([body.name, body.type, body.public_key], ['laptop', 'ssh-ed25519', ed25519]);
    const digest = createHash('sha256').update(Buffer.from(ed25519.split(' ')[1] ?? '', 'base64'));
    assert.equal(body.fingerprint_sha256, `SHA256:${digest.digest('base64').replace('=', '')}`);
    assert.match(body.fingerprint_md5, /^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
    assert.deepEqual((await client.get('keys/')).body.results, [body]);
    assert.deepEqual((await client.get(`keys/${body.uuid}/`)).body, body);
    const twin = await client.post('keys/', { name: 'laptop', public_key: ed25519 });
    assert.equal(twin.status, 400);
    assert.match(twin.body.name[0], /key of this name already/);
    assert.equal((await client.delete(`keys/${body.uuid}/`)).status, 204);
    assert.equal((await client.delete(`keys/${body.uuid}/`)).status, 404);
    assert.deepEqual([await audited('key.create'), await audited('key.delete')], [1, 1]);
  });
  test('are named by their comment when no name is given; what is no key is refused', async () => {
    const { body } = await client.post('keys/', { public_key: ed25519 });
    assert.equal(body.name, 'someone@example');
    await client.delete(`keys/${body.uuid}/`);
    const bad = await client.post('keys/', { name: '', public_key: 'nonsense' });
    assert.equal(bad.status, 400);
    assert.equal((await client.post('keys/', { name: 'x', public_key: 'nonsense' })).status, 400);
  });
});

describe('tokens', () => {
  test('are shown once, and kept as a hash', async () => {
    const expires = new Date(Date.now() + 3_600_000).toISOString();
    const { status, body } = await client.post('tokens/', { name: 'ci', expires });
    assert.equal(status, 201);
    assert.match(body.token, /^[0-9a-f]{40}$/);
    assert.deepEqual([body.prefix, body.expires], [body.token.slice(0, 6), expires]);
    assert.equal((await new Client(cloud.url, body.token).get('users/me/')).body.uuid, tenant.user);
    const list = await client.get('tokens/');
    assert.ok(!list.text.includes(body.token));
    const row = await cloud.db.selectFrom('token').selectAll().where('uuid', '=', body.uuid).executeTakeFirstOrThrow();
    assert.deepEqual(row.hash, createHash('sha256').update(body.token).digest());
    assert.equal((await client.delete(`tokens/${body.uuid}/`)).status, 204);
    assert.equal((await new Client(cloud.url, body.token).get('users/me/')).status, 401);
    assert.equal((await client.delete(`tokens/${body.uuid}/`)).status, 404);
  });
  test('that have expired before they begin are refused', async () => {
    const { status, errors } = await client.post('tokens/', { name: 'late', expires: '2020-01-01T00:00:00Z' });
    assert.deepEqual([status, Object.keys(errors)], [400, ['expires']]);
  });
});

describe('floating IPs', () => {
  test('are allocated, shown with what uses them, and released, also while a VM has them', async () => {
    const made = await client.post('openstack-floating-ips/', { project: tenant.project });
    assert.equal(made.status, 201);
    const { uuid, address } = made.body;
    assert.equal(made.headers.get('location'), `${cloud.url}/api/openstack-floating-ips/${uuid}/`);
    assert.equal((await client.get('openstack-floating-ips/?free=true')).body.count, 1);
    const networks = [{ subnet: tenant.subnet, floating_ip: 'auto' }];
    const { body: order } = await client.post('marketplace-orders/', orderFor(tenant, catalogue, { networks }));
    await client.settled(order.uuid);
    const { body: used } = await client.get(`openstack-floating-ips/${uuid}/`);
    assert.deepEqual(
      [used.resource_uuid, used.runtime_state],
      [order.resource_uuid, 'ACTIVE'],
      '"auto" takes a free one',
    );
    assert.equal((await client.get('openstack-floating-ips/?free=true')).body.count, 0);
    assert.equal((await client.get(`openstack-floating-ips/?address=${address}`)).body.count, 1);
    assert.equal((await client.delete(`openstack-floating-ips/${uuid}/`)).status, 204);
    assert.equal((await client.get(`openstack-floating-ips/${uuid}/`)).status, 404);
    assert.equal(await audited('floating-ip.release'), 1);
    const { body: vm } = await client.get(`marketplace-resources/${order.resource_uuid}/`);
    assert.deepEqual(vm.external_ips, []);
    await client.remove(order.resource_uuid);
  });
  test('are counted against the quota, and refused for a project that is not there', async () => {
    const poor = await makeTenant(cloud.db, cloud.url, { quota_floating_ips: 1 });
    assert.equal((await poor.client.post('openstack-floating-ips/', { project: poor.project })).status, 201);
    const over = await poor.client.post('openstack-floating-ips/', { project: poor.project });
    assert.deepEqual([over.status, over.body.code], [400, 'quota-exceeded']);
    for (const asking of [poor.client, cloud.staff]) {
      const unknown = await asking.post('openstack-floating-ips/', { project: randomUUID() });
      assert.deepEqual([unknown.status, Object.keys(unknown.errors)], [400, ['project']]);
    }
  });
});

describe('images', () => {
  const announcement = (more: Record<string, unknown> = {}) => ({
    name: `image-${randomUUID().slice(0, 8)}`,
    ssh_user: 'debian',
    sha256: 'AB'.repeat(32),
    project: tenant.project,
    ...more,
  });
  const upload = (uuid: string, as = client) =>
    as.send('PUT', `openstack-images/${uuid}/file/`, Buffer.from('a disk'), {
      'content-type': 'application/octet-stream',
    });

  test('are announced, uploaded, used and deleted', async () => {
    const made = await client.post('openstack-images/', announcement());
    assert.equal(made.status, 201, made.text);
    const { uuid } = made.body;
    assert.deepEqual([made.body.state, made.body.sha256], ['pending', 'ab'.repeat(32)]);
    const json = await client.send('PUT', `openstack-images/${uuid}/file/`, '{}');
    assert.equal(json.status, 415);
    const done = await upload(uuid);
    assert.equal(done.status, 200, done.text);
    assert.equal(done.body.state, 'ready');
    assert.equal((await upload(uuid)).status, 409, 'its content never changes');
    const flavor = (await client.get('openstack-flavors/?name_exact=small')).body.results[0].uuid;
    const order = orderFor(tenant, catalogue, { image: uuid, flavor });
    const { body: placed } = await client.post('marketplace-orders/', order);
    await client.settled(placed.uuid);
    const used = await client.delete(`openstack-images/${uuid}/`);
    assert.equal(used.status, 409);
    assert.match(used.body.detail, /use this image/);
    await client.remove(placed.resource_uuid);
    assert.equal((await client.delete(`openstack-images/${uuid}/`)).status, 204);
    assert.equal((await client.get(`openstack-images/${uuid}/`)).status, 404);
    await eventually('its end', async () => !(await cloud.driver.inventory()).some(({ id }) => id === uuid));
  });

  test('that cannot be used say why, and can be uploaded again', async () => {
    const { body: made } = await client.post('openstack-images/', announcement());
    cloud.driver.fault = (method) => {
      if (method === 'ensureImage') throw new Problem('image-checksum-mismatch', 'Wrong checksum.', 'Upload it again.');
    };
    const failed = await upload(made.uuid);
    cloud.driver.fault = () => {};
    assert.deepEqual([failed.status, failed.body.code], [422, 'image-checksum-mismatch']);
    const { body } = await client.get(`openstack-images/${made.uuid}/`);
    assert.deepEqual([body.state, body.error_message], ['erred', 'Wrong checksum. Upload it again.']);
    assert.equal((await upload(made.uuid)).body.state, 'ready');
  });

  test('are uploaded by one at a time', async () => {
    const { body: made } = await client.post('openstack-images/', announcement());
    const held = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    cloud.driver.fault = async (method, when, id) => {
      if (method !== 'ensureImage' || when !== 'before' || id !== made.uuid) return;
      reached.resolve();
      await held.promise;
    };
    const first = upload(made.uuid);
    await reached.promise;
    const second = await upload(made.uuid);
    assert.equal(second.status, 409, second.text);
    held.resolve();
    assert.equal((await first).status, 200);
    cloud.driver.fault = () => {};
  });

  test('by URL are fetched in the background', async () => {
    const { body: made } = await client.post(
      'openstack-images/',
      announcement({ url: 'https://images.example/x.qcow2' }),
    );
    const state = async () => (await client.get(`openstack-images/${made.uuid}/`)).body.state;
    await eventually('the image', state, (is) => is === 'ready');
  });

  test('that are public are for staff to make and delete', async () => {
    const { project: _, ...open } = announcement();
    assert.equal((await client.post('openstack-images/', open)).status, 403);
    const { body: made } = await cloud.staff.post('openstack-images/', open);
    assert.equal(made.project, null);
    const twin = await cloud.staff.post('openstack-images/', open);
    assert.deepEqual([twin.status, Object.keys(twin.errors)], [400, ['name']]);
    assert.equal((await client.delete(`openstack-images/${made.uuid}/`)).status, 403);
    assert.equal((await upload(made.uuid)).status, 403);
    assert.equal((await cloud.staff.delete(`openstack-images/${made.uuid}/`)).status, 204);
  });

  test('that are wrong are refused, all of it at once', async () => {
    const { status, errors } = await client.post('openstack-images/', {
      ssh_user: 'Bad User',
      sha256: 'short',
      url: 'file:///etc/passwd',
      readiness: 'magic',
    });
    assert.equal(status, 400);
    assert.deepEqual(Object.keys(errors).sort(), ['name', 'readiness', 'sha256', 'ssh_user', 'url']);
  });

  test('are not deleted under an order that has just chosen them', async () => {
    const flavor = (await client.get('openstack-flavors/?name_exact=small')).body.results[0].uuid;
    for (let round = 0; round < 5; round++) {
      const { body: made } = await client.post('openstack-images/', announcement());
      await upload(made.uuid);
      const order = orderFor(tenant, catalogue, { image: made.uuid, flavor });
      const [placed, deleted] = await Promise.all([
        client.post('marketplace-orders/', order),
        client.delete(`openstack-images/${made.uuid}/`),
      ]);
      assert.deepEqual(
        [placed.status, deleted.status],
        placed.status === 201 ? [201, 409] : [400, 204],
        `${placed.text} ${deleted.text}`,
      );
      if (placed.status !== 201) continue;
      assert.equal((await client.settled(placed.body.uuid)).state, 'Success');
      await client.remove(placed.body.resource_uuid);
    }
  });
});
