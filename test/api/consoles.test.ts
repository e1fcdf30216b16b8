import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, describe, test } from 'node:test';
import { sql } from 'kysely';
import { WebSocket, WebSocketServer } from 'ws';
import { Consoles } from '../../src/api/index.ts';
import { serveConsole } from '../../src/api/openstack/console/session.ts';
import { ConsoleFeed } from '../../src/drivers/console-feed.ts';
import { revokeToken } from '../../src/identity/index.ts';
import type { Client } from '../support/client.ts';
import { type Console, endConsoles, openBy, refusalOf } from '../support/consoles.ts';
import { followed } from '../support/remedy.ts';
import { linesOf } from '../support/home.ts';
import { setUp } from '../support/setup.ts';
import { makeUser, orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp();
const vm = await newVm('first');
after(endConsoles);

async function newVm(name: string): Promise<string> {
  const { body } = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { name }));
  return (await tenant.client.settled(body.uuid)).resource_uuid as string;
}

async function urlOf(client: Client, uuid = vm, type = 'serial'): Promise<string> {
  const answer = await client.get(`openstack-instances/${uuid}/console/?type=${type}`);
  assert.deepEqual([answer.status, answer.headers.get('cache-control')], [200, 'no-store'], answer.text);
  return answer.body.url as string;
}

async function opened(client: Client, uuid = vm): Promise<Console> {
  return openBy(await urlOf(client, uuid));
}

const invalid = [401, 'invalid-ticket'];
const member = async () => makeUser(cloud.db, cloud.url, [tenant.project], 'PROJECT.MEMBER');

describe('a console', () => {
  test('begins with what was said before, shows what is said, and passes on what is typed', async () => {
    cloud.driver.prints(vm, 'booted\r\n');
    const console = await opened(tenant.client);
    console.type('uname\r');
    cloud.driver.prints(vm, 'login: ');
    await eventually('all of it', () =>
      ['booted', 'login: ', 'uname\r'].every((text) => console.shown().includes(text)),
    );
    assert.ok(console.shown().startsWith('booted\r\n'));
    console.socket.close();
    await console.closed;
  });

  test('is had by several, of whom one types until another takes over, and all are told', async () => {
    const { user, client } = await member();
    const { username } = await cloud.db
      .selectFrom('app_user')
      .select('username')
      .where('uuid', '=', user)
      .executeTakeFirstOrThrow();
    const [first, second] = [await opened(tenant.client), await opened(client)];
    await eventually('the first word', () => second.told.length === 1 && first.told.length === 1);
    assert.deepEqual([first.told[0]?.[1], second.told[0]?.[1]], [true, false]);
    second.type('unheard');
    second.socket.send(JSON.stringify({ type: 'take' }));
    second.type('heard');
    await eventually('what was typed', () => first.shown().includes('heard'));
    assert.ok(!first.shown().includes('unheard'));
    await eventually('the news', () => first.told.length === 2);
    assert.deepEqual(
      [first.told[1], second.told[1]],
      [
        [username, false],
        [username, true],
      ],
    );
    second.socket.close();
    await eventually('its return', () => first.told.length === 3);
    assert.equal(first.told[2]?.[1], true);
    first.socket.close();
    await first.closed;
  });

  test('stays open while the VM stops and starts', async () => {
    const console = await opened(tenant.client);
    const power = async (action: string, state: string) => {
      await tenant.client.post(`openstack-instances/${vm}/${action}/`, undefined);
      await eventually(state, async () => {
        const { body } = await tenant.client.get(`openstack-instances/${vm}/`);
        return body.runtime_state === state && body.state === 'OK';
      });
    };
    await power('stop', 'SHUTOFF');
    await power('start', 'ACTIVE');
    console.type('after');
    await eventually('the same console', () => console.shown().includes('after'));
    console.socket.close();
    await console.closed;
  });

  test('is an audit event and a line in the log, which has no ticket', async () => {
    const url = await urlOf(tenant.client);
    const { socket, closed } = await openBy(url);
    socket.close();
    await closed;
    const { body } = await tenant.client.get(`events/?event_type=instance.console&object_uuid=${vm}&page_size=1`);
    assert.match(body.results[0].message, /has opened the console of VM "first"\.$/);
    await eventually('its line', () =>
      linesOf(cloud.log).some(({ route, status }) => route === '/api/consoles/:uuid/' && status === 101),
    );
    const ticket = new URL(url).searchParams.get('ticket') ?? 'none';
    assert.ok(ticket.length > 40 && !cloud.log.some((line) => line.includes(ticket)));
  });

  test('of a reader who is slow leaves out what there is no room for, and says so', async () => {
    const console = await opened(tenant.client);
    console.socket.pause();
    const [much, marker] = ['x'.repeat(32 * 1024), 'the end'];
    for (let chunks = 0; chunks < 1024; chunks++) cloud.driver.prints(vm, much);
    console.socket.resume();
    await eventually('more', () => {
      cloud.driver.prints(vm, marker);
      return console.shown().includes(marker);
    });
    assert.match(console.shown(), /\[\d+ bytes of the console were left out here\]/);
    console.socket.close();
    await console.closed;
  });

  test('can be open so often, and no more', async () => {
    const open = await Promise.all(Array.from({ length: 10 }, () => opened(tenant.client)));
    const late = () => tenant.client.get(`openstack-instances/${vm}/console/`);
    await followed('too-many-consoles', /Close consoles that are not needed/, late, async () => {
      for (const { socket } of open) socket.close();
      await Promise.all(open.map(({ closed }) => closed));
      return eventually('a place', late, ({ status }) => status === 200);
    });
  });
});

