import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { run } from '../../src/common/command.ts';

/**
 * Puts a copy of a directory at `path`, whole, for the tests that come; of two that do so at once the second finds it
 * there. What else was kept beside it goes: it was made of older sources.
 */
export async function keep(directory: string, path: string): Promise<void> {
  const place = dirname(path);
  await mkdir(place, { recursive: true });
  const fresh = await mkdtemp(join(place, 'new-'));
  try {
    await run('cp', ['-a', `${directory}/.`, fresh]);
    await rename(fresh, path).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'ENOTEMPTY' && cause.code !== 'EEXIST') throw cause;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  const old = (await readdir(place)).filter((name) => !name.startsWith('new-') && name !== basename(path));
  for (const name of old) await rm(join(place, name), { recursive: true, force: true });
}
