import { chown, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { freeMiB } from '../../../common/files.ts';
import { Problem } from '../../../common/problem.ts';
import { runConfined } from '../confine.ts';
import { inspectDisk } from './inspect.ts';
import { asOpened, type SourceDisk } from './source-disk.ts';
import { refused } from './qcow2.ts';
import { requireWhole } from './whole.ts';

const TIME_LIMIT_S = 3600;
const MEMORY_LIMIT_MIB = 2048;
/** What a conversion leaves free for the guests that run already, bytes. */
const HEADROOM = 2 ** 30;

/**
 * Copies an inspected disk into a new standalone qcow2 at `target`, unless it is not whole (`image-refused`). The
 * programs that read the stranger's file run as `uid`, bounded in time, memory and bytes written, and end with this process.
 */
export async function convertDisk(source: SourceDisk, target: string, uid: number, signal: AbortSignal): Promise<void> {
  if (source.format === 'qcow2') await requireWhole(source, uid, signal);
  const room = (await freeMiB(dirname(target))) * 2 ** 20 - HEADROOM;
  // Tables and rounding make the file a little larger than what it holds.
  const limit = Math.min(room, Math.ceil(source.virtualSize * 1.01) + 2 ** 24);
  if (room <= 0) throw noRoom();
  await writeFile(target, '');
  await chown(target, uid, uid);
  const limits = { uid, cpuSeconds: TIME_LIMIT_S, memoryMiB: MEMORY_LIMIT_MIB, fileBytes: limit };
  const convert = ['qemu-img', 'convert', '-O', 'qcow2', asOpened(source), target];
  try {
    await runConfined(convert, limits, { signal, timeoutMs: TIME_LIMIT_S * 1000 });
  } catch (cause) {
    signal.throwIfAborted();
    const { message, code } = cause as Problem;
    if (/File too large|No space left|SIGXFSZ/.test(message)) throw noRoom(cause);
    if (code !== 'command-failed') throw cause;
    throw refused('qemu-img could not read it', 'Check it with "qemu-img check" where it was made.', cause);
  }
  await chown(target, 0, 0);
  await inspectDisk(target, source.virtualSize);
}

function noRoom(cause?: unknown): Problem {
  const remedy = 'Free space on the disk of the state directory; it is tried again.';
  return new Problem('disk-full', 'The host has no room for the image.', remedy, { transient: true, cause });
}
