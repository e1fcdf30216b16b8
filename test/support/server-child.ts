import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { Problem } from '../../src/common/problem.ts';
import { readSettings } from '../../src/common/settings.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { startServer } from '../../src/server/server.ts';
import { SharedWorld } from './shared-world.ts';

// the control plane as a process of its own that kills itself at the named point of a workflow or before or after the named
// call of its driver, and whose driver fails behind the effect of the named method
const { SLIPWAY_TEST_KILL_AT: killAt, SLIPWAY_TEST_FAIL_AT: failAt } = process.env;
// of several that share a world, the first one that comes to the named point stops there, when there is a file `stop`
const { SLIPWAY_TEST_WORLD: world, SLIPWAY_TEST_STOP_AT: stopAt } = process.env;
// what each effect of the pretended backend takes, ms
const slowMs = Number(process.env['SLIPWAY_TEST_SLOW_MS'] ?? 0);
const isFirst = (directory: string): Promise<boolean> =>
  unlink(join(directory, 'stop')).then(
    () => true,
    () => false,
  );
const debugPoint = (point: string): Promise<void> => {
  if (point === killAt) process.kill(process.pid, 'SIGKILL');
  return Promise.resolve();
};
// whoever started it is gone
process.on('disconnect', () => process.exit());
const settings = readSettings();
// several share one, which is not below the state directory of any
const driver = world === undefined ? new FakeDriver(join(settings.home, 'fake')) : new SharedWorld(world);
driver.fault = async (method, when, id) => {
  await debugPoint(`${method}:${when} ${id}`);
  if (slowMs > 0 && when === 'before') await sleep(slowMs);
  if (world !== undefined && `${method}:${when}` === stopAt && (await isFirst(world)))
    process.kill(process.pid, 'SIGSTOP');
  if (method === failAt && when === 'after') throw new Problem('command-failed', `${method} failed.`, 'Nothing to do.');
};
// of an OpenStack that a test pretends it is the real one
const pretended = settings.driver === 'openstack' ? {} : { driver };
await startServer({ settings, log: pino({ level: 'silent' }), debugPoint, ...pretended });
// what is still in use, bytes: for benches, which start it with --expose-gc
process.on('message', () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.(heapUsed + external);
});
process.send?.('ready');
