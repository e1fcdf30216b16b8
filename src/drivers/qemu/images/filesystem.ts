import { rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../../common/command.ts';
import type { BuildContext } from './builder.ts';

/**
 * Writes a directory to `disk.qcow2` as one ext4 filesystem without a partition table, so that it grows with a single
 * call in the guest. Needs no mounts. `options` go to mke2fs.
 */
export async function writeDisk(
  root: string,
  sizeMiB: number,
  options: string[],
  context: BuildContext,
): Promise<void> {
  const raw = join(context.scratch, 'disk.raw');
  const limits = { signal: context.signal, timeoutMs: 600_000 };
  await writeFile(raw, '');
  await truncate(raw, sizeMiB * 1024 * 1024);
  // 4 KiB blocks as in a large filesystem, which it becomes.
  const layout = ['-t', 'ext4', '-T', 'default', '-b', '4096', '-L', 'slipway-root', ...options];
  await run('mke2fs', ['-q', '-F', ...layout, '-d', root, raw], limits);
  await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', raw, join(context.output, 'disk.qcow2')], limits);
  await rm(raw);
}
