import { type ChildProcess, spawn } from 'node:child_process';
import { on } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromStored, Problem } from '../../common/problem.ts';
import type { Settings } from '../../common/settings.ts';
import type { Problem as Failure } from '../api/schema.ts';

const SUPERVISOR = fileURLToPath(new URL('../../server/supervisor.ts', import.meta.url));

/** What a starting server says: how far it is, then where it answers or why it failed. */
type Report = { message: string; fraction: number } | { ready: string } | { error: Failure };

/**
 * Starts the control plane under a supervisor, in a session of its own, and returns its URL when it answers. `tell` hears
 * how far it is. Throws what the server says, or `server-died` or `timeout` with the place of its log.
 */
export async function startServer(
  settings: Settings,
  tell: (message: string, fraction: number) => void,
  timeoutMs: number,
): Promise<string> {
  const child = spawn(process.execPath, [SUPERVISOR], {
    detached: true,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const remedy = `Read the end of ${join(settings.home, 'log', 'server.log')}, mend what it says, then try again.`;
  const deadline = AbortSignal.timeout(timeoutMs);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let failure = new Problem('server-died', 'The control plane ended while it started.', remedy);
  try {
    for await (const report of reports(child, deadline)) {
      if ('ready' in report) return report.ready;
      if ('error' in report) {
        failure = fromStored(report.error, 'server-died');
      } else tell(report.message, report.fraction);
    }
    await ended;
    throw failure;
  } catch (error) {
    if (!deadline.aborted) throw error;
    child.kill();
    throw new Problem('timeout', `The control plane was not ready within ${timeoutMs / 1000} s.`, remedy);
  } finally {
    if (child.connected) child.disconnect();
    child.unref();
  }
}

/** What a process says on its channel, until that is closed. */
async function* reports(child: ChildProcess, signal: AbortSignal): AsyncGenerator<Report> {
  for await (const [report] of on(child, 'message', { signal, close: ['disconnect'] })) yield report as Report;
}
