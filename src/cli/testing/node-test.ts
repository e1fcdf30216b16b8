import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { run } from 'node:test';
import { spec as Spec } from 'node:test/reporters';
import { stripVTControlCharacters } from 'node:util';

/** A test that takes longer hangs, ms. */
const TEST_MS = 600_000;
/** The whole run, ms; then Node ends the tests that still run and reports them. */
const RUN_MS = 45 * 60_000;
/** Files of a minute and more: they begin first, so that none is left running alone at the end. */
const LONGEST = ['workflow/laws', 'authorization/matrix', 'workflow/kill', 'clients/', 'cli/vm.', 'kill/', 'e2e/'];

export interface TestRun {
  passed: boolean;
  /** The closing lines of the report, from "ℹ tests" on. They are not printed yet. */
  summary: string[];
}

/** Runs `files` (relative to `root`), each in a process, one more at a time than there are processors, and prints the report. */
export async function runTests(root: string, files: string[]): Promise<TestRun> {
  // the settings of a cloud on this machine are none of the tests' business
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('SLIPWAY_') && !name.startsWith('SLIPWAY_TEST_')) delete process.env[name];
  }
  // what a process compiles, all others of the run need not: half a second for each of some hundred
  process.env['NODE_COMPILE_CACHE'] = join(root, '.cache', 'compile');
  const tests = run({
    cwd: root,
    files: longestFirst(files).map((file) => join(root, file)),
    // they wait for a fifth of their time
    concurrency: availableParallelism() + 1,
    timeout: TEST_MS,
    signal: AbortSignal.timeout(RUN_MS),
  });
  let passed = false;
  const took: [file: string, ms: number][] = [];
  tests.on('test:summary', ({ file, success, duration_ms: ms }) => {
    if (file === undefined) passed = success;
    else took.push([relative(join(root, 'test'), file), ms]);
  });
  const summary: string[] = [];
  for await (const line of createInterface({ input: tests.compose(new Spec()) })) {
    if (summary.length > 0 || /^ℹ tests \d+$/.test(stripVTControlCharacters(line))) summary.push(line);
    else console.log(line);
  }
  return { passed, summary: [...summary, slowest(took)] };
}

function slowest(took: [file: string, ms: number][]): string {
  const first = took.toSorted(([, one], [, other]) => other - one).slice(0, 12);
  return `ℹ slowest: ${first.map(([file, ms]) => `${file} ${(ms / 1000).toFixed(0)} s`).join(', ')}`;
}

function longestFirst(files: string[]): string[] {
  const rank = (file: string): number => {
    const place = LONGEST.findIndex((name) => file.startsWith(`test/${name}`));
    return place === -1 ? LONGEST.length : place;
  };
  return files.toSorted((one, other) => rank(one) - rank(other));
}
