import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runConfined } from './confine.ts';
import { connectUnix } from './guest/index.ts';
import { NbdDisk } from './nbd.ts';

/** Of a copy of a disk of any size over a slow way; what ends one sooner is its step. */
const SERVED_S = 24 * 3600;
const MEMORY_MIB = 2048;
const START_MS = 30_000;

interface Served {
  /** What it opens, in the words of qemu-img; `uid` may, and owns nothing else. */
  disk: string;
  uid: number;
  /** Name of a snapshot inside, which is read in place of the disk; left out: the disk is written. */
  snapshot?: string;
  /** Of the file that it writes, at most. */
  fileBytes?: number;
  signal?: AbortSignal | undefined;
}

/** Has a confined `qemu-nbd` open a disk, on a socket in a directory of its own below `scratch`, for as long as `work` takes. */
export async function withDisk<T>(
  scratch: string,
  { disk, uid, snapshot, fileBytes = 0, signal }: Served,
  work: (disk: NbdDisk) => Promise<T>,
): Promise<T> {
  const directory = join(scratch, 's');
  await mkdir(directory, { mode: 0o700 });
  await chown(directory, uid, uid);
  const socket = join(directory, 'nbd');
  const what = snapshot === undefined ? [] : ['--read-only', `--load-snapshot=snapshot.name=${snapshot}`];
  const ended = new AbortController();
  const signals = AbortSignal.any([ended.signal, ...(signal === undefined ? [] : [signal])]);
  const serving = runConfined(
    ['qemu-nbd', `--socket=${socket}`, '--discard=ignore', '--detect-zeroes=off', ...what, disk],
    { uid, cpuSeconds: SERVED_S, memoryMiB: MEMORY_MIB, fileBytes },
    { signal: signals, timeoutMs: SERVED_S * 1000 },
  );
  let gone = false;
  const end = serving.then(
    () => void (gone = true),
    (error: unknown) => {
      gone = true;
      // it was ended because nobody needs it any more
      if (!ended.signal.aborted) throw error;
    },
  );
  // whoever works hears of it there, or waits for it below
  end.catch(() => {});
  try {
    const connection = await connectUnix(socket, Date.now() + START_MS, () => !gone).catch(async (error: unknown) => {
      await end;
      throw error;
    });
    const worked = NbdDisk.of(connection).then(work);
    return await worked.catch(async (error: unknown) => {
      // one that cannot open its disk hangs up before it has ended, and says why when it does
      if (gone || connection.destroyed || connection.readableEnded) await end;
      throw error;
    });
  } finally {
    ended.abort();
    await end.catch(() => {});
  }
}
