import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../src/common/command.ts';
import { fingerprint } from '../../src/drivers/qemu/images/builder.ts';
import { tiny } from '../../src/drivers/qemu/images/tiny.ts';
import { hangMs } from './wait.ts';

const BUILD = fileURLToPath(new URL('build-tiny-image.ts', import.meta.url));
const KEPT = fileURLToPath(new URL('../../.cache/test-images/', import.meta.url));

/** Where a state directory has what was built for it. */
export const builds = (home: string): string => join(home, 'cache', 'builtin');

/** Where the tiny image of the sources as they are is kept for the tests. */
export const keptTinyImage = async (): Promise<string> => join(KEPT, `tiny-${await fingerprint(tiny)}`);

/**
 * Lends the tiny image to the new state directory of a cloud, as if it had built it: a build unpacks thousands of files
 * and costs 10 s of a processor. That it can be built, of the packages of today, is proven by test/images/tiny.
 */
export async function lendTinyImage(home: string): Promise<void> {
  const kept = await keptTinyImage();
  if (!existsSync(kept)) {
    await mkdir(KEPT, { recursive: true });
    // of those who ask at once one builds it, and the others wait for that
    await run('flock', [KEPT, process.execPath, BUILD], { timeoutMs: hangMs });
  }
  await mkdir(builds(home), { recursive: true });
  await run('cp', ['-a', '--reflink=auto', kept, builds(home)]);
}
