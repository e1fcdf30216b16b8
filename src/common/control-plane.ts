import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { processOf, sendSignal } from './processes.ts';

const POLL_MS = 50;

/** The control plane of a state directory, while it runs. */
export interface ServerProcess {
  pid: number;
  /** As `startOf` tells it, which tells it from a later process of the same pid. */
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

/** Ends the control plane: asks, and after `graceMs` does not ask any more. Returns when it is gone. */
export async function stopServer(server: ServerProcess, graceMs: number): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const deadline = performance.now() + graceMs;
    if (isAlive(server)) sendSignal(server.pid, signal);
    // the kernel tells only parents of the end of a process, so this has to look
    while (isAlive(server) && performance.now() < deadline) await pause(POLL_MS);
  }
}

/** When a process was started: in which boot of the host, and how many clock ticks after it; null when it has ended. */
export function startOf(pid: number): string | null {
  const boot = read('/proc/sys/kernel/random/boot_id')?.trim();
  const found = processOf(pid);
  return found === null ? null : `${boot} ${found.startTime}`;
}

function isAlive({ pid, started }: ServerProcess): boolean {
  return startOf(pid) === started;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
