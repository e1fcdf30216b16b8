import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { startServer } from '../../src/server/server.ts';
import { newDatabase } from '../support/databases.ts';
import { keptLog, newHome, removeHome, testSettings } from '../support/home.ts';
import { startSlipway } from './cli.ts';

test('a VM that is being created is shown to its end across a restart of the control plane', async () => {
  const home = await newHome();
  const database = await newDatabase();
  const settings = await testSettings(home, { SLIPWAY_DATABASE_URL: database.url });
  const { log } = keptLog();
  const driver = new FakeDriver(join(home, 'fake'));
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  driver.fault = (method, when) => (method === 'startGuest' && when === 'before' ? held : undefined);
  let server = await startServer({ settings, log, driver });
  const cli = startSlipway({ SLIPWAY_HOME: home, SLIPWAY_DRIVER: 'fake' }, 'vm', 'create', 'web');
  try {
    await cli.says('✓ Prepare the disks');
    await server.stop();
    server = await startServer({ settings, log, driver: new FakeDriver(join(home, 'fake')) });
    assert.equal(await cli.ended, 0, cli.stderr());
    assert.match(cli.stderr(), /✓ Start the guest/);
    assert.equal(cli.stderr().match(/✓ Prepare the disks/g)?.length, 1, 'what was shown is not shown again');
  } finally {
    cli.child.kill();
    release();
    await server.stop();
    await removeHome(home);
    await database.drop();
  }
});
