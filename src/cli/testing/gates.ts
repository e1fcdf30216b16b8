import { dirname, join } from 'node:path';
import { run } from '../../common/command.ts';

const GATE_MS = 300_000;

/** What must hold before any test runs: its name, its program in `node_modules/.bin` (or `node`), its arguments. */
const GATES: [name: string, program: string, ...args: string[]][] = [
  ['types', 'tsc', '--project', '.'],
  ['lint', 'oxlint', '--type-aware', '--deny-warnings'],
  ['format', 'biome', 'format', '.'],
  ['unused code', 'knip'],
  ['OpenAPI description', 'node', 'src/api/openapi-file.ts', '--check'],
];

/** Runs every gate in the checkout `root`, prints a line for each and what the failed ones said; false when one failed. */
export async function runGates(root: string): Promise<boolean> {
  const bin = join(root, 'node_modules', '.bin');
  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}` };
  let passed = true;
  for (const [name, program, ...args] of GATES) {
    const begin = performance.now();
    const path = program === 'node' ? process.execPath : join(bin, program);
    const { code, stdout, stderr } = await run(path, args, { cwd: root, env, check: false, timeoutMs: GATE_MS });
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    console.log(`${code === 0 ? '✔' : '✖'} ${name} (${seconds} s)`);
    if (code !== 0) console.log(`${stdout}${stderr}`.trimEnd());
    passed &&= code === 0;
  }
  return passed;
}
