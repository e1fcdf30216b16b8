import { type FileHandle, open } from 'node:fs/promises';
import { Problem } from '../../../common/problem.ts';
import { checkPartitions, primaryPartitions } from './partitions.ts';
import { inspectQcow2, QCOW2_MAGIC, refused } from './qcow2.ts';

export interface DiskShape {
  format: 'qcow2' | 'raw';
  /** As the guest sees it, bytes. */
  virtualSize: number;
}

const text = (value: string) => Buffer.from(value, 'latin1');
const COMPRESSED = 'Decompress the file first; a qcow2 image can be compressed inside.';
const OTHER_DISK = 'Convert it on your machine: qemu-img convert -O qcow2 <file> image.qcow2';

/** What a raw disk must not begin with: `[magic, offset, name, remedy]`; a negative offset counts from the end. */
const FOREIGN: readonly [Buffer, number, string, string][] = [
  [text('\x1f\x8b'), 0, 'gzip', COMPRESSED],
  [text('\xfd7zXZ\0'), 0, 'xz', COMPRESSED],
  [text('\x28\xb5\x2f\xfd'), 0, 'zstd', COMPRESSED],
  [text('\x04\x22\x4d\x18'), 0, 'lz4', COMPRESSED],
  [text('BZh'), 0, 'bzip2', COMPRESSED],
  [text('PK\x03\x04'), 0, 'zip', COMPRESSED],
  [text('7z\xbc\xaf\x27\x1c'), 0, '7z', COMPRESSED],
  [text('ustar'), 257, 'tar or OVA', 'Extract the disk from it, and convert it to qcow2.'],
  [text('KDMV'), 0, 'VMDK', OTHER_DISK],
  [text('COWD'), 0, 'VMDK', OTHER_DISK],
  [text('# Disk DescriptorFile'), 0, 'VMDK', OTHER_DISK],
  [text('vhdxfile'), 0, 'VHDX', OTHER_DISK],
  [text('conectix'), 0, 'VHD', OTHER_DISK],
  [text('conectix'), -512, 'VHD', OTHER_DISK],
  [text('conectix'), -511, 'VHD', OTHER_DISK],
  [text('\x7f\x10\xda\xbe'), 64, 'VDI', OTHER_DISK],
  [text('QED\0'), 0, 'QED', OTHER_DISK],
  [text('WithoutFreeSpace'), 0, 'Parallels', OTHER_DISK],
  [text('WithouFreSpacExt'), 0, 'Parallels', OTHER_DISK],
  [text('Bochs Virtual HD Image'), 0, 'Bochs', OTHER_DISK],
  [text('#!/bin/sh\n#V2.0 Format'), 0, 'cloop', OTHER_DISK],
  [text('koly'), -512, 'DMG', OTHER_DISK],
  [text('LUKS\xba\xbe'), 0, 'LUKS', 'Use an image that is not encrypted as a whole.'],
];

/**
 * Looks at a stranger's file before any other program does: passes plain raw disks and standalone qcow2, throws an
 * `image-refused` `Problem` for all else. `maxVirtualSize` is in bytes.
 */
export async function inspectDisk(path: string, maxVirtualSize: number): Promise<DiskShape> {
  await using file = await open(path);
  const size = (await file.stat()).size;
  const magic = await readAt(file, 0, 4);
  const shape: DiskShape = magic.equals(QCOW2_MAGIC)
    ? { format: 'qcow2', virtualSize: await inspectQcow2(file, size) }
    : { format: 'raw', virtualSize: await inspectRaw(file, size) };
  checkSize(shape.virtualSize, maxVirtualSize);
  return shape;
}

/**
 * Looks at a volume of this host before it is read for an image: its guest's QEMU wrote every byte of it. What lies
 * below it is known from elsewhere. Returns the size as the guest sees it, bytes; `maxVirtualSize` likewise.
 */
export async function inspectVolume(path: string, maxVirtualSize: number): Promise<number> {
  await using file = await open(path);
  if (!(await readAt(file, 0, 4)).equals(QCOW2_MAGIC)) throw refused('its volume is not qcow2', OTHER_DISK);
  const virtualSize = await inspectQcow2(file, (await file.stat()).size, true);
  checkSize(virtualSize, maxVirtualSize);
  return virtualSize;
}

function checkSize(virtualSize: number, maxVirtualSize: number): void {
  if (virtualSize > maxVirtualSize) {
    const limit = `The limit is ${Math.floor(maxVirtualSize / 2 ** 20)} MiB.`;
    const remedy = 'Shrink the disk inside the image: a volume can be made larger than its image at any time.';
    throw new Problem('image-too-large', `The image's disk has ${virtualSize} bytes.`, remedy, {
      constraint: limit,
    });
  }
}

async function inspectRaw(file: FileHandle, size: number): Promise<number> {
  for (const [magic, offset, name, remedy] of FOREIGN) {
    const found = await readAt(file, offset < 0 ? size + offset : offset, magic.length);
    if (found.equals(magic)) throw refused(`it is a ${name} file`, remedy);
  }
  const mbr = await readAt(file, 0, 512);
  const bootable = mbr.length === 512 && mbr.readUInt16LE(510) === 0xaa55;
  const partitions = (bootable ? primaryPartitions(mbr) : null) ?? [];
  if (partitions.length === 0 && (await readAt(file, 32_769, 5)).equals(text('CD001'))) {
    throw refused('it is a CD image', 'Use a disk image: VMs boot from disks, not from installation media.');
  }
  if (!bootable || size % 512 !== 0) {
    throw refused('it is neither qcow2 nor a raw disk with a boot sector', OTHER_DISK);
  }
  await checkPartitions(file, size, partitions);
  return size;
}

/** Fewer bytes than asked for, or none, where the file ends. */
async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  if (position < 0) return Buffer.alloc(0);
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
