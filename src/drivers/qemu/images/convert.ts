import { chown, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { Problem } from '../../../common/problem.ts';
import type { ClaimRoom } from '../../driver.ts';
import { runConfined } from '../confine.ts';
import { inspectDisk } from './inspect.ts';
import { asOpened, type SourceDisk } from './source-disk.ts';
import { refused } from './qcow2.ts';
import { requireWhole } from './whole.ts';

const TIME_LIMIT_S = 3600;
const MEMORY_LIMIT_MIB = 2048;

const measured = z.object({ required: z.number() });

/** What a conversion may do, and what it takes room beside. */
interface Conversion {
  uid: number;
  /** What the image takes already, bytes. */
  kept: number;
  claim: ClaimRoom;
  signal: AbortSignal;
}

/**
 * Copies an inspected disk into a new standalone qcow2 at `target`, unless it is not whole (`image-refused`), once there is
 * room for all of the copy. The programs that read the stranger's file run as `uid`, bounded in time, memory and bytes
 * written, and end with this process.
 */
export async function convertDisk(source: SourceDisk, target: string, conversion: Conversion): Promise<void> {
  const { uid, kept, claim, signal } = conversion;
  if (source.format === 'qcow2') await requireWhole(source, uid, signal);
  const measure = ['qemu-img', 'measure', '--output=json', '-O', 'qcow2', asOpened(source)];
  const { required } = measured.parse(JSON.parse(await confined(measure, conversion)));
  await claim(Math.ceil((kept + required) / 2 ** 20));
  await writeFile(target, '');
  await chown(target, uid, uid);
  await confined(['qemu-img', 'convert', '-O', 'qcow2', asOpened(source), target], conversion, required);
  await chown(target, 0, 0);
  await inspectDisk(target, source.virtualSize);
}

/** Runs what reads a stranger's file, bounded in time, memory and `fileBytes` that it may write. Returns what it says. */
async function confined(program: string[], { uid, signal }: Conversion, fileBytes = 2 ** 20): Promise<string> {
  const limits = { uid, cpuSeconds: TIME_LIMIT_S, memoryMiB: MEMORY_LIMIT_MIB, fileBytes };
  try {
    const options = { signal, timeoutMs: TIME_LIMIT_S * 1000 };
    return (await runConfined(program, limits, options)).stdout;
  } catch (cause) {
    signal.throwIfAborted();
    const { message, code } = cause as Problem;
    if (/File too large|No space left|SIGXFSZ/.test(message)) throw noRoom(cause);
    if (code !== 'command-failed') throw cause;
    // what was packed into it is damaged, which a check does not unpack
    const remedy = 'It is damaged: bring it again from where "qemu-img convert" reads it, and give its sha256.';
    throw refused('qemu-img could not read it', remedy, cause);
  }
}

function noRoom(cause?: unknown): Problem {
  const remedy = 'Free space on the disk of the state directory; it is tried again.';
  return new Problem('disk-full', 'The host has no room for the image.', remedy, { transient: true, cause });
}
