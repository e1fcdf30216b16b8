import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { run } from 'node:test';
import { spec as Spec } from 'node:test/reporters';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import type { FileCoverage } from './coverage.ts';

/** Only a file that hangs takes so long, on the busiest machine, ms. */
const FILE_MS = 45 * 60_000;
/** The same of a whole run; then Node ends the tests that still run and reports them. */
const RUN_MS = 4 * 3_600_000;

/** What Node calls before the first file and after the last one. */
const SETUP = 'test/support/run.ts';

/** What each of their processes loads first. */
const PRELOAD = 'test/support/cheap-promises.ts';

export interface TestRun {
  passed: boolean;
  /** How long each file took, ms, by how it was given. */
  took: Map<string, number>;
  /** The titles of what failed, by file. */
  failed: Map<string, string[]>;
  /** The closing lines of the report, from "ℹ tests" on. They are not printed yet. */
  summary: string[];
  /** What the processes of the run walked of `src`; empty when that was not measured. */
  walked: FileCoverage[];
}

interface RunOptions {
  /** So many files at a time. */
  atOnce?: number;
  /** Whether to measure what is walked of `src`. */
  coverage?: boolean;
}

/** Runs `files` (below `root`, or by their whole paths) in this order, each in a process, and prints the report. */
export async function runTests(root: string, files: string[], options: RunOptions = {}): Promise<TestRun> {
  // the settings of a cloud on this machine are none of the tests' business
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('SLIPWAY_') && !name.startsWith('SLIPWAY_TEST_')) delete process.env[name];
  }
  // what a process compiles, all others of the run need not: half a second for each of some hundred
  process.env['NODE_COMPILE_CACHE'] = join(root, '.cache', 'compile');
  const given = new Map(files.map((file) => [resolve(root, file), file]));
  const request = {
    cwd: root,
    files: [...given.keys()],
    concurrency: options.atOnce ?? concurrency(),
    timeout: FILE_MS,
    signal: AbortSignal.timeout(RUN_MS),
    globalSetupPath: join(root, SETUP),
    execArgv: ['--import', pathToFileURL(join(root, PRELOAD)).href],
    coverage: options.coverage ?? false,
    coverageIncludeGlobs: ['src/**/*.ts'],
  };
  // the types of Node do not know `globalSetupPath` yet, and say so of a literal
  const tests = run(request);
  const result: TestRun = { passed: false, took: new Map(), failed: new Map(), summary: [], walked: [] };
  // that a process ended as it should not is told of its file alone, and a suite fails by what is in it
  tests.on('test:fail', (event) => {
    const { failureType } = event.details.error as { failureType?: string };
    const program = programOf(event);
    const file = given.get(program);
    if (file === undefined || failureType === 'subtestsFailed') return;
    result.failed.set(file, [...(result.failed.get(file) ?? []), titleOf(root, event)]);
  });
  tests.on('test:summary', (event) => {
    const file = given.get(programOf(event));
    if (file === undefined) result.passed = event.success;
    else result.took.set(file, event.duration_ms);
  });
  tests.on('test:coverage', ({ summary: { files: walked } }) => result.walked.push(...walked));
  const { summary } = result;
  // Node's own table of every file would bury the report
  const reported = tests.filter(({ type }: { type: string }) => type !== 'test:coverage');
  for await (const line of createInterface({ input: reported.compose(new Spec()) })) {
    if (summary.length > 0 || /^ℹ tests \d+$/.test(stripVTControlCharacters(line))) summary.push(line);
    else console.log(line);
  }
  return result;
}

/** Of a failed test: its name, and where it is written, if that is not what Node was told to run. */
function titleOf(root: string, event: { name: string; file?: string | undefined; entryFile?: string }): string {
  const program = programOf(event);
  if (event.name === program) return 'the file as a whole';
  return event.file === undefined || event.file === program
    ? event.name
    : `${relative(root, event.file)}: ${event.name}`;
}

/** What Node was told to run; `file` is where the test is written, which may be a file that the program imports. */
function programOf(event: { file?: string | undefined; entryFile?: string }): string {
  return event.entryFile ?? event.file ?? '';
}

/** One more than there are processors, for the time that a test with real VMs waits: with two, each works longer for the same. */
function concurrency(): number {
  return availableParallelism() + 1;
}
