import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import type { Client } from '../support/client.ts';
import { setUp } from '../support/setup.ts';
import { volumeSettled } from '../support/volumes.ts';
import { makeTenant, makeUser, orderFor, readCatalogue } from '../support/tenant.ts';

const { cloud, tenant } = await setUp();
const { customer } = (await tenant.client.get(`projects/${tenant.project}/`)).body;
/** Owns the customer of the tenant's project. */
const owner = await makeOwner();

async function makeOwner(): Promise<Client> {
  const { user, client } = await makeUser(cloud.db, cloud.url, []);
  const role = { user, role: 'CUSTOMER.OWNER' };
  const { status } = await cloud.staff.post(`customers/${customer}/add_user/`, role);
  assert.equal(status, 201);
  return client;
}

describe('projects', () => {
  test('are made by an owner with a network to order on, changed, and deleted when they are empty', async () => {
    const made = await owner.post('projects/', { name: 'Build farm', description: 'CI', customer });
    assert.equal(made.status, 201, made.text);
    const { uuid, url } = made.body;
    assert.equal(made.headers.get('location'), url);
    const { body: subnets } = await owner.get(`openstack-subnets/?project_uuid=${uuid}`);
    assert.equal(subnets.count, 1);
    const patched = await owner.patch(`projects/${uuid}/`, { name: 'Farm' });
    assert.deepEqual([patched.body.name, patched.body.description], ['Farm', 'CI']);
    const put = await owner.send('PUT', `projects/${uuid}/`, { name: 'Farm 2' });
    assert.deepEqual([put.status, put.body.name, put.body.description], [200, 'Farm 2', '']);
    const missing = await owner.send('PUT', `projects/${uuid}/`, { description: 'x' });
    assert.deepEqual([missing.status, missing.errors], [400, { name: ['This field is required.'] }]);
    const later = await owner.patch(`projects/${uuid}/`, { start_date: '2030-01-31' });
    assert.deepEqual([later.status, Object.keys(later.errors)], [400, ['start_date']]);

    const subnet = subnets.results[0].uuid;
    const order = orderFor({ project: uuid, subnet }, await readCatalogue(cloud.db));
    const placed = await owner.post('marketplace-orders/', order);
    assert.equal(placed.status, 201, placed.text);
    await owner.settled(placed.body.uuid);
    const busy = await owner.delete(`projects/${uuid}/`);
    assert.equal(busy.status, 409);
    assert.match(busy.body.detail, /1 instances, 1024 MiB of storage\. Delete them first/);
    await owner.remove(placed.body.resource_uuid);
    assert.equal((await owner.delete(`projects/${uuid}/`)).status, 204);
    assert.equal((await owner.get(`projects/${uuid}/`)).status, 404);
    assert.equal((await owner.delete(`projects/${uuid}/`)).status, 404);
    const again = await owner.post('marketplace-orders/', order);
    assert.deepEqual([again.status, Object.keys(again.errors)], [400, ['project', 'attributes']]);
    const { rows } = await sql`SELECT FROM network WHERE project = ${uuid}`.execute(cloud.db);
    assert.equal(rows.length, 0);
  });

  test('and their customers and users are deleted, and made again by the same names', async () => {
    const { staff } = cloud;
    const organisation = (await staff.post('customers/', { name: 'Passing' })).body.uuid;
    const { client, user } = await makeUser(cloud.db, cloud.url, []);
    const { username } = (await client.get('users/me/')).body;
    const role = { user, role: 'CUSTOMER.OWNER' };
    assert.equal((await staff.post(`customers/${organisation}/add_user/`, role)).status, 201);
    const project = (await client.post('projects/', { name: 'Passing', customer: organisation })).body.uuid;
    const held = await staff.delete(`customers/${organisation}/`);
    assert.deepEqual([held.status, held.body.code], [409, 'in-use'], held.text);
    assert.match(held.body.detail, /"Passing"/);
    assert.equal((await client.delete(`projects/${project}/`)).status, 204);
    assert.equal((await staff.delete(`users/${user}/`)).status, 204);
    assert.equal((await client.get('users/me/')).status, 401);
    const me = (await staff.get('users/me/')).body.uuid;
    assert.equal((await staff.delete(`users/${me}/`)).status, 409);
    assert.equal((await staff.delete(`customers/${organisation}/`)).status, 204);
    for (const path of [`users/${user}/`, `customers/${organisation}/`, `customers/${organisation}/list_users/`])
      assert.equal((await staff.get(path)).status, 404, path);
    assert.equal((await staff.delete(`users/${user}/`)).status, 404);
    const late = await staff.post('projects/', { name: 'Late', customer: organisation });
    assert.deepEqual([late.status, Object.keys(late.errors)], [400, ['customer']]);
    assert.equal((await staff.post('users/', { username })).status, 201);
    const { results } = (await staff.get(`events/?object_uuid=${user}&event_type=user.delete`)).body;
    assert.equal(results.length, 1);
  });

  test('are not deleted while they hold anything, of whatever kind', async () => {
    const { uuid: project, slug } = (await owner.post('projects/', { name: '満員', customer })).body;
    assert.match(slug, /^x-[a-z0-9]{1,6}$/);
    const subnet = (await owner.get(`openstack-subnets/?project_uuid=${project}`)).body.results[0].uuid;
    const catalogue = await readCatalogue(cloud.db);
    const image = { name: 'theirs', ssh_user: 'root', sha256: 'ab'.repeat(32), project };
    const volume = { name: 'data', size: 2048, project };
    const made: [path: string, body: object, said: RegExp][] = [
      ['marketplace-orders/', orderFor({ project, subnet }, catalogue), /: 1 instances, 1024 MiB of storage\. Delete/],
      ['openstack-volumes/', volume, /: 2048 MiB of storage\. Delete/],
      ['openstack-floating-ips/', { project }, /: 1 floating IPs\. Delete/],
      ['openstack-images/', image, /: 1 images\. Delete/],
    ];
    for (const [path, body, said] of made) {
      const { status, text, body: created } = await owner.post(path, body);
      assert.equal(status, 201, text);
      const refused = await owner.delete(`projects/${project}/`);
      assert.equal(refused.status, 409);
      assert.match(refused.body.detail, said);
      if (path === 'marketplace-orders/') {
        await owner.remove((await owner.settled(created.uuid)).resource_uuid);
        continue;
      }
      if (path === 'openstack-volumes/') await volumeSettled(owner, created.uuid);
      const { status: gone, text: why } = await owner.delete(`${path}${created.uuid}/`);
      assert.ok(gone === 202 || gone === 204, why);
      if (path === 'openstack-volumes/') assert.equal(await volumeSettled(owner, created.uuid), null);
    }
    assert.equal((await owner.delete(`projects/${project}/`)).status, 204);
  });

  test('are deleted or ordered in, never both', async () => {
    const catalogue = await readCatalogue(cloud.db);
    for (let round = 0; round < 5; round++) {
      const { uuid } = (await owner.post('projects/', { name: 'race', customer })).body;
      const subnet = (await owner.get(`openstack-subnets/?project_uuid=${uuid}`)).body.results[0].uuid;
      const [placed, gone] = await Promise.all([
        owner.post('marketplace-orders/', orderFor({ project: uuid, subnet }, catalogue)),
        owner.delete(`projects/${uuid}/`),
      ]);
      assert.deepEqual([placed.status, gone.status], placed.status === 201 ? [201, 409] : [400, 204]);
      if (placed.status === 201) await owner.settled(placed.body.uuid);
    }
  });

  test('have quotas that members read and staff sets; none is taken away from', async () => {
    const path = `projects/${tenant.project}/`;
    assert.equal((await owner.patch(path, { quotas: { vcpu: 1000 } })).status, 403);
    assert.equal((await cloud.staff.patch(path, { quotas: { floating_ips: -1 } })).status, 400);
    assert.equal((await cloud.staff.patch(path, { quotas: { floating_ips: 1, vcpu: 2 } })).status, 200);
    const { quotas } = (await tenant.client.get(path)).body;
    assert.deepEqual([quotas.floating_ips, quotas.vcpu.limit], [{ limit: 1, usage: 0 }, 2]);
    const allocate = () => tenant.client.post('openstack-floating-ips/', { project: tenant.project });
    const statuses = await Promise.all(Array.from({ length: 10 }, async () => (await allocate()).status));
    assert.equal(statuses.filter((status) => status === 201).length, 1);
    assert.equal((await cloud.staff.patch(path, { quotas: { floating_ips: 0 } })).status, 200);
    assert.deepEqual((await tenant.client.get(path)).body.quotas.floating_ips, { limit: 0, usage: 1 });
  });
});

