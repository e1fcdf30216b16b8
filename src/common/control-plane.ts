import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { stored } from './problem.ts';
import { processOf, sendSignal } from './processes.ts';
import type { Release } from './version.ts';

const POLL_MS = 50;
/** What Node starts it with: by itself it keeps 48 MB for objects that are young, and what work has left at rest (`server/rest.ts`). */
export const NODE_FLAGS = ['--max-semi-space-size=4', '--expose-gc'];
/** What a control plane may take to end when it is asked, ms. */
export const GRACE_MS = 20_000;

/** A process, told from a later one of the same pid. */
export interface ProcessId {
  pid: number;
  /** As `startOf` tells it. */
  started: string;
}

/** The control plane of a state directory, while it runs. */
export interface ServerProcess extends ProcessId {
  url: string;
  /** What it was started from; none: a version that did not say. */
  release?: Release;
}

/** Why a control plane ended or did not start. */
export interface Failure extends ReturnType<typeof stored> {
  /** ISO 8601. */
  at: string;
  /** Nobody starts it again: it has failed too often. */
  final: boolean;
}

/** Where the processes of a state directory write down who and how they are, each for the others to read. */
export const controlPlaneFiles = (home: string) => ({
  server: join(home, 'run', 'server.json'),
  supervisor: join(home, 'run', 'supervisor.json'),
  failure: join(home, 'run', 'failure.json'),
});

/** Finds it by what it wrote down; null when none runs. */
export function runningServer(home: string): ServerProcess | null {
  return running(controlPlaneFiles(home).server) as ServerProcess | null;
}

/** What starts the control plane again when it ends; null when nothing of ours does. */
export function runningSupervisor(home: string): ProcessId | null {
  return running(controlPlaneFiles(home).supervisor);
}

/** Why it is not there; null when it was stopped, or has been ready since. */
export function lastFailure(home: string): Failure | null {
  return parsed(controlPlaneFiles(home).failure) as Failure | null;
}

/** Ends the control plane and what would start it again; false when nothing ran. */
export async function stopControlPlane(home: string): Promise<boolean> {
  let found = false;
  // a supervisor stops its control plane before it ends; one that was killed leaves it
  for (const [find, graceMs] of [[runningSupervisor, GRACE_MS + 10_000] as const, [runningServer, GRACE_MS] as const]) {
    const process = find(home);
    if (process === null) continue;
    await stopProcess(process, graceMs);
    found = true;
  }
  rmSync(controlPlaneFiles(home).failure, { force: true });
  return found;
}

/** Ends a process of ours: asks, and after `graceMs` does not ask any more. Returns when it is gone. */
export async function stopProcess(process: ProcessId, graceMs: number): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const deadline = performance.now() + graceMs;
    if (isAlive(process)) sendSignal(process.pid, signal);
    // the kernel tells only parents of the end of a process, so this has to look
    while (isAlive(process) && performance.now() < deadline) await pause(POLL_MS);
  }
}

export function isAlive({ pid, started }: ProcessId): boolean {
  return startOf(pid) === started;
}

/** When a process was started: in which boot of the host, and how many clock ticks after it; null when it has ended. */
export function startOf(pid: number): string | null {
  const boot = read('/proc/sys/kernel/random/boot_id')?.trim();
  const found = processOf(pid);
  return found === null ? null : `${boot} ${found.startTime}`;
}

function running(path: string): ProcessId | null {
  const written = parsed(path) as ProcessId | null;
  return written !== null && isAlive(written) ? written : null;
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(read(path) ?? 'null');
  } catch {
    return null;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
