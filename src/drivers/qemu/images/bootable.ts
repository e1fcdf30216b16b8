import { mkdir, open, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../../common/command.ts';
import type { ClaimRoom, ImageFacts } from '../../driver.ts';
import { qcow2Facts, sha256 } from './facts.ts';
import type { ImageStore } from './index.ts';
import { unpackPackages } from './packages.ts';
import { withScratch } from './workspace.ts';

const SECTOR = 512;
const MIB = 2 ** 20;
/** Of the boot loader, in sectors; behind it the partition of the system takes the rest, see `guest/initramfs/init`. */
const BOOT = { start: 2048, sectors: 81_920 };
/** What the boot loader puts in front of a system, MiB. */
const BOOT_MIB = ((BOOT.start + BOOT.sectors) * SECTOR) / MIB;

/** A system that boots by a kernel which its host gives it. */
interface KernelBooted {
  /** A qcow2 that holds a file system and nothing else. */
  disk: string;
  sizeMiB: number;
  kernel: string;
  initrd: string;
  cmdline: string;
}

/**
 * Lends `use` the disk of an image as one that boots by itself, with what it is: what boots by a kernel of ours gets a boot
 * loader. Throws `image-missing`.
 */
export async function withBootable<T>(
  store: Pick<ImageStore, 'facts' | 'disk' | 'boot' | 'cacheDir'>,
  id: string,
  claim: ClaimRoom,
  signal: AbortSignal,
  use: (disk: { file: string; facts: ImageFacts }) => Promise<T>,
): Promise<T> {
  const facts = await store.facts(id);
  const { file } = await store.disk(id);
  const kernel = await store.boot(id);
  if (kernel === null) return use({ file, facts });
  return withScratch(store.cacheDir, id, async (scratch) => {
    const { virtualSizeMiB: sizeMiB } = facts;
    // itself, and two copies of it
    await claim(3 * (sizeMiB + BOOT_MIB));
    const [work, disk] = [join(scratch, 'work'), join(scratch, 'disk.qcow2')];
    await mkdir(work);
    await writeBootable({ disk: file, sizeMiB, ...kernel }, disk, work, signal);
    return use({ file: disk, facts: await qcow2Facts(disk, await sha256(disk)) });
  });
}

/**
 * Writes a qcow2 to `target` that boots the same system by itself, where no host gives it a kernel: by a BIOS, from the
 * first of two partitions. `scratch` must be empty. Needs neither mounts nor loop devices.
 */
async function writeBootable(image: KernelBooted, target: string, scratch: string, signal: AbortSignal): Promise<void> {
  const tools = join(scratch, 'tools');
  await unpackPackages(['syslinux', 'mtools'], join(scratch, 'packages'), tools, signal);
  const raw = join(scratch, 'disk.raw');
  const offset = BOOT_MIB * MIB;
  const size = image.sizeMiB * MIB;
  await writeFile(raw, await partitionTable(tools, size / SECTOR));
  await truncate(raw, offset + size);
  await place(await bootPartition(image, tools, scratch, signal), raw, BOOT.start * SECTOR);
  const limits = { signal, timeoutMs: 600_000 };
  const file = `file.driver=file,file.filename=${raw.replaceAll(',', ',,')}`;
  const there = [
    '--target-is-zero',
    '--target-image-opts',
    image.disk,
    `driver=raw,offset=${offset},size=${size},${file}`,
  ];
  await run('qemu-img', ['convert', '-n', '-f', 'qcow2', ...there], limits);
  await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', raw, target], limits);
}

/** The first sector: what a BIOS runs, and two partitions, of which it boots the first. */
async function partitionTable(tools: string, sectors: number): Promise<Buffer> {
  const sector = Buffer.alloc(SECTOR);
  (await readFile(join(tools, 'usr/lib/SYSLINUX/mbr.bin'))).copy(sector);
  const first = BOOT.start + BOOT.sectors;
  const partitions = [
    { flag: 0x80, type: 0x0e, start: BOOT.start, count: BOOT.sectors },
    { flag: 0, type: 0x83, start: first, count: sectors },
  ];
  for (const [index, { flag, type, start, count }] of partitions.entries()) {
    const entry = sector.subarray(446 + 16 * index, 462 + 16 * index);
    entry[0] = flag;
    // no cylinders: they are beyond what a BIOS counts by
    entry.set([0xfe, 0xff, 0xff, type, 0xfe, 0xff, 0xff], 1);
    entry.writeUInt32LE(start, 8);
    entry.writeUInt32LE(count, 12);
  }
  sector.writeUInt16LE(0xaa55, 510);
  return sector;
}

/** A FAT file system with the boot loader, the kernel and its parameters; the file that holds it. */
async function bootPartition(
  { kernel, initrd, cmdline }: KernelBooted,
  tools: string,
  scratch: string,
  signal: AbortSignal,
): Promise<string> {
  const [fat, settings] = [join(scratch, 'boot.fat'), join(scratch, 'syslinux.cfg')];
  const env = { ...process.env, PATH: `${join(tools, 'usr/bin')}:${process.env['PATH']}` };
  const tool = (name: string, ...args: string[]) =>
    run(join(tools, 'usr/bin', name), args, { env, signal, timeoutMs: 60_000 });
  await writeFile(fat, '');
  await truncate(fat, BOOT.sectors * SECTOR);
  const geometry = ['-h', '64', '-s', '32', '-H', String(BOOT.start), '-c', '4'];
  await tool('mformat', '-i', fat, '-T', String(BOOT.sectors), ...geometry, '::');
  await writeFile(
    settings,
    `SERIAL 0 115200\nPROMPT 0\nDEFAULT slipway\nLABEL slipway\n  LINUX /vmlinuz\n  INITRD /initrd\n  APPEND ${cmdline}\n`,
  );
  const files = [
    [kernel, '::vmlinuz'],
    [initrd, '::initrd'],
    [settings, '::syslinux.cfg'],
  ] as const;
  for (const [from, to] of files) await tool('mcopy', '-i', fat, from, to);
  await tool('syslinux', '--install', fat);
  return fat;
}

async function place(file: string, into: string, offset: number): Promise<void> {
  const handle = await open(into, 'r+');
  try {
    const content = await readFile(file);
    await handle.write(content, 0, content.length, offset);
  } finally {
    await handle.close();
  }
}