describe('roles', () => {
  const members = () => `projects/${tenant.project}`;

  test('are listed with what they may, given by name or UUID, and end by themselves', async () => {
    const { body: roles } = await tenant.client.get('roles/');
    const reader = roles.results.find((role: { name: string }) => role.name === 'PROJECT.READER');
    assert.deepEqual(reader.permissions, []);
    const { user, client } = await makeUser(cloud.db, cloud.url, []);
    const give = (more: object) => cloud.staff.post(`${members()}/add_user/`, { user, ...more });
    for (const role of ['CUSTOMER.OWNER', 'PROJECT.NOBODY', randomUUID()])
      assert.deepEqual(Object.keys((await give({ role })).errors), ['role']);
    assert.equal((await give({ role: 'PROJECT.READER', expiration_time: '2001-01-01T00:00:00Z' })).status, 400);
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    const given = await give({ role: reader.url, expiration_time: soon });
    assert.deepEqual([given.status, given.body], [201, { expiration_time: soon }]);
    assert.equal((await client.get(`${members()}/`)).status, 200);
    const { body: list } = await tenant.client.get(`${members()}/list_users/?page_size=100`);
    const mine = list.results.find((member: { user_uuid: string }) => member.user_uuid === user);
    assert.deepEqual([mine.role_name, mine.role_uuid, mine.expiration_time], ['PROJECT.READER', reader.uuid, soon]);
    await sql`UPDATE role_grant SET expires = now() WHERE user_uuid = ${user}`.execute(cloud.db);
    assert.equal((await client.get(`${members()}/`)).status, 404);
  });

  test('are given by a manager to people that the manager knows, in that project', async () => {
    const { client: manager } = await makeUser(cloud.db, cloud.url, [tenant.project], 'PROJECT.MANAGER');
    const stranger = (await makeTenant(cloud.db, cloud.url)).user;
    const refused = await manager.post(`${members()}/add_user/`, { user: stranger, role: 'PROJECT.MEMBER' });
    assert.deepEqual([refused.status, Object.keys(refused.errors)], [400, ['user']]);
    const promoted = await manager.post(`${members()}/add_user/`, { user: tenant.user, role: 'PROJECT.MANAGER' });
    assert.equal(promoted.status, 201);
    const denied = await manager.post(`customers/${customer}/add_user/`, { user: tenant.user, role: 'CUSTOMER.OWNER' });
    assert.equal(denied.status, 403);
    const taken = { user: tenant.user, role: 'PROJECT.MANAGER' };
    assert.equal((await manager.post(`${members()}/delete_user/`, taken)).status, 200);
    assert.equal((await manager.post(`${members()}/delete_user/`, taken)).status, 400);
  });

  test('let users see each other where they meet, and nobody else', async () => {
    const { client, user } = await makeUser(cloud.db, cloud.url, []);
    const { body } = await client.get('users/');
    assert.deepEqual(
      body.results.map((found: { uuid: string }) => found.uuid),
      [user],
    );
    assert.equal((await client.get(`users/${tenant.user}/`)).status, 404);
    assert.equal((await client.patch(`users/${user}/`, { full_name: 'Ada Lovelace' })).body.last_name, 'Lovelace');
    assert.equal((await client.patch(`users/${user}/`, { is_staff: true })).status, 403);
    const own = (await cloud.staff.get('users/me/')).body.uuid;
    assert.equal((await cloud.staff.patch(`users/${own}/`, { is_staff: false })).status, 409);
    const username = `ada-${randomUUID().slice(0, 8)}`;
    assert.equal((await cloud.staff.post('users/', { username, password: `x${username}` })).status, 400);
    assert.equal((await cloud.staff.post('users/', { username })).status, 201);
    assert.deepEqual(Object.keys((await cloud.staff.post('users/', { username })).errors), ['username']);
  });
});

