import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  controlPlaneFiles,
  GRACE_MS,
  isAlive,
  NODE_FLAGS,
  type ProcessId,
  runningServer,
  startOf,
  stopProcess,
} from '../common/control-plane.ts';
import { closeInherited } from '../common/descriptors.ts';
import { asProblem, Problem, stored } from '../common/problem.ts';
import { readSettings } from '../common/settings.ts';
import { openLog } from './log-file.ts';
import { ownHome } from './ownership.ts';
import { announce, keepFailure } from '../common/run-files.ts';

/**
 * Starts the control plane of a state directory again whenever it ends without having been told to. Whoever starts this
 * program hears over its channel how the first start goes; if that one fails, or too many follow each other, it gives up.
 * It finds a control plane that runs already, and ends with the one that is stopped.
 */
const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
/** The same as in the unit of systemd, see `cli/service/unit.ts`. */
const limit = { starts: 10, withinMs: 600_000 };
const longestPauseMs = 5_000;
const lookMs = 500;

closeInherited();
const { home } = readSettings();
const stopped = new AbortController();
/** The control plane that is watched, from the moment that its process is there. */
let watched: ProcessId | null = null;
let wasReady = false;

process.on('SIGTERM', () => {
  stopped.abort();
  if (watched !== null) void stopProcess(watched, GRACE_MS);
});

try {
  closeSync(openLog(home));
  const disown = await ownHome(home, 'supervisor');
  await announce(home, 'supervisor');
  await supervise();
  await rm(controlPlaneFiles(home).supervisor, { force: true });
  await disown();
} catch (error) {
  if (process.connected) process.send?.({ error: stored(asProblem(error)) });
  process.exitCode = 1;
}
if (process.connected) process.disconnect();

async function supervise(): Promise<void> {
  for (let ends: number[] = []; ; ) {
    const failure = await nextEnd();
    if (failure === null || stopped.signal.aborted) return;
    ends = [...ends.filter((at) => at > performance.now() - limit.withinMs), performance.now()];
    const final = !wasReady || ends.length >= limit.starts;
    await keepFailure(home, failure, final);
    if (final) return;
    const pauseMs = Math.min(50 * 2 ** ends.length, longestPauseMs);
    await sleep(pauseMs, undefined, { signal: stopped.signal }).catch(() => {});
    if (stopped.signal.aborted) return;
  }
}

/** The end of the control plane that runs, else of one that is started: what it died of, or null when it was stopped. */
async function nextEnd(): Promise<Problem | null> {
  const running = runningServer(home);
  if (running === null) return lifeOfOwn().catch(asProblem);
  watched = running;
  wasReady = true;
  while (isAlive(running)) await sleep(lookMs);
  // one that is told to end takes its announcement away
  return existsSync(controlPlaneFiles(home).server) ? died('It ended, and nobody has told it to') : null;
}

type Report = { message: string; fraction: number } | { ready: string } | { error: ReturnType<typeof stored> };

async function lifeOfOwn(): Promise<Problem | null> {
  const log = openLog(home);
  const child = spawn(process.execPath, [...NODE_FLAGS, MAIN], { cwd: '/', stdio: ['ignore', log, log, 'ipc'] });
  closeSync(log);
  const { pid } = child;
  if (pid !== undefined) watched = { pid, started: startOf(pid) ?? '' };
  let said: Problem | null = null;
  child.on('message', (report: Report) => {
    if ('ready' in report) wasReady = true;
    if ('error' in report)
      said = new Problem(report.error.code, report.error.message, report.error.remedy, report.error);
    if (process.connected) process.send?.(report);
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  watched = null;
  return code === 0 ? null : (said ?? died(`It ended by ${signal ?? `itself with status ${code}`}`));
}

function died(how: string): Problem {
  const remedy = 'The end of "./slipway logs" says why; if it does not, "dmesg" tells whether the kernel killed it.';
  return new Problem('server-died', `The control plane died. ${how}.`, remedy);
}
