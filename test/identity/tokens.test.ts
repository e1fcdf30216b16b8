import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { Client } from '../support/client.ts';
import { setUp } from '../support/setup.ts';
import { makeTenant, makeUser, setPasswordOf } from '../support/tenant.ts';

const { cloud, tenant } = await setUp();
const other = await makeTenant(cloud.db, cloud.url);
const { user, client: full } = await makeUser(cloud.db, cloud.url, [tenant.project, other.project]);

async function mint(client: Client, limits: object): Promise<{ client: Client; uuid: string }> {
  const { status, body, text } = await client.post('tokens/', { name: 'limited', ...limits });
  assert.equal(status, 201, text);
  return { client: new Client(cloud.url, body.token), uuid: body.uuid };
}

const allocate = (client: Client, project: string) => client.post('openstack-floating-ips/', { project });

describe('T11 a token that was delegated', () => {
  test('may no more than it was given, and only there', async () => {
    const { client: reading } = await mint(full, { permissions: [] });
    const { client: here } = await mint(full, { permissions: ['NETWORK.MANAGE'], projects: [tenant.project] });
    assert.equal((await reading.get('projects/')).body.count, 2);
    assert.equal((await allocate(reading, tenant.project)).status, 403);
    assert.deepEqual(
      (await here.get('projects/')).body.results.map((project: { uuid: string }) => project.uuid),
      [tenant.project],
    );
    assert.equal((await allocate(here, tenant.project)).status, 201);
    assert.equal((await allocate(here, other.project)).status, 400);
    assert.equal((await here.get(`projects/${other.project}/`)).status, 404);
    assert.equal((await here.post('keys/', {})).status, 400);
    assert.equal((await here.delete(`openstack-floating-ips/${randomUUID()}/`)).status, 404);
  });

  test('makes none that is wider or lives longer, and what it made ends with it', async () => {
    const expires = new Date(Date.now() + 3_600_000).toISOString();
    const permissions = ['ACCOUNT.UPDATE', 'NETWORK.MANAGE'];
    const parent = await mint(full, { permissions, projects: [tenant.project], expires });
    const refused = async (wish: object): Promise<string[]> => {
      const { status, errors } = await parent.client.post('tokens/', { name: 'child', ...wish });
      assert.equal(status, 400);
      return Object.keys(errors);
    };
    assert.deepEqual(await refused({ permissions: [...permissions, 'ORDER.CREATE'] }), ['permissions']);
    assert.deepEqual(await refused({ projects: [other.project] }), ['projects']);
    assert.deepEqual(await refused({ expires: '2099-01-01T00:00:00Z' }), ['expires']);
    const child = await mint(parent.client, {});
    const shown = (await child.client.get(`tokens/${child.uuid}/`)).body;
    assert.deepEqual([shown.permissions, shown.projects, shown.expires], [permissions, [tenant.project], expires]);
    const grandchild = await mint(child.client, { permissions: ['ACCOUNT.UPDATE'] });
    assert.equal((await allocate(grandchild.client, tenant.project)).status, 403);
    assert.equal((await full.delete(`tokens/${parent.uuid}/`)).status, 204);
    for (const { client } of [parent, child, grandchild]) assert.equal((await client.get('users/me/')).status, 401);
  });

  test('becomes no password: without the old one it sets none', async () => {
    const { client } = await mint(full, {});
    const answer = await client.post(`users/${user}/password/`, { password: 'a-password-that-lasts' });
    assert.deepEqual(answer.errors, {
      old_password: ['You have no password yet. Ask a member of staff to set the first one.'],
    });
    await setPasswordOf(cloud.db, user, 'the-password-of-somebody');
    const { body } = await new Client(cloud.url, null, '/api-auth').post('password/', {
      username: (await full.get('users/me/')).body.username,
      password: 'the-password-of-somebody',
    });
    // who knows the password may have tokens that outlast the login
    const login = new Client(cloud.url, body.token);
    const lasting = await mint(login, {});
    assert.equal((await new Client(cloud.url, body.token, '/api-auth').post('logout/', undefined)).status, 204);
    assert.equal((await lasting.client.get('users/me/')).status, 200);
  });

  test('loses what its user loses, at once, and for good', async () => {
    const staff = cloud.staff;
    const { client, user: leaver } = await makeUser(cloud.db, cloud.url, [tenant.project]);
    const { client: token } = await mint(client, { permissions: ['NETWORK.MANAGE'] });
    assert.equal((await allocate(token, tenant.project)).status, 201);
    const role = { user: leaver, role: 'PROJECT.ADMIN' };
    const members = `projects/${tenant.project}`;
    assert.equal((await staff.post(`${members}/add_user/`, { user: leaver, role: 'PROJECT.READER' })).status, 201);
    assert.equal((await staff.post(`${members}/delete_user/`, role)).status, 200);
    assert.equal((await allocate(token, tenant.project)).status, 403);
    assert.equal((await staff.post(`${members}/delete_user/`, { ...role, role: 'PROJECT.READER' })).status, 200);
    assert.equal((await allocate(token, tenant.project)).status, 400);
    assert.equal((await staff.patch(`users/${leaver}/`, { is_active: false })).status, 200);
    assert.equal((await token.get('users/me/')).status, 401);
    assert.equal((await staff.patch(`users/${leaver}/`, { is_active: true })).status, 200);
    assert.deepEqual((await token.get('users/me/')).errors, { detail: 'Invalid token.' });
  });
});

