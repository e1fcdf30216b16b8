import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { onlyCloud } from '../../src/common/cloud-settings.ts';
import { createProject } from '../../src/identity/index.ts';
import { limits } from '../../src/identity/limits.ts';
import { Client } from '../support/client.ts';
import { followed } from '../support/remedy.ts';
import { setUp } from '../support/setup.ts';
import { makeTenant, makeUser, orderFor, setPasswordOf } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp();
const { db, url } = cloud;

describe('what one user has', () => {
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  const key = (number: number) => {
    const bytes = Buffer.alloc(32, number);
    const blob = Buffer.concat([
      Buffer.from('0000000b', 'hex'),
      Buffer.from('ssh-ed25519'),
      Buffer.from('00000020', 'hex'),
      bytes,
    ]);
    return { name: `key ${number}`, public_key: `ssh-ed25519 ${blob.toString('base64')}` };
  };
  const kinds: [path: string, limit: number, body: (number: number) => object][] = [
    ['tokens', limits.tokens, (number) => ({ name: `t${number}` })],
    ['personal-access-tokens', limits.tokens, (number) => ({ name: `t${number}`, scopes: [], expires_at: soon })],
    ['keys', limits.keys, key],
  ];
  for (const [path, limit, body] of kinds) {
    test(`of ${path} is bounded, however many come at once, and what is deleted makes room`, async () => {
      const { user, client } = await makeUser(db, url, []);
      // the token that it asks with is one
      const has = path === 'keys' ? 0 : 1;
      if (path === 'keys')
        await sql`INSERT INTO ssh_key (user_uuid, name, key_type, public_key, fingerprint_md5, fingerprint_sha256)
          SELECT ${user}, 'old ' || n, 'x', 'x', n::text, n::text FROM generate_series(1, ${limit - has - 3}) n`.execute(
          db,
        );
      else
        await sql`INSERT INTO token (user_uuid, name, hash, prefix)
          SELECT ${user}, 'old ' || n, sha256((${user} || n)::bytea), 'x' FROM generate_series(1, ${limit - has - 3}) n`.execute(
          db,
        );
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, number) => client.post(`${path}/`, body(number))),
      );
      const made = answers.filter(({ status }) => status === 201);
      assert.equal(made.length, 3);
      for (const { status, body: said } of answers.filter((answer) => !made.includes(answer)))
        assert.deepEqual([status, said.code], [400, 'quota-exceeded']);
      assert.equal((await client.delete(`${path}/${made[0]?.body.uuid}/`)).status, 204);
      assert.equal((await client.post(`${path}/`, body(9))).status, 201);
    });
  }

  test('of tokens that have ended takes no place, and is no way to more rows', async () => {
    const { user, client } = await makeUser(db, url, []);
    await sql`INSERT INTO token (user_uuid, name, hash, prefix, expires)
      SELECT ${user}, 'old', sha256((${user} || n)::bytea), 'x', now() - n * interval '1 minute'
      FROM generate_series(1, ${2 * limits.tokens}) n`.execute(db);
    assert.equal((await client.post('tokens/', { name: 'new' })).status, 201);
    const left = await db.selectFrom('token').select('name').where('user_uuid', '=', user).execute();
    assert.equal(left.filter(({ name }) => name === 'old').length, limits.tokens);
  });

  test('of logins is bounded: of more, the one that was unused for longest ends', async () => {
    const { user } = await makeUser(db, url, []);
    const username = await setPasswordOf(db, user, 'correct horse battery staple');
    const logIn = async () => {
      const { body } = await new Client(url, null, '').post('api-auth/password/', {
        username,
        password: 'correct horse battery staple',
      });
      return new Client(url, body.token);
    };
    const [first, second] = [await logIn(), await logIn()];
    await sql`UPDATE token SET created = created - interval '2 hours' WHERE user_uuid = ${user} AND kind = 'login'`.execute(
      db,
    );
    assert.equal((await first.get('users/me/')).status, 200);
    await sql`INSERT INTO token (user_uuid, name, kind, hash, prefix, created, expires)
      SELECT ${user}, 'login', 'login', sha256((${user} || n)::bytea), 'x', now() - interval '1 hour', now() + interval '1 hour'
      FROM generate_series(1, ${limits.logins - 2}) n`.execute(db);
    const last = await logIn();
    assert.deepEqual(
      await Promise.all([first, second, last].map(async (client) => (await client.get('users/me/')).status)),
      [200, 401, 200],
    );
  });

  test('of streams is bounded, and what ends makes room', async () => {
    const held = Promise.withResolvers<void>();
    cloud.driver.fault = (method, when) => (method === 'startGuest' && when === 'before' ? held.promise : undefined);
    const { body: order } = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue));
    const follow = async (client: Client) => {
      const control = new AbortController();
      const headers = { authorization: `Token ${client.token}` };
      const response = await fetch(`${url}/api/marketplace-orders/${order.uuid}/events/`, {
        headers,
        signal: control.signal,
      });
      return { status: response.status, end: () => control.abort() };
    };
    const streams = await Promise.all(Array.from({ length: 100 }, () => follow(tenant.client)));
    assert.ok(streams.every(({ status }) => status === 200));
    const refused = () => tenant.client.get(`marketplace-orders/${order.uuid}/events/`);
    await followed('too-many-streams', /or ask for the order now and then instead/, refused, () =>
      tenant.client.get(`marketplace-orders/${order.uuid}/`),
    );
    const other = await follow((await makeUser(db, url, [tenant.project])).client);
    assert.equal(other.status, 200);
    streams.pop()?.end();
    const again = await eventually('room for a stream', async () => {
      const stream = await follow(tenant.client);
      return stream.status === 200 && stream;
    });
    for (const { end } of [...streams, other, again]) end();
    cloud.driver.fault = () => {};
    held.resolve();
    await tenant.client.settled(order.uuid);
  });
});

test('what one customer has of projects is bounded', async () => {
  const { project } = await makeTenant(db, url);
  const { customer } = await db
    .selectFrom('project')
    .select('customer')
    .where('uuid', '=', project)
    .executeTakeFirstOrThrow();
  await db.transaction().execute(async (tx) => {
    for (let made = 1; made < limits.projects - 2; made++)
      await createProject(tx, { cloud: onlyCloud, customer, name: `p${made}` });
  });
  const post = () => cloud.staff.post('projects/', { customer, name: 'one more' });
  const statuses = (await Promise.all(Array.from({ length: 6 }, post))).map(
    ({ status, body }) => `${status} ${body.code ?? ''}`,
  );
  assert.deepEqual(statuses.sort(), ['201 ', '201 ', ...Array.from({ length: 4 }, () => '400 quota-exceeded')]);
});
