import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { permissionsOf } from '../../src/identity/index.ts';
import { type Answer, Client } from '../support/client.ts';
import { ed25519 } from '../support/tenant.ts';
import { setUp } from '../support/setup.ts';
import { makeUser, orderFor } from '../support/tenant.ts';

const { cloud, tenant, catalogue } = await setUp();
const { db, url } = cloud;
const manager = await makeUser(db, url, [tenant.project], 'PROJECT.MANAGER');
const hour = 3_600_000;
const inHours = (hours: number): string => new Date(Date.now() + hours * hour).toISOString();

const newcomer = async (): Promise<string> => (await makeUser(db, url, [tenant.project], 'PROJECT.READER')).user;
const give = (client: Client, user: string, role: string, expiration_time?: string): Promise<Answer> =>
  client.post(`projects/${tenant.project}/add_user/`, { user, role, expiration_time });

async function mint(client: Client, limits: object): Promise<{ client: Client; uuid: string }> {
  const { status, body, text } = await client.post('tokens/', { name: 'limited', ...limits });
  assert.equal(status, 201, text);
  return { client: new Client(url, body.token), uuid: body.uuid };
}

async function rolesIn(user: string): Promise<string[]> {
  const { body } = await cloud.staff.get(`projects/${tenant.project}/list_users/?page_size=300`);
  const theirs = body.results.filter(({ user_uuid }: { user_uuid: string }) => user_uuid === user);
  return theirs.map(({ role_name }: { role_name: string }) => role_name).toSorted();
}

describe('T11 a role that is given', () => {
  test('is none that may more than the token, and says what it lacks', async () => {
    const { client } = await mint(manager.client, {
      permissions: ['PROJECT.MEMBERS', ...permissionsOf('PROJECT.MEMBER')],
    });
    const user = await newcomer();
    const refused = await give(client, user, 'PROJECT.MANAGER');
    assert.equal(refused.status, 403);
    assert.match(refused.body.remedy, /ORDER\.APPROVE/);
    assert.equal((await give(client, user, 'PROJECT.MEMBER')).status, 201);
  });

  test('ends with the role by which it is given, and with the token', async () => {
    const soon = inHours(2);
    const { user: temporary, client } = await makeUser(db, url, [tenant.project], 'PROJECT.MANAGER');
    await db
      .updateTable('role_grant')
      .set({ expires: new Date(soon) })
      .where('user_uuid', '=', temporary)
      .execute();
    const user = await newcomer();
    assert.equal((await give(client, user, 'PROJECT.MANAGER')).body.expiration_time, soon);
    const longer = await give(client, user, 'PROJECT.MANAGER', inHours(3));
    assert.deepEqual([longer.status, Object.keys(longer.errors)], [400, ['expiration_time']]);
    const until = inHours(1);
    const token = await mint(client, { expires: until });
    assert.equal((await give(token.client, user, 'PROJECT.ADMIN')).body.expiration_time, until);
    assert.equal((await give(token.client, user, 'PROJECT.ADMIN', soon)).status, 400);
    const later = await mint(client, { expires: inHours(3) });
    assert.equal((await give(later.client, user, 'PROJECT.MEMBER')).body.expiration_time, soon);
    // to oneself, too
    assert.equal((await give(client, temporary, 'PROJECT.MANAGER', inHours(3))).status, 400);
  });

  test('by a limited token is taken along by it, and so is what came of that role', async () => {
    const { client, uuid } = await mint(manager.client, { permissions: permissionsOf('PROJECT.MANAGER') });
    const { user, client: promoted } = await makeUser(db, url, [tenant.project], 'PROJECT.READER');
    assert.equal((await give(client, user, 'PROJECT.MANAGER')).status, 201);
    const third = await newcomer();
    assert.equal((await give(promoted, third, 'PROJECT.ADMIN')).status, 201);
    // what was there already stays, though the token gave it once more
    const settled = await newcomer();
    assert.equal((await give(manager.client, settled, 'PROJECT.ADMIN')).status, 201);
    assert.equal((await give(client, settled, 'PROJECT.ADMIN')).status, 201);
    // and so does what a user has confirmed since
    const confirmed = await newcomer();
    assert.equal((await give(client, confirmed, 'PROJECT.ADMIN')).status, 201);
    assert.equal((await give(manager.client, confirmed, 'PROJECT.ADMIN')).status, 201);
    assert.equal((await manager.client.delete(`tokens/${uuid}/`)).status, 204);
    assert.deepEqual(await rolesIn(user), ['PROJECT.READER']);
    assert.deepEqual(await rolesIn(third), ['PROJECT.READER']);
    for (const kept of [settled, confirmed]) assert.deepEqual(await rolesIn(kept), ['PROJECT.ADMIN', 'PROJECT.READER']);
  });
});

