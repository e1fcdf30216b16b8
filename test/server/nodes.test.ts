import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import type { Problem } from '../../src/common/problem.ts';
import { migrate } from '../../src/db/index.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { existingCloud } from '../../src/server/cloud.ts';
import { joinCloud } from '../../src/server/same-cloud.ts';
import { slipway } from '../cli/cli.ts';
import { Simulator } from '../openstack/simulator/index.ts';
import { built } from '../openstack/simulator/nova.ts';
import { balancers } from '../support/balancer.ts';
import { Client } from '../support/client.ts';
import { staffOf } from '../support/cloud.ts';
import { openBy, refusalOf } from '../support/consoles.ts';
import { newDatabase } from '../support/databases.ts';
import { freePort, testSettings } from '../support/home.ts';
import { followed } from '../support/remedy.ts';
import { leaderOf, Node } from '../support/nodes.ts';
import { orderFor, readCatalogue } from '../support/tenant.ts';
import { lendTinyImage } from '../support/tiny-image.ts';
import { volumeSettled } from '../support/volumes.ts';
import { eventually } from '../support/wait.ts';

const database = await newDatabase();
const db = database.open();
const world = await mkdtemp(join(tmpdir(), 'world-'));
// there one of them stops when a test wants it to
const stops = { SLIPWAY_TEST_STOP_AT: 'startGuest:before' };
const nodes = await Promise.all(['one', 'two', 'three'].map((name) => Node.make(name, database, world, stops)));
const [one, two, three] = nodes as [Node, Node, Node];
after(async () => {
  await Promise.all(nodes.map((node) => node.remove()));
  await db.destroy();
  await database.drop();
  await rm(world, { recursive: true, force: true });
});
// all at once, on a database that has never been used
await Promise.all(nodes.map((node) => node.start()));
const { client, project } = await staffOf(one.home);
const on = (node: Node) => new Client(node.url, client.token);
const catalogue = await readCatalogue(db);
const { uuid: subnet } = await db
  .selectFrom('subnet')
  .select('uuid')
  .where('project', '=', project)
  .executeTakeFirstOrThrow();
const nodeOf = (name: string | null) => nodes.find((node) => node.name === name) as Node;

async function place(node: Node, name: string): Promise<{ order: string; vm: string }> {
  const answer = await on(node).post('marketplace-orders/', orderFor({ project, subnet }, catalogue, { name }));
  assert.equal(answer.status, 201, answer.text);
  return { order: answer.body.uuid, vm: answer.body.resource_uuid };
}

test('nodes that begin at once are one cloud, and any of them takes any request', async () => {
  const [first, ...others] = nodes.map(({ home }) => existingCloud(home));
  for (const other of others)
    assert.deepEqual(
      [other?.uuid, other?.cloud, other?.floatingPool],
      [first?.uuid, first?.cloud, first?.floatingPool],
    );
  const { order, vm } = await place(one, 'any');
  const events = await on(two).events(order);
  assert.equal(events.at(-1)?.data['state'], 'Success');
  assert.equal((await on(three).get(`marketplace-resources/${vm}/`)).body.state, 'OK');
});

test('a ticket for a console is good on every node, and once', async () => {
  const { order, vm } = await place(one, 'console');
  assert.equal((await on(one).settled(order)).state, 'Success');
  const { body } = await on(two).get(`openstack-instances/${vm}/console/`);
  const elsewhere = (node: Node) => (body.url as string).replace(two.listen, node.listen);
  const { socket, closed } = await openBy(elsewhere(three));
  for (const node of nodes) assert.deepEqual(await refusalOf(elsewhere(node)), [401, 'invalid-ticket']);
  socket.close();
  await closed;
});

for (const [name, start] of Object.entries(balancers))
  test(`the ${name} of the page for operators gives requests to nodes that are ready`, async (t) => {
    const home = await mkdtemp(join(tmpdir(), 'balancer-'));
    const listen = `127.0.0.1:${await freePort()}`;
    const ours = nodes.map((node) => node.listen);
    const balancer = await start(home, listen, [...ours, `127.0.0.1:${await freePort()}`]);
    t.after(async () => {
      await balancer.stop();
      await rm(home, { recursive: true, force: true });
    });
    const ask = () => fetch(`http://${listen}/readyz`);
    await eventually('nothing but answers of nodes', async () => {
      const answers = await Promise.all(Array.from({ length: 8 }, ask));
      return answers.every(({ status }) => status === 200);
    });
  });

