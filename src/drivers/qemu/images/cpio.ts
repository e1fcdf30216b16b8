import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

const align = (length: number, to: number) => Buffer.alloc((to - (length % to)) % to);

/** One entry of a newc archive; `device` is major and minor of a device file. */
export function cpioEntry(
  name: string,
  mode: number,
  links: number,
  data: Buffer,
  device: [number, number] = [0, 0],
): Buffer[] {
  const fields = [0, mode, 0, 0, links, 0, data.length, 0, 0, ...device, Buffer.byteLength(name) + 1, 0];
  const hex = fields.map((field) => field.toString(16).padStart(8, '0')).join('');
  const header = Buffer.from(`070701${hex}${name}\0`);
  return [header, align(header.length, 4), data, align(data.length, 4)];
}

/** What ends an archive. */
export const cpioEnd = cpioEntry('TRAILER!!!', 0, 1, Buffer.alloc(0));

/**
 * Packs a directory as an uncompressed newc archive, the form the kernel takes as an initramfs. Everything belongs to
 * root; entries are in name order, so that equal trees give equal archives.
 */
export async function packInitramfs(root: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  const names = (await readdir(root, { recursive: true })).sort();
  for (const name of names) {
    const path = join(root, name);
    const stat = await lstat(path);
    let data: Buffer = Buffer.alloc(0);
    if (stat.isSymbolicLink()) data = await readlink(path, { encoding: 'buffer' });
    else if (stat.isFile()) data = await readFile(path);
    parts.push(...cpioEntry(name, stat.mode, stat.isDirectory() ? 2 : 1, data));
  }
  // The kernel opens the console for init before init can make device files.
  parts.push(...cpioEntry('dev/console', 0o020600, 1, Buffer.alloc(0), [5, 1]), ...cpioEnd);
  return Buffer.concat(parts);
}
