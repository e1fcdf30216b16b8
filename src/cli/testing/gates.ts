import { dirname, join } from 'node:path';
import { run } from '../../common/command.ts';

/** Only a gate that hangs takes so long, ms. */
const GATE_MS = 1_800_000;

/** What must hold beside the tests: its name, its program in `node_modules/.bin` (or `node`), its arguments. */
const GATES: [name: string, program: string, ...args: string[]][] = [
  // what it needs for its rules is all that the compiler looks at, which by itself would look at it once more
  ['types and lint', 'oxlint', '--type-aware', '--type-check', '--deny-warnings'],
  ['format', 'biome', 'format', '.'],
  ['unused code', 'knip'],
  ['OpenAPI description', 'node', 'src/api/openapi-file.ts', '--check'],
  ['list of errors', 'node', 'src/common/problems/errors-file.ts', '--check'],
  ['tables of workflows', 'node', 'src/workflows/workflows-file.ts', '--check'],
  ['tables of actions', 'node', 'src/actions/actions-file.ts', '--check'],
];

export interface Gates {
  passed: boolean;
  /** A line for each gate, and what the failed ones said. */
  report: string;
}

/** Runs every gate in the checkout `root`, all at once. */
export async function runGates(root: string): Promise<Gates> {
  // what the types of the web console are checked with, and what its tests open: a cloud would make it at the lowest priority
  const packages = [join('web', 'package-lock.json'), process.execPath, 'src/server/console/build.ts'];
  await run('flock', packages, { cwd: root, timeoutMs: GATE_MS });
  const bin = join(root, 'node_modules', '.bin');
  // beside the tests there is no more than one processor, and each further thread would look at most types once more
  const env = { ...process.env, GOMAXPROCS: '1', PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}` };
  const gates = GATES.map(async ([name, program, ...args]) => {
    const begin = performance.now();
    const path = program === 'node' ? process.execPath : join(bin, program);
    const { code, stdout, stderr } = await run(path, args, { cwd: root, env, check: false, timeoutMs: GATE_MS });
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    const passed = code === 0;
    const line = `${passed ? '✔' : '✖'} ${name} (${seconds} s)`;
    return { passed, report: passed ? line : `${line}\n${`${stdout}${stderr}`.trimEnd()}` };
  });
  const ended = await Promise.all(gates);
  return { passed: ended.every(({ passed }) => passed), report: ended.map(({ report }) => report).join('\n') };
}