describe('personal access tokens', () => {
  const soon = (hours = 1) => new Date(Date.now() + hours * 3_600_000).toISOString();

  test('are limited by scopes and projects, listed without their secret, and revoked', async () => {
    const waldur = full.in('/waldur/api');
    const wish = { name: 'ci', scopes: ['NETWORK.MANAGE'], expires_at: soon() };
    const { status, body: made } = await waldur.post('personal-access-tokens/', {
      ...wish,
      allowed_scopes: [{ type: 'project', uuid: tenant.project }],
    });
    assert.equal(status, 201);
    assert.deepEqual(made.scopes, ['NETWORK.MANAGE']);
    assert.equal(made.allowed_scopes[0].uuid, tenant.project.replaceAll('-', ''));
    const { body: listed } = await waldur.get('personal-access-tokens/?name_exact=ci');
    assert.equal(listed.length, 1);
    assert.deepEqual([listed[0].use_count, listed[0].is_active, listed[0].token], [0, true, undefined]);
    const ci = new Client(cloud.url, made.token);
    assert.equal((await allocate(ci, tenant.project)).status, 201);
    assert.equal((await allocate(ci, other.project)).status, 400);
    const { body: used } = await waldur.get(`personal-access-tokens/${made.uuid}/`);
    assert.deepEqual([used.use_count, used.last_used_ip], [1, '127.0.0.1']);
    assert.equal((await waldur.delete(`personal-access-tokens/${made.uuid}/`)).status, 204);
    assert.equal((await ci.get('projects/')).status, 401);
  });

  test('say which field is wrong', async () => {
    const { status, body } = await full.post('personal-access-tokens/', {
      name: 'bad',
      scopes: [],
      expires_at: '2020-01-01T00:00:00Z',
      allowed_scopes: [{ type: 'project', uuid: randomUUID() }],
    });
    assert.equal(status, 400);
    assert.match(body.expires_at[0], /Lies in the past/);
    assert.match(JSON.stringify(body.allowed_scopes), /no project of this UUID/);
  });

  test('get another secret, by a login, by themselves and by what made them, never by one that may less', async () => {
    const make = async (client: Client, scopes: string[], hours = 1) => {
      const wish = { name: 'r', scopes, expires_at: soon(hours) };
      const { body, text } = await client.post('personal-access-tokens/', wish);
      assert.ok(body.token, text);
      return { uuid: body.uuid, client: new Client(cloud.url, body.token) };
    };
    const rotate = (client: Client, uuid: string) => client.post(`personal-access-tokens/${uuid}/rotate/`, {});
    const parent = await make(full, ['ACCOUNT.UPDATE', 'NETWORK.MANAGE'], 2);
    const child = await make(parent.client, ['ACCOUNT.UPDATE']);
    assert.equal((await rotate(child.client, parent.uuid)).status, 409);
    const renewed = await rotate(parent.client, child.uuid);
    assert.equal(renewed.status, 201, renewed.text);
    assert.equal(renewed.body.uuid, child.uuid);
    assert.equal((await child.client.get('projects/')).status, 401);
    assert.equal((await new Client(cloud.url, renewed.body.token).get('projects/')).status, 200);
    const itself = await rotate(parent.client, parent.uuid);
    assert.equal(itself.status, 201);
    assert.equal((await parent.client.get('projects/')).status, 401);
    // what the old secret has made ends with the token still
    await new Client(cloud.url, itself.body.token).delete(`personal-access-tokens/${parent.uuid}/`);
    assert.equal((await new Client(cloud.url, renewed.body.token).get('projects/')).status, 401);
    const third = await make(full, []);
    const username = await setPasswordOf(cloud.db, user, 'the-password-of-somebody');
    const password = { username, password: 'the-password-of-somebody' };
    const { body: login } = await new Client(cloud.url, null, '/api-auth').post('password/', password);
    assert.equal((await rotate(new Client(cloud.url, login.token), third.uuid)).status, 201);
    assert.equal((await third.client.get('projects/')).status, 401);
  });

  test('can be allowed what the caller is', async () => {
    const { body } = await full.get('personal-access-tokens/available_scopes/?page_size=300');
    assert.ok(body.results.some(({ permission }: { permission: string }) => permission === 'ORDER.CREATE'));
    const limited = await mint(full, { permissions: ['NETWORK.MANAGE'] });
    const { body: few } = await limited.client.get('personal-access-tokens/available_scopes/');
    assert.deepEqual(few.results, [{ permission: 'NETWORK.MANAGE', description: 'Network manage' }]);
  });
});
