import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { lstat, open, readdir, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes a file whole, or leaves the old one whole, whenever the process is killed or the power goes; once it returns, the
 * new one is there for good. `mode` is that of the new file.
 */
export async function replaceFile(path: string, content: string, mode = 0o644): Promise<void> {
  // a name of its own: two may write the same file at once
  const fresh = `${path}.${randomUUID()}.new`;
  try {
    await writeFile(fresh, content, { mode });
    await moveForGood(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

/** Writes a file whole, in one turn of the event loop; what the power takes with it is not looked at. */
export function replaceAtOnce(path: string, content: string): void {
  const fresh = `${path}.${randomUUID()}.new`;
  writeFileSync(fresh, content);
  renameSync(fresh, path);
}

/**
 * Moves what is finished to its place: its content, then its name, are on the disk for good. It replaces a file; where a
 * directory that is not empty has the place already, that stays, and `from` with its owner.
 */
export async function moveForGood(from: string, to: string): Promise<void> {
  await flush(from);
  await rename(from, to).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOTEMPTY' && cause.code !== 'EEXIST') throw cause;
  });
  await flush(dirname(to));
}

/** Returns when a file's content, or a directory's list of names, is on the disk. */
export async function flush(path: string): Promise<void> {
  // it flushes no directory, and nothing that is open to be read
  if (process.platform === 'win32') return;
  await using file = await open(path);
  await file.sync();
}

/** What the disk that holds `path` has, in all and free, MiB, rounded down. */
export async function diskMiB(path: string): Promise<{ total: number; free: number }> {
  const { blocks, bavail, bsize } = await statfs(path);
  return { total: Math.floor((blocks * bsize) / 2 ** 20), free: Math.floor((bavail * bsize) / 2 ** 20) };
}

/** What is free on the disk that holds `path`, MiB, rounded down. */
export async function freeMiB(path: string): Promise<number> {
  return (await diskMiB(path)).free;
}

/**
 * What a file, or a directory with all that is in it, takes of its disk, bytes; what is gone meanwhile takes nothing. What is
 * below a directory called `but` is not counted.
 */
export async function takenBytes(path: string, but?: string): Promise<number> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return 0;
  const entries = found.isDirectory() ? await readdir(path).catch(() => []) : [];
  const counted = entries.filter((entry) => entry !== but);
  const sizes = await Promise.all(counted.map((entry) => takenBytes(join(path, entry), but)));
  return sizes.reduce((all, size) => all + size, found.blocks * 512);
}

/** The text of somebody's file. Throws when it is none in UTF-8: no byte of it is ever replaced. */
export function readText(path: string): string {
  const bytes = readFileSync(path);
  if (!isUtf8(bytes)) throw new Error('it is no text in UTF-8');
  return bytes.toString();
}

/** Why a file cannot be used, in the words of the system; undefined when `cause` is something else. */
export function fileFault(cause: unknown): string | undefined {
  // "ENOENT: no such file or directory, open '/x'": the middle is for people
  return /^E[A-Z]+: ([^,]+),/.exec(cause instanceof Error ? cause.message : '')?.[1];
}
