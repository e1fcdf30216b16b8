import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Settings } from '../../src/common/settings.ts';
import type { Database } from '../../src/db/index.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { type RunningServer, startServer } from '../../src/server/server.ts';
import { newDatabase, type TestDatabase } from '../support/databases.ts';
import { keptLog, newHome, removeHome, testSettings } from '../support/home.ts';
import { assertComplete } from '../support/slate.ts';
import { makeTenant, orderFor, readCatalogue } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

const vms = 20;

let home: string;
let settings: Settings;
let driver: FakeDriver;
let server: RunningServer;
let database: TestDatabase;
let db: Database;
before(async () => {
  home = await newHome();
  database = await newDatabase();
  settings = await testSettings(home, { SLIPWAY_DATABASE_URL: database.url });
  await start();
  db = database.open();
});
after(async () => {
  await db.destroy();
  await server.stop();
  await removeHome(home);
  await database.drop();
});

async function start(): Promise<void> {
  driver = new FakeDriver(join(home, 'fake'));
  server = await startServer({ settings, log: keptLog().log, driver });
}

test('after a reboot of the host 20 VMs that ran come back by themselves, and those that were off stay off', async () => {
  const tenant = await makeTenant(db, settings.url, { quota_instances: 100, quota_vcpus: 100 });
  const catalogue = await readCatalogue(db);
  const orders = await Promise.all(
    Array.from({ length: vms + 2 }, () => tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue))),
  );
  for (const { body } of orders) assert.equal((await tenant.client.settled(body.uuid)).state, 'Success');
  const all = orders.map(({ body }) => body.resource_uuid as string);
  const off = all.slice(0, 2);
  for (const vm of off) await tenant.client.post(`marketplace-resources/${vm}/actions/stop/`, {});
  await becomes(off, 'stopped');

  await server.stop();
  for (const vm of all) await driver.endGuest(vm, false);
  await start();
  await becomes(all.slice(2), 'active');
  await becomes(off, 'stopped');
  await assertComplete(db, driver);
  // their ends are no crashes that count against them: nobody was there to restart
  const { body } = await tenant.client.get(`marketplace-resources/${all[2]}/`);
  assert.equal(body.error_message, '');

  /** Looks until all of them are in this state, with nothing under way. */
  async function becomes(wanted: string[], state: string): Promise<void> {
    const others = async (): Promise<string[]> => {
      const answer = await tenant.client.get('marketplace-resources/?page_size=100');
      const shown = new Map(
        (answer.body.results as Record<string, string>[]).map((vm) => [
          vm['uuid'],
          `${vm['state']} ${vm['runtime_state']}`,
        ]),
      );
      const states = wanted.map(async (vm) => `${shown.get(vm)}, ${await driver.guestState(vm)}`);
      const is = `OK ${state}, ${state === 'active' ? 'running' : 'stopped'}`;
      return (await Promise.all(states)).filter((each) => each !== is);
    };
    await eventually(`all of them ${state}`, others, (late) => late.length === 0);
  }
});
