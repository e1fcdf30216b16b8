import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import { runningServer, runningSupervisor, type ServerProcess } from '../../common/control-plane.ts';
import { Problem } from '../../common/problem.ts';
import { readSettings, type Settings, shownUrl } from '../../common/settings.ts';
import { example } from '../terminal/example.ts';
import { stopCloud } from './down.ts';
import { prepareHost } from './install.ts';
import { print, say } from '../terminal/output.ts';
import { preflight } from './preflight.ts';
import { doingView } from '../terminal/progress.ts';
import { runServerProgram } from './server-program.ts';
import { startServer } from './server-start.ts';
import { keeperOf } from '../service/keeper.ts';
import { otherRelease } from '../service/release.ts';
import { installedUnit, startUnit } from '../service/systemd.ts';
import type { GlobalOptions } from '../api/session.ts';

/** A first start makes a database; a machine under load takes its time. */
const START_MS = 300_000;
const POLL_MS = 100;

export function registerUp(program: Command): void {
  const command = program
    .command('up')
    .description('start the cloud; returns when its API answers')
    .option('--new-database', "begin without records where they were lost: what is on the host stays, and is nobody's");
  command.option('--adopt', 'make records of what is on the host and has none, also where they were lost');
  example(command, 'up').action(async ({ newDatabase, adopt }: { newDatabase?: true; adopt?: true }, self: Command) => {
    const options = self.optsWithGlobals<GlobalOptions>();
    const settings = readSettings();
    if (newDatabase === true || adopt === true) await beginAnew(settings, options, adopt === true);
    const url = await up(settings, options);
    const shown = shownUrl(settings, url);
    print(options, { url: shown }, [shown], () => [`The cloud answers at ${shown}/api/`]);
  });
}

async function beginAnew(settings: Settings, options: GlobalOptions, adopt: boolean): Promise<void> {
  await prepareHost(settings, (message) => say(options, message));
  await preflight(settings);
  if (!(await runServerProgram('new-database', ...(adopt ? ['adopt'] : []))))
    throw new Problem('server-died', 'The database was not made.');
}

/** Starts the control plane unless it runs already, and returns its URL when the API answers. */
export async function up(settings: Settings, options: GlobalOptions = {}): Promise<string> {
  await prepareHost(settings, (message) => say(options, message));
  const view = doingView(options);
  const deadline = performance.now() + START_MS;
  try {
    for (;;) {
      const running = runningServer(settings.home);
      if (running !== null) {
        if (!(await isToBeReplaced(running, settings.home, options))) return await answering(running.url, deadline);
        await stopCloud(settings.home);
      }
      try {
        // one that has died is about to be started again
        if (runningSupervisor(settings.home) === null) return await start(settings, view);
        if (performance.now() > deadline) throw notAnswering(settings.url);
        await pause(POLL_MS);
      } catch (error) {
        // an earlier start that was interrupted, or one beside this, may still be on its way
        if (!isStarting(error, settings.home) || performance.now() > deadline) throw error;
        await pause(POLL_MS);
      }
    }
  } finally {
    view.end();
  }
}

/**
 * Whether a control plane is of an older checkout and ours to start again; says who must when it is not. Throws
 * `older-checkout` when we are.
 */
async function isToBeReplaced(running: ServerProcess, home: string, options: GlobalOptions): Promise<boolean> {
  const keeper = await keeperOf(home, running);
  const other = otherRelease(running, keeper);
  if (other === null) return false;
  if (other.isNewer) throw new Problem('older-checkout', other.message, other.remedy);
  if (keeper === null) {
    // also with --json and -q: the caller believes else that it is new
    console.error(`${other.message} ${other.remedy}`);
    return false;
  }
  say(options, `${other.message} Starting it again; VMs go on running.`);
  return true;
}

async function start(settings: Settings, view: ReturnType<typeof doingView>): Promise<string> {
  await preflight(settings);
  const unit = installedUnit(settings.home);
  if (unit === null) {
    return startServer(settings, (message, fraction) => view.update({ message, fraction }), START_MS);
  }
  view.update({ message: `starting ${unit.name}`, fraction: 0 });
  await startUnit(unit, settings.home);
  return runningServer(settings.home)?.url ?? settings.url;
}

function isStarting(error: unknown, home: string): boolean {
  if (!(error instanceof Problem)) return false;
  return error.code === 'already-running' || (error.code === 'port-in-use' && runningServer(home) !== null);
}

/** Waits for a server that runs already, for it may be starting. */
async function answering(url: string, deadline: number): Promise<string> {
  for (;;) {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5000) }).catch(() => null);
    // what it prepares for the first order goes on behind it, and is waited for nowhere
    const { database } = ((await response?.json().catch(() => null)) ?? {}) as { database?: string };
    if (database === 'ready') return url;
    if (performance.now() > deadline) throw notAnswering(url);
    await pause(POLL_MS);
  }
}

function notAnswering(url: string): Problem {
  const remedy = 'Run "./slipway down" and "./slipway up"; "./slipway logs" says why.';
  return new Problem('timeout', `The control plane runs but does not answer at ${url}.`, remedy);
}
