import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../../common/problem.ts';
import { processIds, sendSignal, workingDirectory } from '../../common/processes.ts';
import type { PostgresPaths } from './paths.ts';

/** Pids of every living PostgreSQL process of this data directory: all of them work inside it. */
export async function serverProcesses(paths: PostgresPaths): Promise<number[]> {
  const data = await realpath(paths.data).catch(() => null);
  return data === null ? [] : processIds().filter((pid) => workingDirectory(pid) === data);
}

/** The pid that the data directory's pid file names, and whether it is its postmaster: after a crash it may be anybody. */
export async function recordedPid(paths: PostgresPaths): Promise<{ pid: number; running: boolean } | null> {
  const file = await readFile(join(paths.data, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(file, 10);
  if (!(pid > 1)) return null;
  const directory = workingDirectory(pid);
  return { pid, running: directory !== null && directory === (await realpath(paths.data)) };
}

/**
 * Ends the PostgreSQL of this data directory with a fast shutdown (clients are dropped, everything is on disk), or
 * with an immediate one (recovery at the next start) when that takes more than 30 s. None running is fine.
 */
export async function stopServer(paths: PostgresPaths): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    const server = await recordedPid(paths);
    if (server === null || !server.running) return;
    sendSignal(server.pid, signal);
    const deadline = Date.now() + patienceMs;
    while ((await serverProcesses(paths)).includes(server.pid) && Date.now() < deadline) await sleep(20);
  }
  const left = await recordedPid(paths);
  if (left === null || !left.running) return;
  const message = `PostgreSQL (pid ${left.pid}) did not stop in 40 s`;
  const remedy = `Look at process ${left.pid}: it may hang on a dead disk. It keeps its data when it is killed.`;
  throw new Problem('postgres-not-stopped', message, remedy, { transient: true });
}
