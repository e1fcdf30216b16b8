import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../../../', import.meta.url));

/** The sources of the web console. */
export const web = join(checkout, 'web');
/** What its packages are; who makes something of the console holds it locked. */
export const lock = join(web, 'package-lock.json');
/** Where its packages and what is built of it lie side by side, each by the hash of what it was made from; none is ever changed. */
export const store = join(checkout, '.console');

/** Where what is made from the sources as they are now lies. */
export async function consolePlaces(): Promise<{ built: string; packages: string }> {
  // how it is made is part of what it is
  const sources = createHash('sha256').update(await readFile(new URL('build.ts', import.meta.url)));
  // its packages, which are many, are linked to beside `src`
  const beside = (await readdir(web, { withFileTypes: true })).filter((entry) => entry.isFile());
  const files = [...beside.map(({ name }) => join(web, name)), ...(await filesIn(join(web, 'src')))].sort();
  for (const path of files) sources.update(`\n${path.slice(web.length)}\n`).update(await readFile(path));
  const packages = createHash('sha256')
    .update(await readFile(lock))
    .digest('hex')
    .slice(0, 16);
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
