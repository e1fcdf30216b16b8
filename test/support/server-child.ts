import { join } from 'node:path';
import pino from 'pino';
import { Problem } from '../../src/common/problem.ts';
import { readSettings } from '../../src/common/settings.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { startServer } from '../../src/server/server.ts';

// the control plane as a process of its own that kills itself at the named point of a workflow or before or after the named
// call of its driver, and whose driver fails behind the effect of the named method
const { SLIPWAY_TEST_KILL_AT: killAt, SLIPWAY_TEST_FAIL_AT: failAt } = process.env;
const debugPoint = (point: string): Promise<void> => {
  if (point === killAt) process.kill(process.pid, 'SIGKILL');
  return Promise.resolve();
};
// whoever started it is gone
process.on('disconnect', () => process.exit());
const settings = readSettings();
const driver = new FakeDriver(join(settings.home, 'fake'));
driver.fault = async (method, when, id) => {
  await debugPoint(`${method}:${when} ${id}`);
  if (method === failAt && when === 'after') throw new Problem('command-failed', `${method} failed.`, 'Nothing to do.');
};
await startServer({ settings, log: pino({ level: 'silent' }), driver, debugPoint });
// what is still in use, bytes: for benches, which start it with --expose-gc
process.on('message', () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.(heapUsed + external);
});
process.send?.('ready');
