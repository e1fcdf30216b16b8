import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { Listener, notify } from '../../src/db/index.ts';
import { channels } from '../../src/db/notifications.ts';
import { setUp } from '../support/setup.ts';
import type { Answer } from '../support/client.ts';
import { eventually } from '../support/wait.ts';
import { orderFor } from '../support/tenant.ts';

const { cloud, tenant, catalogue } = await setUp();
const listener = new Listener({ ...cloud.database.connection, application_name: 'ear' });
let heard: [channel: string, payload: string | null][] = [];

before(async () => {
  for (const channel of channels) listener.on(channel, (payload) => heard.push([channel, payload]));
  await listener.start();
});
after(() => listener.stop());
beforeEach(() => {
  heard = [];
});

/** All that comes until a notification sent now does, but those of a particular run's events. */
async function soFar(): Promise<string[]> {
  const end = `end ${Math.random()}`;
  await notify(cloud.db, 'image_changed', end);
  await eventually('the notification', () => Promise.resolve(heard.some(([, payload]) => payload === end)));
  return heard.filter(([, payload]) => payload !== end).map(([channel, payload]) => `${channel} ${payload}`);
}

describe('notifications', () => {
  test('come with the commit, once for all that are alike, and not when it is rolled back', async () => {
    const changed = cloud.db.transaction().execute(async (tx) => {
      for (const payload of ['a', 'b', 'a']) await notify(tx, 'network_changed', payload);
      await notify(cloud.db, 'resource_changed', 'another transaction');
      throw new Error('rolled back');
    });
    await assert.rejects(changed, /rolled back/);
    assert.deepEqual(await soFar(), ['resource_changed another transaction']);
    heard = [];
    await cloud.db.transaction().execute(async (tx) => {
      for (const payload of ['a', 'b', 'a']) await notify(tx, 'network_changed', payload);
      assert.deepEqual(await soFar(), []);
      heard = [];
    });
    assert.deepEqual(await soFar(), ['network_changed a', 'network_changed b']);
  });

  test('that may have been missed are told as such, on every channel, when the session is there again', async () => {
    await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ear'`.execute(cloud.db);
    await eventually('another session', () => Promise.resolve(heard.length === channels.length));
    assert.deepEqual(
      heard,
      channels.map((channel) => [channel, null]),
    );
    heard = [];
    await notify(cloud.db, 'network_changed', 'again');
    assert.deepEqual(await soFar(), ['network_changed again']);
  });
});

test('one session of a control plane listens, to everything', async () => {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM pg_stat_activity
    WHERE datname = current_database() AND application_name <> 'ear' AND (query LIKE 'LISTEN %' OR query = 'SELECT 1')
  `.execute(cloud.db);
  assert.deepEqual(rows, [{ n: 1 }]);
});

describe('what is changed by a request is told by its own transaction', () => {
  const ok = (answer: Answer): Answer['body'] => {
    assert.ok(answer.status < 300, answer.text);
    return answer.body;
  };
  let vm: string;
  let volume: string;

  test('an order: its run', async () => {
    const { uuid } = ok(await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue)));
    assert.ok((await soFar()).includes(`workflow_due ${uuid}`));
    vm = (await tenant.client.settled(uuid)).resource_uuid;
    const attributes = { name: 'data', size: 1024 };
    const body = { project: tenant.project, ...catalogue.volume, attributes };
    const order = ok(await tenant.client.post('marketplace-orders/', body));
    volume = (await tenant.client.settled(order.uuid)).resource_uuid;
  });

  const inNetwork = () => `network_changed ${tenant.project}`;
  const group = async (): Promise<string> => {
    const body = { project: tenant.project, name: `g-${Math.random()}` };
    return ok(await tenant.client.post('openstack-security-groups/', body)).uuid;
  };
  const image = (url: string | undefined) =>
    cloud.staff.post('openstack-images/', {
      name: `i-${Math.random()}`,
      ssh_user: 'root',
      url,
      sha256: '0'.repeat(64),
    });
  const changes: [what: string, expected: string | (() => string), ask: () => Promise<Answer>][] = [
    ['the name of a VM', inNetwork, () => tenant.client.patch(`openstack-instances/${vm}/`, { name: 'renamed' })],
    [
      'the last day of a VM',
      'resource_changed ',
      () => tenant.client.patch(`marketplace-resources/${vm}/`, { end_date: null }),
    ],
    [
      'a VM to compare with its host',
      'resource_changed ',
      () => tenant.client.post(`openstack-instances/${vm}/pull/`, {}),
    ],
    [
      'the last day of a volume',
      'resource_changed ',
      () => tenant.client.patch(`marketplace-resources/${volume}/`, { end_date: null }),
    ],
    [
      'the rules of a group',
      inNetwork,
      async () => tenant.client.post(`openstack-security-groups/${await group()}/set_rules/`, []),
    ],
    ['an image to download', 'image_changed ', () => image('https://images.example/x')],
  ];
  for (const [what, expected, ask] of changes) {
    test(what, async () => {
      heard = [];
      ok(await ask());
      const wanted = typeof expected === 'string' ? expected : expected();
      assert.ok((await soFar()).includes(wanted), JSON.stringify(heard));
    });
  }

  test('an image that is announced to be uploaded is nothing to download; one that failed is, when it is pulled', async () => {
    ok(await image(undefined));
    assert.ok(!(await soFar()).some((line) => line.startsWith('image_changed')));
    const { uuid } = ok(await image('https://images.example/y'));
    const state = async (): Promise<unknown> => (await cloud.staff.get(`openstack-images/${uuid}/`)).body.state;
    await eventually('the image', async () => (await state()) === 'ready');
    await cloud.db.updateTable('image').set({ state: 'erred' }).where('uuid', '=', uuid).execute();
    heard = [];
    ok(await cloud.staff.post(`openstack-images/${uuid}/pull/`, {}));
    assert.ok((await soFar()).includes('image_changed '));
  });
});

describe('without a notification', () => {
  test('an image that shall be downloaded is, by the periodic look', async () => {
    const source = JSON.stringify({ kind: 'url', url: 'https://images.example/quiet' });
    const { uuid } = await cloud.db
      .insertInto('image')
      .values({
        name: 'quiet',
        ssh_user: 'root',
        readiness: 'none',
        min_disk_mib: 1,
        min_memory_mib: 1,
        source,
        state: 'importing',
      })
      .returning('uuid')
      .executeTakeFirstOrThrow();
    await eventually('the image', async () => {
      const { body } = await cloud.staff.get(`openstack-images/${uuid}/`);
      return body.state === 'ready';
    });
    // its content goes by itself too when nobody was there to remove it
    await cloud.db.updateTable('image').set({ removed: new Date() }).where('uuid', '=', uuid).execute();
    await eventually('its end', async () => !(await cloud.driver.inventory()).some(({ id }) => id === uuid));
  });
});
