import { join } from 'node:path';
import { run } from '../../common/command.ts';
import { runTests } from './node-test.ts';

/** Relative to the checkout. */
const LAB = 'test/openstack/lab';
/** What the simulator answers, and then what people do. */
const FILES = ['test/openstack/contract.test.ts', `${LAB}/life.ts`];
/** An installation on a slow line included. */
const UP_MS = 3_600_000;

/**
 * Runs the tests that need a real OpenStack: brings one up on this machine, in namespaces and below a root of its own, and
 * takes it down whatever they come to. The installed system is kept below `.cache`. Returns whether all passed.
 */
export async function testOpenStack(checkout: string): Promise<boolean> {
  const lab = (name: string): string => join(checkout, LAB, name);
  const down = (): Promise<unknown> => run(lab('down'), [], { timeoutMs: 120_000 });
  const interrupted = (): void => void down().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const { stdout } = await run(lab('up'), [], { timeoutMs: UP_MS, onError: (text) => process.stderr.write(text) });
    Object.assign(process.env, { SLIPWAY_TEST_OS_CLOUD: 'oslab', OS_CLIENT_CONFIG_FILE: stdout.trim() });
    const { passed, summary } = await runTests(checkout, FILES, { atOnce: 1 });
    console.log(summary.join('\n'));
    return passed;
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await down();
  }
}
