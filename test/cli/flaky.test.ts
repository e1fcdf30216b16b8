import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from '../../src/common/command.ts';

/** Runs files as `slipway test` does, in a process that is no test itself, and what failed of them once more. */
const runner = `
  import { passAlone } from '${import.meta.resolve('../../src/cli/testing/flaky.ts')}';
  import { makeBatches } from '${import.meta.resolve('../../src/cli/testing/batches.ts')}';
  import { runTests } from '${import.meta.resolve('../../src/cli/testing/node-test.ts')}';
  const [root, ...files] = process.argv.slice(2);
  const batches = await makeBatches(root, files, {}, root);
  const first = await runTests(root, [...batches.keys()]);
  console.log('ends as ' + JSON.stringify({ passed: first.passed, lines: await passAlone(root, first, batches) }));`;

/** Fails at its first run, and passes at the next. */
const once = (marker: string): string => `
  import { existsSync, writeFileSync } from 'node:fs';
  import { describe, test } from 'node:test';
  describe('a suite', () => {
    test('is fine', () => {});
    test('fails once', () => {
      if (existsSync('${marker}')) return;
      writeFileSync('${marker}', '');
      throw new Error('this time');
    });
  });`;

test('a file that fails is run once more, alone: what passes then is told, and what does not fails the run', async (context) => {
  const root = await mkdtemp(join(tmpdir(), 'slipway-flaky-'));
  context.after(() => rm(root, { recursive: true }));
  await mkdir(join(root, 'test/support'), { recursive: true });
  for (const part of ['run.ts', 'cheap-promises.ts']) await writeFile(join(root, 'test/support', part), 'export {};');
  const program = join(root, 'runner.ts');
  await writeFile(program, runner);
  await mkdir(join(root, 'orders'));
  const written = {
    'fine.test.ts': `import { test } from 'node:test'; test('passes', () => {});`,
    'orders/once.test.ts': once(join(root, 'marker')),
    'orders/beside.test.ts': once(join(root, 'beside')),
    'orders/always.test.ts': `import './check.ts';`,
    'orders/check.ts': `import { test } from 'node:test'; test('never passes', () => { throw new Error('again'); });`,
  };
  for (const [file, text] of Object.entries(written)) await writeFile(join(root, file), text);
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const ends = async (...files: string[]): Promise<unknown> => {
    const { stdout } = await run(process.execPath, [program, root, ...files], { env });
    return JSON.parse(/^ends as (.*)$/m.exec(stdout)?.[1] ?? 'null');
  };
  const lines = (failed: string) => [
    `flaky: ${join(root, 'orders-1.test.ts')} failed among the others and passed alone: orders/${failed}: fails once`,
  ];
  const [first, second] = ['once', 'beside'].map((name) => `orders/${name}.test.ts`) as [string, string];
  assert.deepEqual(await ends('fine.test.ts', first), { passed: false, lines: lines('once.test.ts') });
  assert.deepEqual(await ends('fine.test.ts', first), { passed: true, lines: [] });
  assert.deepEqual(await ends('fine.test.ts', 'orders/always.test.ts'), { passed: false, lines: null });
  // of files that share a process each is run once more
  assert.deepEqual(await ends(first, second), { passed: false, lines: lines('beside.test.ts') });
  assert.deepEqual(await ends(first, 'orders/always.test.ts'), { passed: false, lines: null });
});
