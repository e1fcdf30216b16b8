import { chmod, chown, statfs, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { run } from '../../../common/command.ts';
import { Problem } from '../../../common/problem.ts';
import { type DiskShape, inspectDisk } from './inspect.ts';
import { refused } from './qcow2.ts';

const TIME_LIMIT_S = 3600;
const MEMORY_LIMIT = 2 * 2 ** 30;
/** What a conversion leaves free for the guests that run already, bytes. */
const HEADROOM = 2 ** 30;

/**
 * Copies an inspected disk into a new standalone qcow2 at `target`. The program that reads the stranger's file runs as
 * `uid`, bounded in time, memory and bytes written, and ends with this process; `source` is given to that user.
 */
export async function convertDisk(
  source: string,
  shape: DiskShape,
  target: string,
  uid: number,
  signal: AbortSignal,
): Promise<void> {
  const disk = await statfs(dirname(target));
  const room = disk.bavail * disk.bsize - HEADROOM;
  // Tables and rounding make the file a little larger than what it holds.
  const limit = Math.min(room, Math.ceil(shape.virtualSize * 1.01) + 2 ** 24);
  if (room <= 0) throw noRoom();
  await writeFile(target, '');
  await chown(target, uid, uid);
  await chown(source, uid, uid);
  await chmod(source, 0o400);
  const user = ['--pdeathsig', 'KILL', '--reuid', `${uid}`, '--regid', `${uid}`, '--clear-groups', '--no-new-privs'];
  const limits = [`--cpu=${TIME_LIMIT_S}`, `--as=${MEMORY_LIMIT}`, `--fsize=${limit}`];
  const convert = ['qemu-img', 'convert', '-f', shape.format, '-O', 'qcow2', source, target];
  try {
    await run('setpriv', [...user, 'prlimit', ...limits, ...convert], { signal, timeoutMs: TIME_LIMIT_S * 1000 });
  } catch (cause) {
    signal.throwIfAborted();
    const { message, code } = cause as Problem;
    if (/File too large|No space left|SIGXFSZ/.test(message)) throw noRoom(cause);
    if (code !== 'command-failed') throw cause;
    throw refused('qemu-img could not read it', 'Check it with "qemu-img check" where it was made.', cause);
  }
  await chown(target, 0, 0);
  await inspectDisk(target, shape.virtualSize);
}

function noRoom(cause?: unknown): Problem {
  const remedy = 'Free space on the disk of the state directory; it is tried again.';
  return new Problem('disk-full', 'The host has no room for the image.', remedy, { transient: true, cause });
}