test('what a node did that is stopped another one does, and it does nothing of that when it goes on', async () => {
  await writeFile(join(world, 'stop'), '');
  const { order, vm } = await place(one, 'stopped');
  const isStopped = async () => (await Promise.all(nodes.map((node) => node.isStopped()))).indexOf(true);
  const stopped = nodes[await eventually('a node that stops', isStopped, (index) => index !== -1)] as Node;
  const well = nodes.find((node) => node !== stopped) as Node;
  assert.equal((await on(well).settled(order)).state, 'Success');
  await on(well).remove(vm);
  await stopped.signal('SIGCONT');
  await eventually('that it works again', async () => (await fetch(`${stopped.url}/readyz`)).ok);
  const driver = new FakeDriver(world);
  assert.deepEqual([await driver.guestState(vm), await driver.hasVolume(vm)], ['absent', false]);
  assert.equal((await on(stopped).get(`marketplace-resources/${vm}/`)).body.state, 'Terminated');
});

test('another node leads when the one that does is killed, cut off or silent', async () => {
  const other = async (before: string | null) =>
    eventually(
      'another leader',
      () => leaderOf(db),
      (name) => name !== null && name !== before,
    );
  const killed = await eventually('a leader', () => leaderOf(db));
  await nodeOf(killed).signal('SIGKILL');
  await other(killed);
  await nodeOf(killed).start();
  for (const how of ['hang up', 'fall silent'] as const) {
    const cut = await eventually('a leader', () => leaderOf(db));
    nodeOf(cut).line.cut(how);
    await other(cut);
    if (how === 'hang up') {
      const { status, body } = await on(nodeOf(cut)).get('projects/');
      assert.deepEqual([status, body.code], [503, 'database-away']);
    }
    nodeOf(cut).line.mend();
    await eventually('that it works again', async () => (await fetch(`${nodeOf(cut).url}/readyz`)).ok);
  }
});

test('a schedule runs once for each time, whenever the node that leads is killed', async () => {
  const leader = await eventually('a leader', () => leaderOf(db));
  const left = on(nodes.find(({ name }) => name !== leader) as Node);
  const { body: volume } = await left.post('openstack-volumes/', { project, name: 'data', size: 1024 });
  assert.equal((await volumeSettled(left, volume.uuid))?.state, 'OK');
  const plan = { name: 'nightly', schedule: 'hourly', retention_time: 0, maximal_number_of_resources: 0 };
  const { body: made } = await left.post(`openstack-volumes/${volume.uuid}/create_snapshot_schedule/`, plan);
  const snapshots = () =>
    db.selectFrom('snapshot').selectAll().where('schedule', '=', made.uuid).orderBy('due').execute();
  const times = [2, 1].map((hours) => new Date(Date.now() - hours * 3_600_000));
  for (const [index, time] of times.entries()) {
    const killed = await eventually('a leader', () => leaderOf(db));
    await db.updateTable('schedule').set({ next_run: time }).where('uuid', '=', made.uuid).execute();
    await sql`NOTIFY resource_changed`.execute(db);
    const begun = () =>
      eventually('its snapshot', snapshots, (all) => all.some(({ due }) => Number(due) === Number(time)));
    // once while it looks, once behind that
    if (index === 1) await begun();
    await nodeOf(killed).signal('SIGKILL');
    await begun();
    await nodeOf(killed).start();
  }
  const done = await eventually('the end of all', snapshots, (all) => all.every(({ state }) => state !== 'CREATING'));
  assert.deepEqual(
    done.map(({ due, state }) => [due, state]),
    times.map((time) => [time, 'OK']),
  );
});

test('a node of another driver is refused, and one more where VMs run on the host of the first', async () => {
  const cloud = existingCloud(one.home);
  assert.ok(cloud);
  const joins = async (driver: string, uuid: string | null = null): Promise<void> => {
    await joinCloud(db, await testSettings(world, { SLIPWAY_DRIVER: driver }), { ...cloud, uuid });
  };
  await followed(
    'other-driver',
    /Set SLIPWAY_DRIVER to that of the cloud/,
    () => joins('qemu'),
    () => joins('fake'),
  );
  await db.updateTable('cloud').set({ driver: 'qemu' }).execute();
  await followed(
    'cloud-of-other-node',
    /belong to the node on their host: ask that one/,
    () => joins('qemu'),
    () => joins('qemu', cloud.uuid),
  );
  await db.updateTable('cloud').set({ driver: 'fake' }).execute();
});

