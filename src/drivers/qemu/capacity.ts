import { readdir } from 'node:fs/promises';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { diskMiB, takenBytes } from '../../common/files.ts';
import { uploadsDir } from '../../common/uploads.ts';
import { capabilitiesHere, deadlinesHere } from '../here.ts';
import type { BackendQuota, Capacity, Trashed } from '../driver.ts';
import { Trash } from '../trash.ts';
import type { HostNames } from './host.ts';
import { lentDirectory } from './images/lend.ts';

/** What is measured of the host for the ledger of its disk, what it can, and what was taken aside on it. */
export class MeasuredHost {
  readonly builtinImages = true;
  readonly capabilities = capabilitiesHere;
  readonly deadlines = deadlinesHere;
  readonly watch = null;
  protected readonly names: HostNames;
  protected readonly aside: Trash;

  constructor(names: HostNames) {
    this.names = names;
    this.aside = new Trash(names.settings.home);
  }

  capacity(): Promise<Capacity> {
    return hostCapacity(this.names);
  }

  floatingAddresses(): Promise<null> {
    return Promise.resolve(null);
  }

  sizes(): Promise<null> {
    return Promise.resolve(null);
  }

  quotas(): Promise<BackendQuota[]> {
    return Promise.resolve([]);
  }

  diskUsage(): Promise<Map<string, number>> {
    return diskUsage(this.names);
  }

  trash(): Promise<Trashed[]> {
    return this.aside.list();
  }

  restoreTrash(id: string): Promise<void> {
    return this.aside.restore(id);
  }

  emptyTrash(epochMs: number): Promise<Trashed[]> {
    return this.aside.empty(epochMs);
  }
}

/**
 * What the host has left for guests now: memory without what the kernel can take back, and disk where there is least of it:
 * volumes may have one of their own, and the database is in the state directory.
 */
export async function hostCapacity(names: HostNames): Promise<Capacity> {
  const home = await diskMiB(names.settings.home);
  // made with the first volume
  const volumes = await diskMiB(dirname(names.volume('any'))).catch(() => home);
  const disk = volumes.free < home.free ? volumes : home;
  return {
    vcpus: availableParallelism(),
    memoryMiB: Math.floor(freemem() / 2 ** 20),
    diskMiB: disk.free,
    total: { memoryMiB: Math.floor(totalmem() / 2 ** 20), diskMiB: disk.total },
  };
}

/** What volumes and images take of the disk, whole or half made, MiB by id: costs a look at each file of theirs. */
export async function diskUsage(names: HostNames): Promise<Map<string, number>> {
  const some = 'id';
  // what an image is only lent to, in a directory of its own below it, is counted once
  const files = [
    ...(await below(dirname(names.volume(some)), /^([0-9a-f-]{36})\./)),
    ...(await below(dirname(names.imageDir(some)), /^([0-9a-f-]{36})$/)),
    ...(await below(uploadsDir(names.settings.home), /^([0-9a-f-]{36})$/)),
    ...(await below(names.cacheDir, /^work-\d+-([0-9a-f-]{36})-/)),
  ];
  const bytes = new Map<string, number>();
  for (const { id, path } of files) bytes.set(id, (bytes.get(id) ?? 0) + (await takenBytes(path, lentDirectory)));
  return new Map([...bytes].map(([id, taken]) => [id, Math.floor(taken / 2 ** 20)]));
}

/** What is called after an id in a directory. */
async function below(directory: string, called: RegExp): Promise<{ id: string; path: string }[]> {
  const names = await readdir(directory).catch(() => []);
  return names.flatMap((name) => {
    const id = called.exec(name)?.[1];
    return id === undefined ? [] : [{ id, path: join(directory, name) }];
  });
}
