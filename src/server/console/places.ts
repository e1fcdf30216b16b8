import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../../../', import.meta.url));

/** The sources of the web console. */
export const web = join(checkout, 'web');
/** Where its packages and what is built of it lie side by side, each by the hash of what it was made from; none is ever changed. */
export const store = join(checkout, '.console');

/** What the console is made from as of now; null: this checkout has none, as a copy of `src` alone. */
export function consolePlaces(): { built: string; packages: string } | null {
  if (!existsSync(join(web, 'package-lock.json'))) return null;
  const lock = readFileSync(join(web, 'package-lock.json'));
  // how it is made is part of what it is
  const sources = createHash('sha256').update(readFileSync(new URL('build.ts', import.meta.url)));
  const files = readdirSync(web, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join(web, 'node_modules')))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  for (const path of files) sources.update(`\n${path.slice(web.length)}\n`).update(readFileSync(path));
  const packages = createHash('sha256').update(lock).digest('hex').slice(0, 16);
  return {
    built: join(store, `built-${sources.digest('hex').slice(0, 16)}`),
    packages: join(store, `packages-${packages}`),
  };
}

/** The path of every file below a directory. */
export async function filesIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}
