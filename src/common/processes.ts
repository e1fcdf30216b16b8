import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { readdir, readlink } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 5;
/** Of a clock tick in /proc, on every architecture that Linux gives us. */
export const MS_PER_TICK = 10;

/** A process of this host: pids are used again, a pid with its start time is not until the host is started anew. */
export interface HostProcess {
  pid: number;
  /** In clock ticks since boot, as /proc tells it. */
  startTime: string;
}

export interface ProcessStatistics extends HostProcess {
  parent: number;
  /** Processor time of all of its threads. */
  cpuMs: number;
}

/** What the kernel counts of a living process, or null. A zombie has ended, once all of its threads let go of locks and memory. */
export function statisticsOf(pid: number): ProcessStatistics | null {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // the command name is in parentheses and may hold anything, also parentheses
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, threads, startTime] = [fields[0], Number(fields[17]), fields[19]];
  const ended = (state === 'Z' || state === 'X') && threads <= 1;
  if (ended || startTime === undefined) return null;
  const ticks = Number(fields[11]) + Number(fields[12]);
  return { pid, startTime, parent: Number(fields[1]), cpuMs: ticks * MS_PER_TICK };
}

/** The living process of this pid, or null. */
export function processOf(pid: number): HostProcess | null {
  const found = statisticsOf(pid);
  return found === null ? null : { pid, startTime: found.startTime };
}

export function isAlive({ pid, startTime }: HostProcess): boolean {
  return statisticsOf(pid)?.startTime === startTime;
}

/** Sends `signal`; a process that is gone is fine. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause;
  }
}

/** Sends SIGKILL, but never to another process that got the same pid. */
export function killProcess(target: HostProcess): void {
  if (isAlive(target)) sendSignal(target.pid, 'SIGKILL');
}

/** Waits until the process has ended; false when it still runs after `timeoutMs`. */
export async function waitGone(target: HostProcess, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  // the kernel tells only parents of the end of a process, so this has to look
  while (isAlive(target)) {
    if (performance.now() >= deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}

/** The pids of all processes of this host. */
export function processIds(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Where a process works; null for one that is gone, a zombie or a kernel thread. */
export function workingDirectory(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

/** Whether a process, with all that it starts, can never become more than it is; false when it is gone. */
export function isConfined(pid: number): boolean {
  return /^NoNewPrivs:\t1$/m.test(read(`/proc/${pid}/status`) ?? '');
}

/** The way to a file that a process holds open, by a test of the name that the kernel gives it; null: it holds none. */
export async function openFile(pid: number, isIt: (name: string) => boolean): Promise<string | null> {
  for (const fd of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
    const held = `/proc/${pid}/fd/${fd}`;
    if (isIt(await readlink(held).catch(() => ''))) return held;
  }
  return null;
}

/** Program and arguments of a process; none when it is gone, or the kernel's. */
export function commandLine(pid: number): string[] {
  const text = read(`/proc/${pid}/cmdline`) ?? '';
  return text === '' ? [] : text.replace(/\0$/, '').split('\0');
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
