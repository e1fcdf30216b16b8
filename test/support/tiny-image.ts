import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../src/common/command.ts';
import { keep } from './kept.ts';

const KEPT = fileURLToPath(new URL('../../.cache/test-images/', import.meta.url));

/**
 * Lends the tiny image to the new state directory of a cloud, as if it had built it: a build unpacks thousands of files
 * and costs 10 s of a processor. That it can be built, of the packages of today, is proven by test/images/tiny.
 */
export async function lendTinyImage(home: string): Promise<void> {
  await mkdir(builds(home), { recursive: true });
  for (const name of await tiny(KEPT)) await run('cp', ['-a', '--reflink=auto', join(KEPT, name), builds(home)]);
}

/** Keeps what a cloud has built, unless it was lent; the name of a build changes with its sources. */
export async function keepTinyImage(home: string): Promise<void> {
  for (const name of await tiny(builds(home))) {
    if (!existsSync(join(KEPT, name))) await keep(join(builds(home), name), join(KEPT, name));
  }
}

const builds = (home: string) => join(home, 'cache', 'builtin');

async function tiny(directory: string): Promise<string[]> {
  return (await readdir(directory).catch(() => [])).filter((name) => name.startsWith('tiny-'));
}
