import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { run } from '../src/common/command.ts';
import { hangMs } from './support/wait.ts';

/** In small: whether they still work and answers are right, not how fast. `bench kill` has a test of its own. */
async function bench(name: string, ...args: string[]): Promise<Record<string, unknown>> {
  const program = fileURLToPath(new URL(`../bench/${name}.ts`, import.meta.url));
  const { stdout } = await run(process.execPath, [program, '--json', ...args], { check: false, timeoutMs: hangMs });
  return JSON.parse(stdout) as Record<string, unknown>;
}

test('bench load: mixed traffic of several customers is answered without an error', async () => {
  const figures = await bench('load', '--clients', '8', '--seconds', '4');
  const { clients, errors, requests, hostile_connections: begun, hostile_held: held } = figures;
  assert.deepEqual([clients, errors], [8, 0]);
  assert.ok((requests as number) > 0 && (begun as number) > 0);
  assert.ok((held as number[]).every((each) => each <= 512));
});

test('bench list: every list is measured with few and with many', async () => {
  const { lists } = (await bench('list', '--small', '100', '--large', '200', '--rounds', '3')) as {
    lists: { list: string }[];
  };
  assert.deepEqual(
    lists.map(({ list }) => list),
    ['resources', 'instances', 'orders', 'events'],
  );
});
