import { randomUUID } from 'node:crypto';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { type Answer, Client } from '../support/client.ts';
import { followed } from '../support/remedy.ts';
import { setUp } from '../support/setup.ts';
import { makeTenant, makeUser, orderFor, setPasswordOf, type Tenant } from '../support/tenant.ts';

const { cloud, tenant, catalogue } = await setUp();
const { client, project } = tenant;

const order = (of: Tenant = tenant, attributes: Record<string, unknown> = {}): Promise<Answer> =>
  of.client.post('marketplace-orders/', orderFor(of, catalogue, attributes));
const allocate = (of: Tenant = tenant) => of.client.post('openstack-floating-ips/', { project: of.project });
const network = (name: string) => client.post('openstack-networks/', { project, name });

describe('what is said of what is there already, or is used up, helps, of', () => {
  test('an address that is taken', async () => {
    const port = (ip_address: string) =>
      client.post('openstack-ports/', {
        network: tenant.network,
        fixed_ips: [{ subnet_id: tenant.subnet, ip_address }],
      });
    const first = await port('10.0.0.77');
    assert.equal(first.status, 201, first.text);
    const taken = () => port('10.0.0.77');
    await followed('already-taken', /in use|taken/i, taken, () => port('10.0.0.78'));
    await followed('already-taken', /in use|taken/i, taken, async () => {
      await client.delete(`openstack-ports/${first.body.uuid}/`);
      return taken();
    });
  });
  test('a quota', async () => {
    const poor = await makeTenant(cloud.db, cloud.url, { quota_floating_ips: 1 });
    const { body } = await allocate(poor);
    await followed(
      'quota-exceeded',
      /Release a floating IP/,
      () => allocate(poor),
      async () => {
        await poor.client.delete(`openstack-floating-ips/${body.uuid}/`);
        return allocate(poor);
      },
    );
    await followed(
      'quota-exceeded',
      /use a free one of the project, or ask for a higher quota/,
      () => allocate(poor),
      async () => {
        await cloud.staff.patch(`projects/${poor.project}/`, { quotas: { floating_ips: 2 } });
        return allocate(poor);
      },
    );
  });
  test('the addresses of a subnet', async () => {
    const { body: small } = await network('small');
    const subnet = (name: string, cidr: string) =>
      client.post(`openstack-networks/${small.uuid}/create_subnet/`, { name, cidr });
    const { body: full } = await subnet('full', '10.9.0.0/30');
    const port = (uuid: string) =>
      client.post('openstack-ports/', { network: small.uuid, fixed_ips: [{ subnet_id: uuid }] });
    const { body: first } = await port(full.uuid);
    await followed(
      'no-address-left',
      /another subnet|No address is left/,
      () => port(full.uuid),
      async () => port((await subnet('next', '10.9.1.0/30')).body.uuid),
    );
    await followed(
      'no-address-left',
      /Delete what is not needed|No address is left/,
      () => port(full.uuid),
      async () => {
        await client.delete(`openstack-ports/${first.uuid}/`);
        return port(full.uuid);
      },
    );
  });
  test('the pool of floating IPs', async () => {
    const pool = cloud.db.updateTable('subnet').where('project', 'is', null);
    const whole = await cloud.db
      .selectFrom('subnet')
      .select(['pool_first', 'pool_last'])
      .where('project', 'is', null)
      .executeTakeFirstOrThrow();
    const networks = (floating_ip: string) => ({ networks: [{ subnet: tenant.subnet, floating_ip }] });
    const { body: unused } = await allocate();
    await pool.set({ pool_first: unused.address, pool_last: unused.address }).execute();
    try {
      await followed(
        'no-floating-ip-left',
        /No floating IP is left/,
        () => allocate(),
        async () => {
          await client.delete(`openstack-floating-ips/${unused.uuid}/`);
          return allocate();
        },
      );
      const automatic = () => order(tenant, { name: 'reached', ...networks('auto') });
      await order(tenant, { name: 'takes-it', ...networks('auto') });
      await followed('no-floating-ip-left', /No floating IP is left/, automatic, () =>
        order(tenant, { name: 'unreached', ...networks('none') }),
      );
      await followed('no-floating-ip-left', /a larger pool|No floating IP is left/, automatic, async () => {
        await pool.set(whole).execute();
        return automatic();
      });
    } finally {
      await pool.set(whole).execute();
    }
  });
  test('a server group', async () => {
    const made = await client.post('openstack-server-groups/', { project, name: 'apart', policy: 'anti-affinity' });
    const path = `openstack-server-groups/${made.body.uuid}/`;
    const place = () => order(tenant, { name: `of-a-group-${randomUUID().slice(0, 8)}`, server_group: made.body.uuid });
    assert.equal((await place()).status, 201);
    await followed('no-host-for-group', /soft-anti-affinity/, place, async () => {
      assert.equal((await client.patch(path, { policy: 'soft-anti-affinity' })).status, 200);
      return place();
    });
  });
  test('a host', async () => {
    const { rows } = await sql<{ min: number; max: number }>`
      SELECT min_value::int AS min, max_value::int AS max FROM pg_sequences WHERE sequencename = 'instance_slot'
    `.execute(cloud.db);
    const [slots = { min: 0, max: 0 }] = rows;
    const between = (min: number, max: number) =>
      sql
        .raw(`ALTER SEQUENCE instance_slot MINVALUE ${min} MAXVALUE ${max} START ${min} RESTART CYCLE`)
        .execute(cloud.db);
    // two places, where nobody is
    await between(60_000, 60_001);
    const place = () => order(tenant, { name: 'placed' });
    const [{ body: first }] = [await place(), await place()];
    await client.settled(first.uuid);
    await followed('host-full', /Delete instances that are not needed/, place, async () => {
      await client.remove(first.resource_uuid);
      return place();
    });
    await between(slots.min, slots.max);
  });
  test('what is in use', async () => {
    const made = await network('used');
    const { body: subnet } = await client.post(`openstack-networks/${made.body.uuid}/create_subnet/`, { name: 'used' });
    const { body: port } = await client.post('openstack-ports/', { network: made.body.uuid });
    const remove = () => client.delete(`openstack-subnets/${subnet.uuid}/`);
    await followed('in-use', /Delete or change first what the message names/, remove, async () => {
      await client.delete(`openstack-ports/${port.uuid}/`);
      return remove();
    });
  });
});

