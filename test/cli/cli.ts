import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type CommandResult, run } from '../../src/common/command.ts';
import { eventually, hangMs } from '../support/wait.ts';

export const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** The environment of a command: nothing of the caller's but what programs need, and no key of the real user. */
export function environment(env: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  return { PATH, NODE_COMPILE_CACHE, HOME: '/nonexistent', ...env };
}

/** Runs the command line to its end, the way a user would, on no terminal. */
export function slipway(env: Record<string, string>, ...args: string[]): Promise<CommandResult> {
  return slipwayWith('', env, ...args);
}

/** The same with something on standard input. */
export function slipwayWith(input: string, env: Record<string, string>, ...args: string[]): Promise<CommandResult> {
  return run(process.execPath, [MAIN, ...args], { input, env: environment(env), check: false, timeoutMs: hangMs });
}

export interface Running {
  child: ChildProcess;
  /** What it has written to standard error so far. */
  stderr: () => string;
  /** Resolves when standard error holds `text`. */
  says: (text: string) => Promise<void>;
  /** Its exit status, once it has ended. */
  ended: Promise<number | null>;
}

/** Starts the command line and leaves it running. */
export function startSlipway(env: Record<string, string>, ...args: string[]): Running {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  // one whose output nobody reads must not wait for a reader
  child.stdout.resume();
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const says = async (text: string): Promise<void> => {
    await eventually(
      `"${text}" on standard error`,
      () => said,
      (all) => all.includes(text),
    );
  };
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, stderr: () => said, says, ended };
}
