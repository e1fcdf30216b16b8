import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';

/** A test that takes longer hangs, ms. */
const TEST_MS = 600_000;
/** The whole run, ms; then Node ends the tests that still run and reports them. */
const RUN_MS = 45 * 60_000;

export interface TestRun {
  passed: boolean;
  /** The closing lines of the report, from "ℹ tests" on. They are not printed yet. */
  summary: string[];
}

/** Runs `files` (relative to `root`) with `node --test`, as many at a time as there are processors, and prints the report. */
export async function runTests(root: string, files: string[]): Promise<TestRun> {
  const limits = [`--test-timeout=${TEST_MS}`, `--test-concurrency=${availableParallelism()}`];
  const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  // The settings of a cloud on this machine are none of the tests' business.
  const ours = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('SLIPWAY_') || name.startsWith('SLIPWAY_TEST_'),
  );
  const child = spawn(process.execPath, ['--test', '--test-reporter=spec', ...limits, ...files], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...Object.fromEntries(ours), ...colour },
  });
  const closed = once(child, 'close');
  const timer = setTimeout(() => {
    console.log(`✖ the run took more than ${RUN_MS / 60_000} minutes`);
    child.kill('SIGINT');
  }, RUN_MS);
  const summary: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (summary.length > 0 || /^ℹ tests \d+$/.test(stripVTControlCharacters(line))) summary.push(line);
    else console.log(line);
  }
  const [code] = (await closed) as [number | null];
  clearTimeout(timer);
  return { passed: code === 0, summary };
}
