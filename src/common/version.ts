import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const checkout = new URL('../../', import.meta.url);

/** What a control plane is made of, so that it can be told from that of another checkout. */
export interface Release {
  version: string;
  /** Of all that it runs and of what it needs to be installed: 12 hex digits. */
  sources: string;
  /** How far it brings the database: the number of its last migration. */
  migration: number;
}

/** The version of this checkout, as in its package.json. */
export function version(): string {
  return (JSON.parse(readFileSync(new URL('package.json', checkout), 'utf8')) as { version: string }).version;
}

/** What a control plane that is started from this checkout now would be: some 400 files are read. */
export function release(): Release {
  const src = fileURLToPath(new URL('src/', checkout));
  const files = readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ parentPath, name }) => `${parentPath}/${name}`)
    // the command line runs anew each time
    .filter((path) => !path.startsWith(`${src}cli/`))
    .sort();
  const hash = createHash('sha256').update(readFileSync(new URL('package-lock.json', checkout)));
  for (const path of files) hash.update(`\n${path.slice(src.length)}\n`).update(readFileSync(path));
  const migrations = files.map((path) => Number(/\/db\/migrations\/(\d+)_[^/]*$/.exec(path)?.[1] ?? 0));
  return { version: version(), sources: hash.digest('hex').slice(0, 12), migration: Math.max(...migrations) };
}