test('a screen is an RFB server, also for several, and ends when its VM stops', async () => {
  const shown = await newVm('shown');
  const screens = await Promise.all([1, 2].map(async () => openBy(await urlOf(tenant.client, shown, 'screen'))));
  for (const screen of screens) await eventually('its greeting', () => screen.shown() === 'RFB 003.008\n');
  assert.deepEqual(
    screens.flatMap(({ told }) => told),
    [],
  );
  await tenant.client.post(`openstack-instances/${shown}/stop/`, undefined);
  for (const { closed } of screens) assert.equal((await closed)[0], 4409);
  await eventually(
    'its refusal',
    async () =>
      (await tenant.client.get(`openstack-instances/${shown}/console/?type=screen`)).body.code === 'no-screen',
  );
});

describe('a console without a ticket, or with a used one (T19)', () => {
  test('is none without a ticket, nor without a WebSocket', async () => {
    const url = (await urlOf(tenant.client)).replace(/\?.*/, '');
    assert.deepEqual(await refusalOf(url), invalid);
    assert.deepEqual(await refusalOf(`${url}?ticket=x`, { authorization: `Token ${tenant.client.token}` }), invalid);
    const plain = await tenant.client.get(`consoles/${vm}/`);
    assert.deepEqual([plain.status, plain.body.code], [426, 'upgrade-required']);
  });

  test('is opened once, whether it is a serial one or a screen', async () => {
    for (const type of ['serial', 'screen']) {
      const url = await urlOf(tenant.client, vm, type);
      const { socket, closed } = await openBy(url);
      assert.deepEqual(await refusalOf(url), invalid);
      socket.close();
      await closed;
    }
  });

  test('is not opened late', async () => {
    const url = await urlOf(tenant.client);
    const { rows } = await sql<{ wait: number }>`
      UPDATE console_ticket t SET expires = now() FROM console_ticket o WHERE o.hash = t.hash AND NOT t.used
      RETURNING extract(epoch FROM o.expires - now())::float8 AS wait`.execute(cloud.db);
    assert.ok(rows.length > 0 && rows.every(({ wait }) => wait <= 30));
    assert.deepEqual([await refusalOf(url), await refusalOf(url)], [invalid, invalid]);
  });

  test('is not opened by the token of another user', async () => {
    const { client } = await member();
    assert.deepEqual(await refusalOf(await urlOf(tenant.client), { authorization: `Token ${client.token}` }), invalid);
  });

  test('is not that of another VM', async () => {
    const other = await newVm('second');
    assert.deepEqual(await refusalOf((await urlOf(tenant.client)).replace(vm, other)), invalid);
  });

  test('is not opened by a page of another origin, whatever it has', async () => {
    for (const origin of ['https://evil.example', 'null', `${cloud.url}.evil.example`])
      assert.deepEqual(await refusalOf(await urlOf(tenant.client), { origin }), [403, 'foreign-origin']);
    const own = await openBy(await urlOf(tenant.client), { origin: cloud.url });
    own.socket.close();
    await own.closed;
  });

  test('is not opened when the role or the token has ended meanwhile', async () => {
    const [ousted, revoked, reader] = [await member(), await member(), await member()];
    const urls = await Promise.all([ousted, revoked, reader].map(({ client }) => urlOf(client)));
    await cloud.db.deleteFrom('role_grant').where('user_uuid', '=', ousted.user).execute();
    await endToken(revoked);
    await onlyReads(reader);
    const refusals = await Promise.all(urls.map((url) => refusalOf(url)));
    assert.deepEqual(refusals, [
      [404, 'not-found'],
      [401, 'invalid-token'],
      [403, 'permission-denied'],
    ]);
  });

  test('ends when the role or the token ends, and with the VM', async () => {
    const [ousted, revoked, reader] = [await member(), await member(), await member()];
    const short = await newVm('short');
    const consoles = await Promise.all([ousted, revoked, reader].map(({ client }) => opened(client, short)));
    const looker = await member();
    const screen = await openBy(await urlOf(looker.client, short, 'screen'));
    const stays = await opened(tenant.client, short);
    await cloud.db.deleteFrom('role_grant').where('user_uuid', '=', ousted.user).execute();
    await endToken(revoked);
    await onlyReads(reader);
    await endToken(looker);
    for (const { closed } of [...consoles, screen]) assert.equal((await closed)[0], 4403);
    await tenant.client.remove(short);
    const [code] = await stays.closed;
    assert.ok([4403, 4404].includes(code), `${code}`);
  });
});

async function onlyReads({ user }: { user: string }): Promise<void> {
  const change = cloud.db.updateTable('role_grant').set({ role: 'PROJECT.READER' });
  await change.where('user_uuid', '=', user).execute();
}

async function endToken({ user }: { user: string }): Promise<void> {
  const { uuid } = await cloud.db
    .selectFrom('token')
    .select('uuid')
    .where('user_uuid', '=', user)
    .executeTakeFirstOrThrow();
  await revokeToken(cloud.db, user, uuid);
}

test('a console ends in which nobody has typed for too long', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  after(() => server.close());
  await once(server, 'listening');
  const open = () => Promise.resolve(new ConsoleFeed().open());
  const consoles = new Consoles({ serial: open, screen: open });
  const session = {
    consoles,
    vm,
    type: 'serial' as const,
    username: 'ada',
    admit: () => Promise.resolve(),
    idleMs: 20,
  };
  server.on('connection', (socket) => {
    void open().then((guest) => serveConsole(socket, guest, session, { lookMs: 5, pingMs: 60_000 }));
  });
  const { port } = server.address() as { port: number };
  const [code] = await once(new WebSocket(`ws://127.0.0.1:${port}`), 'close');
  assert.equal(code, 4408);
});

test('all consoles end when the control plane stops', async () => {
  const { closed } = await opened(tenant.client);
  await cloud.server.stop();
  assert.equal((await closed)[0], 1001);
});
