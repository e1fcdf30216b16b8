import { readFileSync } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { killProcess, processIds, processOf, waitGone, workingDirectory } from '../../common/processes.ts';
import { isUuid } from '../../common/uuid.ts';
import type { BackendObject } from '../driver.ts';
import { cgroupsOf, GuestCgroup } from './guest/cgroup.ts';
import { guestProcesses } from './guest/process.ts';
import type { HostNames } from './host.ts';

const slots = 65_000;
const killMs = 5_000;

/**
 * What is of this cloud and of none of its things: files in its directories that are called after no id, processes of
 * guests' users that are no guest, and control groups, which name the guest they were made for.
 */
export async function strays(names: HostNames): Promise<BackendObject[]> {
  const { home, cloud } = names.settings;
  const processes = strayProcesses(names, await realpath(home).catch(() => home));
  return [
    ...(await strayFiles(names)).map((detail) => ({ kind: 'file' as const, id: null, detail })),
    ...processes.map((pid) => ({ kind: 'process' as const, id: null, detail: String(pid) })),
    ...cgroupsOf(cloud).map(({ guest, path }) => ({ kind: 'cgroup' as const, id: guest, detail: path })),
  ];
}

/** Removes a process or a group of `strays`, unless it has become something else meanwhile. */
export async function removeStray(names: HostNames, { kind, id: guest, detail }: BackendObject): Promise<void> {
  if (kind === 'cgroup' && guest !== null) new GuestCgroup(names.settings.cloud, guest).remove();
  if (kind !== 'process' || !strayProcesses(names, await realpath(names.settings.home)).includes(Number(detail)))
    return;
  const found = processOf(Number(detail));
  if (found === null) return;
  killProcess(found);
  await waitGone(found, killMs);
}

/** The file of that path, if it is one of `strays`. */
export async function strayFilesAt(names: HostNames, path: string): Promise<string[]> {
  return (await strayFiles(names)).filter((found) => found === path);
}

async function strayFiles(names: HostNames): Promise<string[]> {
  const some = 'id';
  const directories = [names.volume(some), names.guestDir(some), names.imageDir(some), names.routerDir(some)].map(
    dirname,
  );
  const found = await Promise.all(
    directories.map(async (directory) => {
      const entries = await readdir(directory).catch(() => []);
      return entries.filter((entry) => !isUuid(entry.slice(0, 36))).map((entry) => join(directory, entry));
    }),
  );
  return found.flat();
}

/** Other clouds may use the same numbers for their guests' users: ours work in our state directory. */
function strayProcesses(names: HostNames, home: string): number[] {
  const guests = new Set([...guestProcesses(home).values()].map(({ pid }) => pid));
  return processIds().filter((pid) => !guests.has(pid) && isGuestUser(names, pid) && worksIn(pid, home));
}

function isGuestUser(names: HostNames, pid: number): boolean {
  try {
    const uid = Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    return uid > names.guestUid(0) && uid <= names.guestUid(slots);
  } catch {
    return false;
  }
}

function worksIn(pid: number, home: string): boolean {
  const directory = workingDirectory(pid);
  return directory !== null && (directory === home || directory.startsWith(`${home}/`));
}
