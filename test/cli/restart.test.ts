import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { startServer } from '../../src/server/server.ts';
import { newDatabase } from '../support/databases.ts';
import { keptLog, newHome, removeHome, testSettings } from '../support/home.ts';
import { eventually } from '../support/wait.ts';
import { startSlipway } from './cli.ts';

test('a VM that is being created, and its project, are shown across a restart of the control plane', async () => {
  const home = await newHome();
  const database = await newDatabase();
  const settings = await testSettings(home, { SLIPWAY_DATABASE_URL: database.url });
  const { log } = keptLog();
  const driver = new FakeDriver(join(home, 'fake'));
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  driver.fault = (method, when) => (method === 'startGuest' && when === 'before' ? held : undefined);
  let server = await startServer({ settings, log, driver });
  const env = { SLIPWAY_HOME: home, SLIPWAY_DRIVER: 'fake' };
  const watch = startSlipway(env, 'project', 'watch', 'Default project');
  let shown = '';
  watch.child.stdout?.setEncoding('utf8').on('data', (text: string) => (shown += text));
  await watch.says('Watching Default project');
  const cli = startSlipway(env, 'vm', 'create', 'web');
  try {
    await cli.says('✓ Prepare the disks');
    await server.stop();
    server = await startServer({ settings, log, driver: new FakeDriver(join(home, 'fake')) });
    assert.equal(await cli.ended, 0, cli.stderr());
    assert.match(cli.stderr(), /✓ Start the guest/);
    assert.equal(cli.stderr().match(/✓ Prepare the disks/g)?.length, 1, 'what was shown is not shown again');
    await eventually('the end of the order', () => /^\S+  order  web  Success$/m.test(shown));
    assert.match(shown, /^\S+  order  web  Creating$/m);
    assert.match(shown, /^\S+  instance  web  OK  ACTIVE$/m);
  } finally {
    cli.child.kill();
    watch.child.kill();
    release();
    await server.stop();
    await removeHome(home);
    await database.drop();
  }
});
