import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { Problem } from '../../src/common/problem.ts';
import type { Settings } from '../../src/common/settings.ts';
import type { Database } from '../../src/db/index.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { RunLocks } from '../../src/engine/index.ts';
import { Pruner, pruningLock } from '../../src/server/pruner.ts';
import { type RunningServer, startServer } from '../../src/server/server.ts';
import { Client } from '../support/client.ts';
import { staffOf } from '../support/cloud.ts';
import { newDatabase, type TestDatabase } from '../support/databases.ts';
import { keptLog, newHome, removeHome, testSettings } from '../support/home.ts';
import { type Catalogue, makeTenant, orderFor, readCatalogue, type Tenant } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

let home: string;
let settings: Settings;
let driver: FakeDriver;
let server: RunningServer;
let database: TestDatabase;
let db: Database;
let tenant: Tenant;
let catalogue: Catalogue;
before(async () => {
  home = await newHome();
  database = await newDatabase();
  settings = await testSettings(home, { SLIPWAY_KEEP_RUNS_DAYS: '60', SLIPWAY_DATABASE_URL: database.url });
  driver = new FakeDriver(join(home, 'fake'));
  await start();
  db = database.open();
  tenant = await makeTenant(db, settings.url);
  catalogue = await readCatalogue(db);
});
after(async () => {
  await db.destroy();
  await server.stop();
  await removeHome(home);
  await database.drop();
});

async function start(): Promise<void> {
  server = await startServer({ settings, log: keptLog().log, driver });
}

/** Everything that has happened so far was so many days earlier. */
async function age(days: number): Promise<void> {
  const { rows } = await sql<{ table: string; column: string }>`
    SELECT table_name AS table, column_name AS column FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type = 'timestamp with time zone' AND table_name NOT LIKE 'kysely%'
      AND table_name <> 'token'
  `.execute(db);
  for (const { table, column } of rows)
    await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${sql.ref(column)} - make_interval(days => ${days})`.execute(
      db,
    );
}

/** The next start of the server prunes; what it has then counted of each table, `sign` among them. */
async function pruned(sign: string): Promise<Record<string, number>> {
  await server.stop();
  await start();
  const { client } = await staffOf(home);
  const counts = async (): Promise<Record<string, number>> => {
    const { text } = await client.in('').get('metrics');
    const lines = text.matchAll(/^slipway_pruned_rows_total\{table="(\w+)"\} (\d+)$/gm);
    return Object.fromEntries([...lines].map(([, table = '', rows]) => [table, Number(rows)]));
  };
  await eventually(`pruned rows of ${sign}`, async () => (await counts())[sign] !== undefined);
  const locks = new RunLocks(database.connection);
  await eventually('the end of pruning', () => locks.take(pruningLock));
  await locks.stop();
  return counts();
}

async function place(
  attributes: Record<string, unknown>,
): Promise<{ uuid: string; resource_uuid: string; state: string }> {
  const { body, text } = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, attributes));
  assert.ok(body.uuid !== undefined, text);
  return tenant.client.settled(body.uuid);
}

async function placeFailing(name: string) {
  driver.fault = (method) => {
    if (method === 'startGuest') throw new Problem('command-failed', 'The test made it fail.', 'Nothing to do.');
  };
  const order = await place({ name });
  driver.fault = () => {};
  assert.equal(order.state, 'Erred');
  return order;
}

/** What a tenant sees of what is there, without times. */
async function lists(client: Client): Promise<unknown> {
  const paths = [
    'marketplace-resources/',
    'openstack-instances/',
    'openstack-volumes/',
    'openstack-ports/',
    'projects/',
  ];
  const pages = await Promise.all(paths.map(async (path) => (await client.get(path)).body));
  return JSON.parse(
    // times, and what a VM takes, move by themselves
    JSON.stringify(pages, (key, value: unknown) =>
      key.endsWith('usage') || key.endsWith('usages') || /^\d{4}-\d\d-\d\dT/.test(String(value)) ? null : value,
    ),
  );
}

/** What guests say again to a server that has started is in the lists in the next moment. */
async function assertLists(expected: unknown): Promise<void> {
  await eventually(
    'lists as before',
    () => lists(tenant.client),
    (seen) => isDeepStrictEqual(seen, expected),
  );
}

test('a cloud that gets old keeps what lives, with its orders, and what can still be done with the rest', async () => {
  const [vm, gone, failed] = [
    await place({ name: 'lives' }),
    await place({ name: 'goes' }),
    await placeFailing('fails'),
  ];
  await tenant.client.remove(gone.resource_uuid);
  const seen = await lists(tenant.client);
  const upload = join(home, 'cache', 'uploads', vm.uuid);
  await mkdir(dirname(upload), { recursive: true });
  await writeFile(upload, 'what an upload has left whose server was killed');
  await age(61);
  const first = await pruned('workflow');
  assert.deepEqual([first['instance'], first['order'], first['audit_event']], [undefined, undefined, undefined]);
  await assertLists(seen);

  const { body: order, status } = await tenant.client.get(`marketplace-orders/${vm.uuid}/`);
  assert.deepEqual(
    [status, order.state, order.progress, order.steps],
    [200, 'Success', 1, []],
    'its steps are forgotten',
  );
  assert.equal((await tenant.client.get(`marketplace-orders/${vm.uuid}/events/`)).status, 204);
  const retried = await tenant.client.post(`marketplace-orders/${failed.uuid}/retry/`, {});
  assert.equal(retried.status, 200, retried.text);
  assert.equal((await tenant.client.settled(failed.uuid)).state, 'Success');

  await eventually('the end of the upload', () => !existsSync(upload));
  const late = await placeFailing('fails-too');
  const lively = await lists(tenant.client);
  await age(341);
  // that which was placed last is not old enough
  const second = await pruned('instance');
  assert.deepEqual([second['instance'], second['order']], [1, 2], JSON.stringify(second));
  await assertLists(lively);
  for (const path of [`marketplace-orders/${gone.uuid}/`, `marketplace-resources/${gone.resource_uuid}/`])
    assert.equal((await tenant.client.get(path)).status, 404, path);
  const { body: lives } = await tenant.client.get(`marketplace-resources/${vm.resource_uuid}/`);
  assert.equal(lives.creation_order?.uuid, vm.uuid);

  await age(60);
  const third = await pruned('instance');
  assert.deepEqual([third['instance'], third['order']], [1, 1], 'a failure that nobody has looked at for 400 days');
  assert.equal((await tenant.client.get(`marketplace-orders/${late.uuid}/`)).status, 404);
  await tenant.client.remove(vm.resource_uuid);
});

test('only one process of a cloud prunes', async () => {
  const { connection } = database;
  const [ours, theirs] = [new RunLocks(connection), new RunLocks(connection)];
  const counts: Record<string, number> = {};
  const pruner = new Pruner(db, ours, settings, keptLog().log, (table, rows) => {
    counts[table] = (counts[table] ?? 0) + rows;
  });
  await age(400);
  assert.ok(await theirs.take(pruningLock));
  pruner.start();
  await pruner.stop();
  assert.deepEqual(counts, {});
  await theirs.release(pruningLock);
  const again = new Pruner(db, ours, settings, keptLog().log, (table, rows) => {
    counts[table] = (counts[table] ?? 0) + rows;
  });
  again.start();
  await eventually('the pruning', () => counts['audit_event'] !== undefined);
  await again.stop();
  assert.ok(await theirs.take(pruningLock), 'it is let go of');
  await Promise.all([ours.stop(), theirs.stop()]);
});
