import { readdir, readlink, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { BackendObject } from '../driver.ts';
import { allGuestProcesses } from './guest/process.ts';
import type { HostNames } from './host.ts';
import { isPortUp, isRouterUsed } from './network/index.ts';

/**
 * Why an object must stay as it is, in words, for each of them; null where nothing runs with it. A guest that nobody knows
 * may be all that is left of somebody's work: neither it nor anything that it has is touched while it runs.
 */
export async function inUse(names: HostNames, objects: BackendObject[]): Promise<(string | null)[]> {
  const home = await realpath(names.settings.home).catch(() => names.settings.home);
  const processes = allGuestProcesses(home);
  const running = new Map(processes.map(([guest, { pid }]) => [guest, pid]));
  const open = new Map<string, number>();
  for (const [, { pid }] of processes) for (const path of await openFiles(pid)) open.set(path, pid);
  const opener = (place: string): number | undefined =>
    [...open].find(([path]) => path.startsWith(join(home, place)))?.[1];

  const userOf = async ({ kind, id, detail }: BackendObject): Promise<number | string | undefined> => {
    if (kind === 'rules') return undefined;
    if (kind === 'volume') return opener(`volumes/${id}.`);
    if (kind === 'image') return opener(`images/${id}/`);
    if (kind === 'file') return opener(detail.slice(names.settings.home.length + 1));
    if (kind === 'router') return (await isRouterUsed(names, id ?? '')) ? 'in this router' : undefined;
    if (kind === 'port') return (await isPortUp(detail)) ? `with ${basename(detail)}` : undefined;
    return running.get(id ?? '');
  };
  return Promise.all(
    objects.map(async (object) => {
      const user = await userOf(object);
      if (user === undefined) return null;
      return typeof user === 'number' ? `a guest runs with it: process ${user}` : `a guest runs ${user}`;
    }),
  );
}

async function openFiles(pid: number): Promise<string[]> {
  const directory = `/proc/${pid}/fd`;
  const descriptors = await readdir(directory).catch(() => []);
  return Promise.all(descriptors.map((name) => readlink(join(directory, name)).catch(() => '')));
}
