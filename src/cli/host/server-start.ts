import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Problem } from '../../common/problem.ts';
import type { Settings } from '../../common/settings.ts';
import type { Failure } from '../api/answers.ts';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
/** Bytes. */
const LOG_LIMIT = 10 * 2 ** 20;

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

/** Opens the log for appending; one that has grown large becomes `server.log.1`. */
function openLog(home: string): { fd: number; path: string } {
  const path = join(home, 'log', 'server.log');
  mkdirSync(home, { recursive: true, mode: 0o711 });
  mkdirSync(join(home, 'log'), { recursive: true, mode: 0o700 });
  if (existsSync(path) && statSync(path).size > LOG_LIMIT) renameSync(path, `${path}.1`);
  return { fd: openSync(path, 'a', 0o600), path };
}