describe('events', () => {
  const types = async (client: Client, query: string): Promise<string[]> => {
    const { body } = await client.get(`events/?page_size=100&${query}`);
    return body.results.map((event: { action: string; result: string }) => `${event.action} ${event.result}`);
  };

  test('say who did what, from where, and what was denied; by project, user, action and time', async () => {
    const since = new Date().toISOString();
    const { client: reader, user } = await makeUser(cloud.db, cloud.url, [tenant.project], 'PROJECT.READER');
    assert.equal((await reader.post('openstack-floating-ips/', { project: tenant.project })).status, 403);
    await owner.patch(`projects/${tenant.project}/`, { description: 'seen' });
    const { body } = await tenant.client.get(`events/?user_uuid=${user}`);
    assert.equal(body.count, 1);
    const [event] = body.results;
    assert.deepEqual(
      [event.action, event.result, event.ip_address, event.project_uuid, event.context.method],
      ['NETWORK.MANAGE', 'denied', '127.0.0.1', tenant.project, 'POST'],
    );
    assert.deepEqual(
      await types(tenant.client, `project_uuid=${tenant.project}&created_from=${since}&result=accepted`),
      ['project.update accepted'],
    );
    const seconds = Date.parse(since) / 1000;
    assert.equal((await types(owner, `event_type=project.update&created_to=${seconds}`)).includes('x'), false);
    assert.deepEqual(await types(tenant.client, `created_from=${seconds}&event_type=project.update`), [
      'project.update accepted',
    ]);
  });

  test('are seen by who sees the project, owns the customer, or did it', async () => {
    const stranger = await makeTenant(cloud.db, cloud.url);
    assert.deepEqual(await types(stranger.client, ''), []);
    await stranger.client.post('keys/', { public_key: `ssh-ed25519 ${'A'.repeat(5)}` });
    await stranger.client.post('tokens/', { name: 'mine' });
    assert.deepEqual(await types(stranger.client, ''), ['token.create accepted']);
    assert.ok(!(await types(owner, '')).includes('token.create accepted'));
    assert.ok((await types(owner, `customer_uuid=${customer}`)).includes('member.add accepted'));
    assert.ok(!(await types(tenant.client, '')).includes('customer.create accepted'));
    assert.ok((await types(cloud.staff, '')).includes('token.create accepted'));
  });
});
