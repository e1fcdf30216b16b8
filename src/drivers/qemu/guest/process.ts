import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** A process of this host: pids are used again, a pid with its start time is not. */
export interface HostProcess {
  pid: number;
  /** In clock ticks since boot, as /proc tells it. */
  startTime: string;
}

/** The living process of this pid, or null. A zombie has ended, once all of its threads let go of locks and memory. */
export function processOf(pid: number): HostProcess | null {
  try {
    // The command name is in parentheses and may hold anything, also parentheses.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, threads, startTime] = [fields[0], Number(fields[17]), fields[19]];
    const ended = (state === 'Z' || state === 'X') && threads <= 1;
    return ended || startTime === undefined ? null : { pid, startTime };
  } catch {
    return null;
  }
}

export function isAlive(process: HostProcess): boolean {
  return processOf(process.pid)?.startTime === process.startTime;
}

/** Sends SIGKILL, but never to another process that got the same pid. */
export function killProcess(target: HostProcess): void {
  if (!isAlive(target)) return;
  try {
    process.kill(target.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Waits until the process has ended; false when it still runs after `timeoutMs`. */
export async function waitGone(target: HostProcess, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (isAlive(target)) {
    if (Date.now() >= deadline) return false;
    await delay(5);
  }
  return true;
}

/**
 * The QEMU processes of one state directory, by guest. The kernel's process table is the only pid file: QEMU runs in
 * the state directory with `-uuid` of its guest, so a launch is found again however early its controller was killed.
 */
export function guestProcesses(home: string): Map<string, HostProcess> {
  return new Map(allGuestProcesses(home));
}

/** The same, also when a guest has more than one. */
export function allGuestProcesses(home: string): [guest: string, HostProcess][] {
  const found: [string, HostProcess][] = [];
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid)) continue;
    const guest = guestOf(pid, home);
    const living = guest === null ? null : processOf(pid);
    if (guest !== null && living !== null) found.push([guest, living]);
  }
  return found;
}

function guestOf(pid: number, home: string): string | null {
  try {
    if (readlinkSync(`/proc/${pid}/cwd`).replace(/ \(deleted\)$/, '') !== home) return null;
    const argv = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const uuid = argv.indexOf('-uuid');
    return uuid === -1 ? null : (argv[uuid + 1] ?? null);
  } catch {
    return null;
  }
}
