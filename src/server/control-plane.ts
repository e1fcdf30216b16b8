import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { controlPlaneFiles, runningSupervisor } from '../common/control-plane.ts';
import { closeInherited } from '../common/descriptors.ts';
import { asProblem, stored } from '../common/problem.ts';
import { readSettings } from '../common/settings.ts';
import { openConsole } from './console/console.ts';
import { serverLog } from './log.ts';
import { keepFailure } from '../common/run-files.ts';
import { startServer } from './server.ts';
import { ServiceManager } from './service-manager.ts';

/** How often a control plane looks whether its supervisor is there. */
const superviseMs = 5_000;

closeInherited();
// a supervisor listens for how it goes; without one we are in the foreground
const supervised = process.send !== undefined;
const say = (report: object): Promise<void> => {
  return new Promise((resolve) => (process.connected ? process.send?.(report, () => resolve()) : resolve()));
};

const settings = readSettings();
const { home } = settings;
const log = serverLog(settings, !supervised);
const manager = new ServiceManager(log);

// a stray failure is logged, not fatal: rows are the truth and every run is found again
process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
process.on('uncaughtExceptionMonitor', (error) => log.fatal({ err: error }, 'the control plane ends'));

const tell = (message: string, fraction: number): void => {
  void say({ message, fraction });
  manager.status(message);
};
const starting = startServer({ settings, log, tell, webConsole: openConsole(log) });

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  manager.stopping();
  // one that is still starting is stopped when it can be, so that nothing of it stays
  const server = await starting.catch(() => process.exit(1));
  await server.stop({ database: true });
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the server did not stop cleanly');
        process.exit(1);
      },
    );
  });
}

try {
  const server = await starting;
  await rm(controlPlaneFiles(home).failure, { force: true });
  void say({ ready: server.url });
  manager.ready(() => server.answers());
  log.info({ url: server.url, home }, 'ready');
  if (supervised) setInterval(bringSupervisor, superviseMs).unref();
  // Node writes it at a clean end only, and the start that has to be quick is the one after a kill
  flushCompileCache();
} catch (error) {
  const problem = asProblem(error);
  log.fatal({ err: error }, problem.message);
  await keepFailure(home, problem, false);
  if (!supervised) process.stderr.write(`${problem.message}\n${problem.remedy}\n`);
  await say({ error: stored(problem) });
  process.exit(1);
}

/** Whoever kills a supervisor leaves a control plane that nobody would start again: it gets another. */
function bringSupervisor(): void {
  if (stopping || runningSupervisor(home) !== null) return;
  const path = fileURLToPath(new URL('supervisor.ts', import.meta.url));
  spawn(process.execPath, [path], { detached: true, cwd: '/', stdio: 'ignore' }).unref();
}
