import { spawn } from 'node:child_process';
import { Problem } from './problem.ts';

export interface CommandResult {
  stdout: string;
  stderr: string;
  code: number;
}

/**
 * Runs a program without a shell and returns its output. Throws a transient `Problem` when it does not start or does
 * not end within `timeoutMs`, and a final one for a non-zero exit unless `check` is false. Aborting `signal` kills the
 * program; the promise rejects with the signal's reason once the program is gone. `onError` sees its stderr as it comes.
 */
export function run(
  program: string,
  args: string[],
  options: {
    input?: string;
    timeoutMs?: number;
    check?: boolean;
    env?: NodeJS.ProcessEnv;
    cwd?: string;
    signal?: AbortSignal | undefined;
    onError?: (text: string) => void;
  } = {},
): Promise<CommandResult> {
  const { input, timeoutMs = 30_000, check = true, signal: abort } = options;
  return new Promise((resolve, reject) => {
    abort?.throwIfAborted();
    const child = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: options.env ?? process.env,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      err.push(chunk);
      options.onError?.(chunk.toString());
    });
    const kill = () => child.kill('SIGKILL');
    const timer = setTimeout(kill, timeoutMs);
    abort?.addEventListener('abort', kill);
    child.on('error', (cause) => {
      clearTimeout(timer);
      abort?.removeEventListener('abort', kill);
      const remedy = `Install ${program}, or run "./slipway doctor" to see what the machine lacks.`;
      reject(
        new Problem('command-not-started', `${program} could not be started: ${cause.message}`, remedy, { cause }),
      );
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      abort?.removeEventListener('abort', kill);
      const result = { stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString(), code: code ?? -1 };
      if (abort?.aborted) reject(abort.reason as Error);
      else if (signal !== null) {
        const remedy = 'It is tried again; if it keeps happening, look at the load and the disks of the machine.';
        const why = `${program} ${args[0] ?? ''} was ended by ${signal} (its limit is ${timeoutMs} ms)${lastWords(result)}`;
        reject(new Problem('command-timeout', why, remedy, { transient: true }));
      } else if (check && code !== 0) {
        reject(
          new Problem('command-failed', `${program} ${args.slice(0, 3).join(' ')} exited ${code}${lastWords(result)}`),
        );
      } else resolve(result);
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
  });
}

function lastWords({ stdout, stderr }: CommandResult): string {
  const said = (stderr || stdout).trim().split('\n').slice(-3).join(' ').slice(0, 400);
  return said === '' ? '' : `: ${said}`;
}
