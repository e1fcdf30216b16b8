import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Command, Option } from 'commander';
import { testPackages } from '../../common/packages.ts';
import { Problem } from '../../common/problem.ts';
import { exits } from '../../common/problems/kind.ts';
import { installPrerequisites } from '../host/install.ts';
import { type Batches, makeBatches } from './batches.ts';
import { summarize } from './coverage.ts';
import { longestFirst, outOfDate, record, recordedDurations } from './durations.ts';
import { passAlone } from './flaky.ts';
import { runGates } from './gates.ts';
import { beginRun, endRun, leftBy, type OwnRun } from './leftovers.ts';
import { runTests } from './node-test.ts';
import { testOpenStack } from './openstack.ts';
import { takeTurn, turns } from './turn.ts';

const CHECKOUT = fileURLToPath(new URL('../../..', import.meta.url));

interface Options {
  gates: boolean;
  record: boolean;
  coverage: boolean;
  openstack: boolean;
  turn?: string;
}

/** Adds `slipway test [filters...]`: the gates, and the tests whose path contains one of the filters; exit 1 if one fails. */
export function registerTest(program: Command): void {
  program
    .command('test')
    .description('check types, lint, format, unused code and the API description, and run the tests')
    .argument('[filters...]', 'run only test files whose path contains one of these')
    .option('--no-gates', 'only run the tests')
    .option('--record', 'of a whole run that passes: write down how long each file took', false)
    .option('--coverage', 'measure what is walked of src, and of a whole run hold the core at 95 %', false)
    .addOption(
      new Option('--turn <turn>', 'which third of the cases of a sweep, if not that of the commit').choices(turns),
    )
    .option('--openstack', 'run what needs a real OpenStack and nothing else, on one that is brought up for it', false)
    .action(async (filters: string[], options: Options) => {
      if (!(await test(filters, options))) process.exitCode = exits.fault;
    });
}

async function test(filters: string[], options: Options): Promise<boolean> {
  const recorded = await recordedDurations(CHECKOUT);
  const files = await testFiles(filters);
  const whole = filters.length === 0;
  const turn = await takeTurn(CHECKOUT, options.turn ?? (whole ? undefined : 'all'));
  if (process.getuid?.() !== 0) {
    throw new Problem('not-root', 'The tests run real VMs in real network namespaces.');
  }
  // these need nothing that is being installed
  const gates = options.gates && !options.openstack ? runGates(CHECKOUT) : Promise.resolve(null);
  await installPrerequisites(console.log, testPackages);
  // as one, so that no line of a test comes between
  void gates.then((ended) => ended !== null && console.log(ended.report));
  const own = await beginRun();
  if (options.openstack) return againstOpenStack(own);
  const batches = await makeBatches(CHECKOUT, files, recorded, own.directories[0]);
  const first = await runTests(CHECKOUT, longestFirst(batches, recorded), { coverage: options.coverage });
  const flaky = await passAlone(CHECKOUT, first, batches);
  const clean = await leavesNothing(own);
  const gated = (await gates)?.passed ?? true;
  if (!gated) console.log('✖ a gate failed, see above');
  const coverage = options.coverage ? await summarize(CHECKOUT, first.walked) : null;
  const walked = !whole || coverage === null || coverage.passed;
  const passed = (first.passed || flaky !== null) && gated && clean && walked;
  if (whole) await keepDurations(ofFiles(first.took, batches), recorded, passed && options.record);
  if (coverage !== null) console.log(coverage.report);
  // Last, for whoever reads only the end.
  const sweeps = `ℹ sweeps: ${turn === 'all' ? 'all cases' : `turn ${turn}, a third of the cases (--turn all: all)`}`;
  console.log([...first.summary, sweeps, slowest(first.took), ...(flaky ?? [])].join('\n'));
  return passed;
}

async function againstOpenStack(own: OwnRun): Promise<boolean> {
  const passed = await testOpenStack(CHECKOUT);
  return (await leavesNothing(own)) && passed;
}

/** Ends a run; false when it has left something on the machine, with a line for each. */
async function leavesNothing(own: OwnRun): Promise<boolean> {
  const left = await leftBy(own);
  await endRun(own);
  for (const trace of left) console.log(`✖ the tests left behind: ${trace}`);
  return left.length === 0;
}

async function keepDurations(took: Map<string, number>, recorded: Record<string, number>, renew: boolean) {
  if (renew) return record(CHECKOUT, took);
  const old = outOfDate(took, recorded);
  if (old.length > 0) console.log(`ℹ "./slipway test --record" should renew test/durations.json: ${old.join(', ')}`);
}

/** Without the batches, of which nobody knows whose the time was. */
function ofFiles(took: Map<string, number>, batches: Batches): Map<string, number> {
  return new Map([...took].filter(([program]) => batches.get(program)?.includes(program)));
}

function slowest(took: Map<string, number>): string {
  const first = [...took].toSorted(([, one], [, other]) => other - one).slice(0, 12);
  return `ℹ slowest: ${first.map(([file, ms]) => `${file.replace('test/', '')} ${(ms / 1000).toFixed(0)} s`).join(', ')}`;
}

async function testFiles(filters: string[]): Promise<string[]> {
  const all: string[] = [];
  for await (const file of glob('test/**/*.test.ts', { cwd: CHECKOUT })) all.push(file);
  const chosen = all.filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)));
  if (chosen.length > 0) return chosen.sort();
  throw new Problem('usage', `No test file matches ${filters.join(', ')}`, `There are: ${all.sort().join(', ')}.`);
}
