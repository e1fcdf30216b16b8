import { constants, copyFile, mkdir, open, stat, truncate } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

const LIMIT_BYTES = 8 * 1024 * 1024;

/** Opens the log for a new server, which appends to it for as long as it lives. */
export async function openLog(file: string): Promise<FileHandle> {
  await mkdir(dirname(file), { recursive: true });
  await boundLog(file);
  return open(file, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT, 0o640);
}

/** Moves a log of more than 8 MiB to `<file>.1`; by copying, for the server goes on writing to the same file. */
export async function boundLog(file: string): Promise<void> {
  const size = await logSize(file);
  if (size <= LIMIT_BYTES) return;
  await copyFile(file, `${file}.1`);
  await truncate(file);
}

/** Bytes in the log, 0 when there is none. */
export async function logSize(file: string): Promise<number> {
  return stat(file)
    .then((stats) => stats.size)
    .catch(() => 0);
}

/** What the log says from byte `from` on, 64 KiB at most. */
export async function logSince(file: string, from: number): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, from);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