describe('T11 an ssh key that a limited token has stored', () => {
  test('ends with the token: no order finds it any more, and its name is free', async () => {
    const { client, uuid: token } = await mint(tenant.client, { permissions: ['ACCOUNT.UPDATE'], expires: inHours(1) });
    const key = { name: 'of a token', public_key: ed25519 };
    const { status, body } = await client.post('keys/', key);
    assert.equal(status, 201);
    assert.ok(Date.parse(body.expires) <= Date.now() + hour);
    const order = () =>
      tenant.client.post('marketplace-orders/preflight/', orderFor(tenant, catalogue, { ssh_public_key: body.uuid }));
    assert.equal((await order()).status, 200);
    await sql`UPDATE ssh_key SET expires = now() WHERE uuid = ${body.uuid}`.execute(db);
    assert.deepEqual((await order()).errors, {
      attributes: {
        ssh_public_key: [
          'Object does not exist: no ssh key of this UUID is available to you. GET /api/keys/ lists those that are.',
        ],
      },
    });
    assert.equal((await tenant.client.get(`keys/${body.uuid}/`)).status, 404);
    const again = await client.post('keys/', key);
    assert.equal(again.status, 201, again.text);
    assert.equal((await tenant.client.delete(`tokens/${token}/`)).status, 204);
    assert.equal((await tenant.client.get('keys/')).body.count, 0);
    assert.equal((await tenant.client.post('keys/', key)).body.expires, null);
  });
});

describe('T11 what would outlive a limited token', () => {
  const staffLimited = (limits: object) => mint(cloud.staff, limits);

  test('takes one that is not limited: staff, passwords, who was inactive, public images', async () => {
    const { client: operating } = await staffLimited({ permissions: ['CLOUD.OPERATE'], expires: inHours(1) });
    const { client: imaging } = await staffLimited({ permissions: ['CLOUD.OPERATE', 'IMAGE.MANAGE'] });
    const { client: ending } = await staffLimited({ expires: inHours(1) });
    const user = await newcomer();
    const password = 'a-password-that-lasts';
    const image = { name: 'for all', ssh_user: 'debian', sha256: 'ab'.repeat(32) };
    const { body: own } = await cloud.staff.post('openstack-images/', {
      ...image,
      name: 'ours',
      project: tenant.project,
    });
    for (const client of [operating, imaging, ending]) {
      for (const answer of [
        await client.post('users/', { username: 'made-by-a-token', is_staff: true }),
        await client.post('users/', { username: 'made-by-a-token', password }),
        await client.post(`users/${user}/password/`, { password }),
        await client.patch(`users/${user}/`, { is_staff: true }),
        await client.patch(`users/${user}/`, { is_active: true }),
        await client.post('openstack-images/', { ...image, project: null }),
        await client.patch(`openstack-images/${own.uuid}/`, { project: null }),
      ]) {
        assert.equal(answer.status, 403, answer.text);
      }
    }
    const refused = await ending.patch(`users/${user}/`, { is_staff: true });
    assert.match(refused.body.remedy, /log in, or use one without/);
    // what it may is not taken from it
    assert.equal((await operating.post('users/', { username: 'without-a-password' })).status, 201);
    assert.equal((await operating.patch(`users/${user}/`, { is_active: false })).status, 200);
    assert.equal((await cloud.staff.patch(`users/${user}/`, { is_active: true })).status, 200);
    assert.equal((await cloud.staff.post('openstack-images/', { ...image, project: null })).status, 201);
  });
});
