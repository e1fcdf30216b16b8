import { createHash } from 'node:crypto';
import { access, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../src/common/command.ts';
import { hangMs } from '../support/wait.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const cache = fileURLToPath(new URL('../../.cache/clients/', import.meta.url));

/** The Python of an environment with Waldur's clients. */
export function pythonWithClients(): Promise<string> {
  return pythonWith(join(here, 'requirements.txt'));
}

/**
 * Of files of tests that want the same environment at once the first makes it. Of 8000 modules a few hundred are used: those are
 * compiled when they are first imported.
 */
const MAKE = `set -e
[ -e "$1/complete" ] && exit
rm -rf "$1"
python3 -m venv "$1"
"$1/bin/python3" -m pip install --quiet --disable-pip-version-check --no-input --only-binary=:all: --no-deps \\
  --no-compile --requirement "$2"
mkdir "$1/complete"`;

/** The Python of an environment with what a file asks for, made once per version of that file. */
export async function pythonWith(requirements: string): Promise<string> {
  const version = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex')
    .slice(0, 16);
  const home = join(cache, version);
  const python = join(home, 'bin', 'python3');
  const made = await access(join(home, 'complete')).then(
    () => true,
    () => false,
  );
  if (made) return python;
  await mkdir(cache, { recursive: true });
  await run('flock', [`${home}.lock`, 'sh', '-c', MAKE, 'make', home, requirements], { timeoutMs: hangMs });
  return python;
}

/** Runs a script of this directory to its end; returns the steps that it has said. Throws what it has printed. */
export async function live(python: string, script: string, env: Record<string, string>): Promise<string[]> {
  const { stdout, stderr, code } = await run(python, [join(here, script)], {
    // what is compiled goes there, and not beside our scripts
    env: { PATH: process.env['PATH'] ?? '', PYTHONPYCACHEPREFIX: join(dirname(python), '..', 'pycache'), ...env },
    check: false,
    timeoutMs: hangMs,
  });
  const steps = stepsOf(stdout);
  if (code !== 0) throw new Error(`after "${steps.at(-1) ?? 'nothing'}": ${stderr.slice(-3000)}`);
  return steps;
}

/** The steps of a life that a program has printed. */
export function stepsOf(stdout: string): string[] {
  return stdout.split('\n').flatMap((line) => (line.startsWith('ok ') ? [line.slice(3)] : []));
}
