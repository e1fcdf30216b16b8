import { readdir, stat } from 'node:fs/promises';
import { realpathSync } from 'node:fs';
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
  const processes = allGuestProcesses(realpathSync(names.settings.home));
  const running = new Map(processes.map(([guest, { pid }]) => [guest, pid]));
  // a file may be open by another name than its own
  const open = new Map<string, number>();
  for (const [, { pid }] of processes) for (const file of await filesIn(`/proc/${pid}/fd`)) open.set(file, pid);
  open.delete('');
  const openers = (files: string[]): number[] => files.flatMap((file) => open.get(file) ?? []);

  const userOf = async ({ kind, id, detail }: BackendObject): Promise<number | string | undefined> => {
    if (kind === 'volume') return openers([await fileAt(names.volume(id ?? ''))])[0];
    if (kind === 'image') return openers(await filesIn(names.imageDir(id ?? '')))[0];
    if (kind === 'file') return openers([await fileAt(detail), ...(await filesIn(detail))])[0];
    if (kind === 'router') return (await isRouterUsed(names, id ?? '')) ? 'in this router' : undefined;
    if (kind === 'port') return (await isPortUp(detail)) ? `with ${basename(detail)}` : undefined;
    return kind === 'rules' ? undefined : running.get(id ?? '');
  };
  return Promise.all(
    objects.map(async (object) => {
      const user = await userOf(object);
      if (user === undefined) return null;
      return typeof user === 'number' ? `a guest runs with it: process ${user}` : `a guest runs ${user}`;
    }),
  );
}

/** What tells a file from all others, whatever it is called; empty for one that is not there. */
async function fileAt(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() === true ? `${found.dev}:${found.ino}` : '';
}

async function filesIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory).catch(() => []);
  return Promise.all(entries.map((name) => fileAt(join(directory, name))));
}