test('nodes that run go on beside a newer schema, and none begins on it', async () => {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'kysely%'`.execute(db);
  // as a newer version would: each table has a column more
  for (const { name } of tables) await sql`ALTER TABLE ${sql.table(name)} ADD newer integer DEFAULT 1`.execute(db);
  await sql`INSERT INTO kysely_migration (name, timestamp) VALUES ('9999_newer', '2999-01-01')`.execute(db);
  for (const node of nodes) {
    const { order, vm } = await place(node, `beside-${node.name}`);
    assert.equal((await on(node).settled(order)).state, 'Success');
    for (const page of [
      'projects',
      'customers',
      'users',
      'openstack-instances',
      'openstack-volumes',
      'openstack-images',
    ])
      assert.equal((await on(node).get(`${page}/`)).status, 200, page);
    await on(node).remove(vm);
  }
  await assert.rejects(migrate(db), ({ code }: Problem) => code === 'database-newer');
  await sql`DELETE FROM kysely_migration WHERE name = '9999_newer'`.execute(db);
});

test('on an OpenStack one node follows all guests, and another one goes on with that when it is killed', async (t) => {
  const [simulator, shared] = [await Simulator.start(), await newDatabase()];
  const { world: openStack } = simulator;
  const rows = shared.open();
  const env = { ...simulator.env, SLIPWAY_DRIVER: 'openstack', SLIPWAY_FLOATING_POOL: '10.99.1.0/24' };
  const pair = await Promise.all(['left', 'right'].map((name) => Node.make(name, shared, world, env)));
  t.after(async () => {
    await Promise.all(pair.map((node) => node.remove()));
    await rows.destroy();
    await shared.drop();
    await simulator.stop();
  });
  for (const { home } of pair) await lendTinyImage(home);
  await Promise.all(pair.map((node) => node.start()));
  const name = await eventually('a leader', () => leaderOf(rows));
  const leader = pair.find((node) => node.name === name) as Node;
  const other = pair.find((node) => node !== leader) as Node;
  const staff = await staffOf(leader.home);
  const found = rows.selectFrom('subnet').select('uuid').where('project', '=', staff.project);
  const { uuid } = await found.executeTakeFirstOrThrow();
  const left = new Client(other.url, staff.client.token);
  openStack.delays.build = Number.POSITIVE_INFINITY;
  const order = orderFor({ project: staff.project, subnet: uuid }, await readCatalogue(rows), { name: 'followed' });
  const { body } = await left.post('marketplace-orders/', order);
  const [server] = await eventually(
    'a server in the making',
    () => openStack.alive(),
    ({ length }) => length === 1,
  );
  assert.ok(server);
  await leader.signal('SIGKILL');
  built(openStack, server);
  assert.equal((await left.settled(body.uuid)).state, 'Success');
  openStack.powerOff(server.id, null);
  await eventually('that it is off', async () => {
    const vm = await left.get(`openstack-instances/${body.resource_uuid}/`);
    return vm.body.runtime_state === 'SHUTOFF';
  });
  await left.remove(body.resource_uuid);
  assert.deepEqual([openStack.alive(), openStack.volumes.size], [[], 0]);
});

test('a node does not take the cloud from the others: the last one removes it', async (t) => {
  const shared = await newDatabase();
  const pair = await Promise.all(['stays', 'goes'].map((name) => Node.make(name, shared, join(world, 'of-two'))));
  t.after(async () => {
    await Promise.all(pair.map((node) => node.remove()));
    await shared.drop();
  });
  await Promise.all(pair.map((node) => node.start()));
  const [stays, goes] = pair as [Node, Node];
  const ask = (node: Node, ...args: string[]) => slipway(node.env, ...args);
  await followed(
    'nodes-running',
    /Stop every other node first \("\.\/slipway down" on it\)/,
    () => ask(goes, 'uninstall', '--yes'),
    async () => {
      assert.ok(existsSync(goes.home));
      assert.equal((await ask(stays, 'down')).code, 0);
      return ask(goes, 'uninstall', '--yes');
    },
  );
  assert.deepEqual([existsSync(goes.home), existsSync(stays.home)], [false, true]);
});
