import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Problem } from '../common/problem.ts';
import type { Settings } from '../common/settings.ts';
import type { Failure } from './answers.ts';

const MAIN = fileURLToPath(new URL('../server/main.ts', import.meta.url));
const LOG_LIMIT = 10 * 2 ** 20;
const POLL_MS = 50;

/** The control plane of a state directory, while it runs. */
export interface ServerProcess {
  pid: number;
  /** Its start time in clock ticks as /proc has it, which tells it from a later process of the same pid. */
  started: string;
  url: string;
}

/** Finds it by what it wrote down; null when none runs. */
export function runningServer(home: string): ServerProcess | null {
  const written = read(join(home, 'run', 'server.json'));
  try {
    const server = JSON.parse(written ?? 'null') as ServerProcess | null;
    return server !== null && isAlive(server) ? server : null;
  } catch {
    return null;
  }
}

function isAlive({ pid, started }: ServerProcess): boolean {
  const [state, ...fields] = read(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ') ?? [];
  const ours = read(`/proc/${pid}/cmdline`)?.includes('server/main.ts') === true;
  // a zombie has ended already; its parent has not noticed yet
  return ours && state !== 'Z' && fields[18] === started;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** What a starting server says: how far it is, then where it answers or why it failed. */
type Report = { message: string; fraction: number } | { ready: string } | { error: Failure };

/**
 * Starts the control plane in a session of its own and returns its URL when it answers. `tell` hears how far it is.
 * Throws what the server says, or `server-died` or `timeout` with the place of its log.
 */
export async function startServer(
  settings: Settings,
  tell: (message: string, fraction: number) => void,
  timeoutMs: number,
): Promise<string> {
  const log = openLog(settings.home);
  const child = spawn(process.execPath, [MAIN], {
    detached: true,
    cwd: '/',
    stdio: ['ignore', log.fd, log.fd, 'pipe'],
    env: { ...process.env, SLIPWAY_READY_FD: '3' },
  });
  const pipe = child.stdio[3] as NodeJS.ReadableStream & { destroy: () => void };
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    for await (const line of createInterface({ input: pipe, signal: deadline })) {
      const report = JSON.parse(line) as Report;
      if ('ready' in report) return report.ready;
      if ('error' in report) {
        const { code, message, remedy, constraint } = report.error;
        throw new Problem(code, message, remedy, { constraint });
      }
      tell(report.message, report.fraction);
    }
    const remedy = `Read the end of ${log.path}, mend what it says, then try again.`;
    if (deadline.aborted) {
      child.kill();
      throw new Problem('timeout', `The control plane was not ready within ${timeoutMs / 1000} s.`, remedy);
    }
    throw new Problem('server-died', 'The control plane ended while it started.', remedy);
  } finally {
    pipe.destroy();
    child.unref();
  }
}

/** Ends the control plane: asks, and after `graceMs` does not ask any more. Returns when it is gone. */
export async function stopServer(server: ServerProcess, graceMs: number): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const deadline = performance.now() + graceMs;
    if (isAlive(server)) process.kill(server.pid, signal);
    // the kernel tells only parents of the end of a process, so this has to look
    while (isAlive(server) && performance.now() < deadline) await pause(POLL_MS);
  }
}

/** Opens the log for appending; one that has grown large becomes `server.log.1`. */
function openLog(home: string): { fd: number; path: string } {
  const path = join(home, 'log', 'server.log');
  mkdirSync(home, { recursive: true, mode: 0o711 });
  mkdirSync(join(home, 'log'), { recursive: true, mode: 0o700 });
  if (existsSync(path) && statSync(path).size > LOG_LIMIT) renameSync(path, `${path}.1`);
  return { fd: openSync(path, 'a', 0o600), path };
}
