import { open } from 'node:fs/promises';
import { runConfined } from '../confine.ts';
import { asOpened, type SourceDisk } from './source-disk.ts';
import { refused } from './qcow2.ts';
import { checkClusters } from './qcow2-clusters.ts';

const TIME_LIMIT_S = 900;
/** The exit status of `qemu-img check`: clusters that nobody refers to; they take room, and harm nothing. */
const LEAKS = 3;

/**
 * Checks that an inspected qcow2 is whole: all that it refers to is in the file, to the last byte, which `qemu-img check` does
 * not see to, and its counts of references are right. The program that reads it runs as `uid`. Throws `image-refused`.
 */
export async function requireWhole(source: SourceDisk, uid: number, signal: AbortSignal): Promise<void> {
  await using file = await open(source.file);
  await checkClusters(file);
  const limits = { uid, cpuSeconds: TIME_LIMIT_S, memoryMiB: 2048 };
  const options = { signal, timeoutMs: TIME_LIMIT_S * 1000, check: false };
  const { code, stdout, stderr } = await runConfined(['qemu-img', 'check', asOpened(source)], limits, options);
  if (code === 0 || code === LEAKS) return;
  const said = `${stdout}${stderr}`;
  const errors = /^(\d+) errors/m.exec(said)?.[1];
  const why = errors === undefined ? 'qemu-img could not check it' : `qemu-img check finds ${errors} errors in it`;
  throw refused(why, 'It is damaged: bring it again from where "qemu-img check" finds no error, and give its sha256.');
}
