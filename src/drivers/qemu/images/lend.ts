import { chmod, chown, copyFile, link, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Below a scratch directory: what is lent to a program that works there. */
export const lentDirectory = 'images';

/**
 * Puts a file of an image where one user finds it and no other, and returns its path there: to the images themselves there
 * is no way but root's. What has opened it keeps it, so the directory can be removed as soon as that is done.
 */
export async function lend(file: string, directory: string, uid: number): Promise<string> {
  await mkdir(directory, { recursive: true });
  await chown(directory, 0, uid);
  await chmod(directory, 0o710);
  const own = join(directory, basename(dirname(file)));
  await mkdir(own, { recursive: true, mode: 0o711 });
  const lent = join(own, basename(file));
  // without taking space twice where the filesystem allows it
  await link(file, lent).catch(async (cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') await copyFile(file, lent);
  });
  return lent;
}
