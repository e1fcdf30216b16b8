import { chmod, copyFile, link, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { flush, moveForGood } from '../../../common/files.ts';

/** Runs `work` in a new directory below `base` for a thing of this id; it is removed afterwards whatever happens. */
export async function withScratch<T>(base: string, id: string, work: (directory: string) => Promise<T>): Promise<T> {
  await mkdir(base, { recursive: true });
  // The pid tells `sweep` whose directory it is, the id whose room on the disk it takes.
  const directory = await mkdtemp(join(base, `work-${process.pid}-${id}-`));
  try {
    // Programs that work on strangers' files run as nobody, and have to reach theirs.
    await chmod(directory, 0o711);
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Removes what killed processes left below `base`. */
async function sweep(base: string): Promise<void> {
  for (const name of await readdir(base).catch(() => [])) {
    const pid = /^work-(\d+)-/.exec(name)?.[1];
    if (pid && !existsSync(`/proc/${pid}`)) await rm(join(base, name), { recursive: true, force: true });
  }
}

/**
 * Moves a finished directory to its place: for root alone, on the disk for good, and all or nothing; its files may be read
 * by whom one is lent to. When somebody else was first, theirs stays and `directory` is left to its owner.
 */
export async function publish(directory: string, target: string): Promise<void> {
  for (const name of await readdir(directory)) {
    await chmod(join(directory, name), 0o444);
    await flush(join(directory, name));
  }
  await chmod(directory, 0o700);
  await mkdir(dirname(target), { recursive: true });
  await moveForGood(directory, target);
}

/** Puts the files of one directory into another without taking space twice where the filesystem allows it. */
export async function linkFiles(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) await linkFile(name, from, to);
}

/** The same for one file; one that is not there is fine. */
export async function linkFile(name: string, from: string, to: string): Promise<void> {
  if (!existsSync(join(from, name))) return;
  await link(join(from, name), join(to, name)).catch(() => copyFile(join(from, name), join(to, name)));
}

/** Images belong to their projects: a guest is lent what it stands on. Readers of disks in progress walk through `cache`. */
export async function prepareDirectories(images: string, cache: string): Promise<void> {
  for (const [directory, mode] of [
    [images, 0o700],
    [cache, 0o711],
  ] as const) {
    await mkdir(directory, { recursive: true });
    await chmod(directory, mode);
  }
  await sweep(cache);
}