describe('what is said to whom nobody knows, or who may not, helps, without', () => {
  const password = 'correct horse battery staple';
  const logIn = (username: string, secret: string) =>
    new Client(cloud.url, null, '/api-auth').post('password/', { username, password: secret });

  test('a token', () =>
    followed(
      'not-authenticated',
      /Authorization: Token TOKEN/,
      () => new Client(cloud.url, null).get('projects/'),
      () => new Client(cloud.url, null).get('projects/', { authorization: `Token ${client.token}` }),
    ));
  test('a valid token', async () => {
    const { user } = await makeUser(cloud.db, cloud.url, [project]);
    const username = await setPasswordOf(cloud.db, user, password);
    await followed(
      'invalid-token',
      /Log in again/,
      () => new Client(cloud.url, 'wrong').get('projects/'),
      async () => new Client(cloud.url, (await logIn(username, password)).body.token).get('projects/'),
    );
  });
  test('the password', async () => {
    const { user } = await makeUser(cloud.db, cloud.url, [project]);
    const username = await setPasswordOf(cloud.db, user, 'long forgotten password');
    await followed(
      'invalid-login',
      /an operator sets a new password/,
      () => logIn(username, password),
      async () => {
        await cloud.staff.post(`users/${user}/password/`, { password });
        return logIn(username, password);
      },
    );
  });
  test('patience, after too many wrong ones', async () => {
    const { user } = await makeUser(cloud.db, cloud.url, [project]);
    const username = await setPasswordOf(cloud.db, user, password);
    for (let guess = 0; guess < 4; guess++) await logIn(username, `guess ${guess}`);
    let seconds = '';
    await followed(
      'login-locked',
      /Wait for as long as Retry-After says/,
      async () => {
        const answer = await logIn(username, password);
        seconds = answer.headers.get('retry-after') ?? '';
        return answer;
      },
      async () => {
        await sql`UPDATE login_failure SET last = last - ${`${seconds} s`}::interval`.execute(cloud.db);
        return logIn(username, password);
      },
    );
  });
  test('a login link that is fresh', () => {
    const enter = (link: string) => new Client(cloud.url, null, '/api-auth').post('link/', { link });
    return followed(
      'invalid-login-link',
      /Have another one made/,
      () => enter('used'),
      async () => {
        const { body } = await cloud.staff.post(`users/${tenant.user}/login_link/`, undefined);
        return enter(body.url.split('#link=')[1]);
      },
    );
  });
  test('the role', async () => {
    const reader = await makeUser(cloud.db, cloud.url, [project], 'PROJECT.READER');
    const make = () => reader.client.post('openstack-networks/', { project, name: 'granted' });
    await followed('permission-denied', /PROJECT\.ADMIN have: ask for such a role/, make, async () => {
      await cloud.staff.post(`projects/${project}/add_user/`, { user: reader.user, role: 'PROJECT.ADMIN' });
      return make();
    });
  });
  test('what a user must be for it', async () => {
    const { user } = await makeUser(cloud.db, cloud.url, []);
    await cloud.staff.patch(`users/${user}/`, { is_active: false });
    const link = () => cloud.staff.post(`users/${user}/login_link/`, undefined);
    await followed('not-possible', /Do it in the way that the message names/, link, async () => {
      await cloud.staff.patch(`users/${user}/`, { is_active: true });
      return link();
    });
  });
});
