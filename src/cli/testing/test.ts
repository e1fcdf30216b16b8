import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { testPackages } from '../../common/packages.ts';
import { Problem } from '../../common/problem.ts';
import { EXIT } from '../terminal/exit.ts';
import { installPrerequisites } from '../host/install.ts';
import { runGates } from './gates.ts';
import { leftSince, traces } from './leftovers.ts';
import { runTests } from './node-test.ts';

const CHECKOUT = fileURLToPath(new URL('../../..', import.meta.url));

/** Adds `slipway test [filters...]`: the gates, then the tests whose path contains one of the filters; exit 1 if one fails. */
export function registerTest(program: Command): void {
  program
    .command('test')
    .description('check types, lint, format, unused code and the API description, then run the tests')
    .argument('[filters...]', 'run only test files whose path contains one of these')
    .option('--no-gates', 'only run the tests')
    .action(async (filters: string[], options: { gates: boolean }) => {
      if (!(await test(filters, options.gates))) process.exitCode = EXIT.fault;
    });
}

async function test(filters: string[], gates: boolean): Promise<boolean> {
  const files = await testFiles(filters);
  if (process.getuid?.() !== 0) {
    throw new Problem('not-root', 'The tests run real VMs in real network namespaces.', 'Run them as root.');
  }
  await installPrerequisites(console.log, testPackages);
  const before = await traces();
  const gated = !gates || (await runGates(CHECKOUT));
  const { passed, summary } = await runTests(CHECKOUT, files);
  const left = await leftSince(before);
  for (const trace of left) console.log(`✖ the tests left behind: ${trace}`);
  if (!gated) console.log('✖ a gate failed, see above');
  // Last, for whoever reads only the end.
  console.log(summary.join('\n'));
  return gated && passed && left.length === 0;
}

async function testFiles(filters: string[]): Promise<string[]> {
  const all: string[] = [];
  for await (const file of glob('test/**/*.test.ts', { cwd: CHECKOUT })) all.push(file);
  const chosen = all.filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)));
  if (chosen.length > 0) return chosen.sort();
  throw new Problem('usage', `No test file matches ${filters.join(', ')}`, `There are: ${all.sort().join(', ')}`);
}
