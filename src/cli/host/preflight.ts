import { existsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { freeMiB } from '../../common/files.ts';
import { runningServer } from '../../common/control-plane.ts';
import { Problem } from '../../common/problem.ts';
import { readSettings, runsGuestsHere, type Settings } from '../../common/settings.ts';
import { shellLine } from '../terminal/called.ts';

const NEEDED_MIB = 2048;

/** One thing that the machine must have before a cloud can start on it. */
interface Requirement {
  name: string;
  /** null when it is met. */
  check: (settings: Settings) => Problem | null | Promise<Problem | null>;
}

/** In the order in which a person would mend them. */
export const REQUIREMENTS: Requirement[] = [
  { name: 'architecture', check: architecture },
  { name: 'root', check: root },
  { name: '/dev/net/tun', check: tun },
  { name: 'state directory', check: enterable },
  { name: 'disk space', check: space },
  { name: 'port', check: port },
];

/** Throws the first problem that would keep a cloud from starting here. */
export async function preflight(settings: Settings): Promise<void> {
  for (const { check } of REQUIREMENTS) {
    const problem = await check(settings);
    if (problem !== null) throw problem;
  }
}

/** Before anything is installed: what runs guests here would be for nothing. */
export function architecture(settings: Settings): Problem | null {
  if (!runsGuestsHere(settings) || process.arch === 'x64') return null;
  const why = 'board, firmware, console, kernel and images of its guests are those of that architecture';
  const message = `VMs run on x86_64 only, and this machine is ${process.arch}: ${why}.`;
  return new Problem('architecture-unsupported', message);
}

/** Throws `not-root` before a command of the host's own has read, written or started anything. */
export function requireRoot(): void {
  let problem: Problem | null;
  try {
    problem = root(readSettings());
  } catch {
    // settings that only root can read
    problem = process.getuid?.() === 0 ? null : notRoot();
  }
  if (problem !== null) throw problem;
}

function root(settings: Pick<Settings, 'clouds' | 'database_url'>): Problem | null {
  if (process.getuid?.() === 0 || (!runsGuestsHere(settings) && settings.database_url !== null)) return null;
  return notRoot();
}

function notRoot(): Problem {
  const remedy = 'Run it as root, for example with sudo. For your VMs log in instead: ./slipway login USER';
  return new Problem('not-root', 'Only root can set up guests, their network and their users.', remedy);
}

function tun(settings: Settings): Problem | null {
  if (!runsGuestsHere(settings) || existsSync('/dev/net/tun')) return null;
  return new Problem('tun-missing', 'There is no /dev/net/tun, so guests cannot be given network cards.');
}

/** Guests and PostgreSQL run as users of their own, who must get to their files. */
function enterable({ home }: Settings): Problem | null {
  for (let path = dirname(home); path !== '/'; path = dirname(path)) {
    if (existsSync(path) && (statSync(path).mode & 0o001) === 0) {
      const remedy = `Run "chmod o+x ${shellLine([path])}", or set SLIPWAY_HOME to a directory below one that everybody may enter.`;
      return new Problem(
        'home-closed',
        `Other users may not enter ${path}, so guests could not open their disks.`,
        remedy,
      );
    }
  }
  return null;
}

async function space({ home }: Settings): Promise<Problem | null> {
  let path = home;
  while (!existsSync(path)) path = dirname(path);
  const free = await freeMiB(path);
  if (free >= NEEDED_MIB) return null;
  const remedy = 'Free some, or set SLIPWAY_HOME to a directory on a larger disk.';
  return new Problem('disk-full', `${free} MiB are free at ${path}; ${NEEDED_MIB} MiB are needed.`, remedy);
}

async function port({ home, host, port: number, listen }: Settings): Promise<Problem | null> {
  const fault = await faultOfListening(host, number);
  if (fault === null) return null;
  if (fault.code === 'EADDRINUSE' && runningServer(home) !== null)
    return new Problem('already-running', `The control plane of ${home} already runs.`);
  let free = number + 1;
  while (free < 65_535 && (await faultOfListening('127.0.0.1', free)) !== null) free += 1;
  const isTaken = fault.code === 'EADDRINUSE';
  const why = isTaken ? 'something else listens there' : fault.message;
  const another = `hoose another address: SLIPWAY_LISTEN=127.0.0.1:${free}.`;
  const remedy = isTaken ? `"ss -ltnp" shows what it is. Stop it, or c${another}` : `C${another}`;
  return new Problem('port-in-use', `The cloud cannot listen on ${listen}: ${why}.`, remedy);
}

/** Why nobody can listen there; null: it can be done. */
function faultOfListening(host: string, number: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen({ host, port: number, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
