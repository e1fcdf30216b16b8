import type { FileHandle } from 'node:fs/promises';
import { Problem } from '../../../common/problem.ts';

export const QCOW2_MAGIC = Buffer.from('QFI\xfb', 'latin1');

const FLATTEN = 'Make it standalone: qemu-img convert -O qcow2 <file> image.qcow2';
const DAMAGED = 'The file is damaged or forged: make it anew with qemu-img convert -O qcow2 <file> image.qcow2';

/** Incompatible features that only say how data is packed: another compression (bit 3), subclusters (bit 4). */
const EXTENDED_L2 = 1n << 4n;
const HARMLESS_FEATURES = (1n << 3n) | EXTENDED_L2;
const MAX_L1_BYTES = 32 * 2 ** 20;
const MAX_REFCOUNT_TABLE_BYTES = 8 * 2 ** 20;
const DATA_FILE_EXTENSION = 0x44415441;
const ENCRYPTION_EXTENSION = 0x0537be77;
const BACKING_FORMAT_EXTENSION = 0xe2792aca;

/**
 * Checks a qcow2 header and its first tables; returns the virtual size in bytes. Refuses whatever makes a reader open
 * another file or trust a table that is not there. `fileSize` is in bytes. A `layer` may name what lies below it, for
 * who reads it says that anew, and have snapshots inside.
 */
export async function inspectQcow2(file: FileHandle, fileSize: number, layer = false): Promise<number> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
  const header = buffer.subarray(0, bytesRead);
  if (header.length < 104) throw refused('its header is cut off', DAMAGED);
  const version = header.readUInt32BE(4);
  if (version !== 2 && version !== 3) throw refused(`it is qcow version ${version}`, FLATTEN);
  if (!layer && (header.readBigUInt64BE(8) !== 0n || header.readUInt32BE(16) !== 0)) {
    throw refused('it refers to a backing file', FLATTEN);
  }
  if (header.readUInt32BE(32) !== 0) throw refused('it is encrypted', FLATTEN);
  if (!layer && header.readUInt32BE(60) !== 0) throw refused('it has snapshots inside', FLATTEN);
  const features = version === 3 ? header.readBigUInt64BE(72) : 0n;
  if (features & ~HARMLESS_FEATURES) throw refused(featureName(features), FLATTEN);

  const clusterBits = header.readUInt32BE(20);
  if (clusterBits < 9 || clusterBits > 21) throw refused('its cluster size is out of range', DAMAGED);
  const cluster = 2 ** clusterBits;
  checkExtensions(header, version, cluster, layer);
  const virtualSize = Number(header.readBigUInt64BE(24));
  if (virtualSize === 0 || virtualSize % 512 !== 0) throw refused('its disk size is not whole sectors', DAMAGED);

  checkTable(
    header.readBigUInt64BE(48),
    header.readUInt32BE(56) * cluster,
    MAX_REFCOUNT_TABLE_BYTES,
    cluster,
    fileSize,
  );
  const l1Entries = header.readUInt32BE(36);
  const l1Offset = header.readBigUInt64BE(40);
  checkTable(l1Offset, l1Entries * 8, MAX_L1_BYTES, cluster, fileSize);
  const covered = cluster * (cluster / (features & EXTENDED_L2 ? 16 : 8));
  if (l1Entries < Math.ceil(virtualSize / covered)) throw refused('its tables are smaller than its disk', DAMAGED);
  await checkEntries(file, Number(l1Offset), l1Entries * 8, cluster, fileSize);
  return virtualSize;
}

function featureName(features: bigint): string {
  if (features & 4n) return 'it keeps its data in another file';
  if (features & 3n) return 'it was not closed cleanly';
  return 'it uses features that are not known here';
}

function checkExtensions(header: Buffer, version: number, cluster: number, layer: boolean) {
  const start = version === 3 ? header.readUInt32BE(100) : 72;
  if (start < 72 || start % 8 !== 0 || (version === 3 && start < 104))
    throw refused('its header is malformed', DAMAGED);
  const end = Math.min(header.length, cluster);
  for (let at = start; ; ) {
    // What does not end within 4 KiB may hide something behind.
    if (at + 8 > end) throw refused('its header extensions do not end', DAMAGED);
    const type = header.readUInt32BE(at);
    if (type === 0) return;
    if (type === DATA_FILE_EXTENSION) throw refused('it names another file for its data', FLATTEN);
    if (type === ENCRYPTION_EXTENSION) throw refused('it is encrypted', FLATTEN);
    if (type === BACKING_FORMAT_EXTENSION && !layer) throw refused('it refers to a backing file', FLATTEN);
    at += 8 + Math.ceil(header.readUInt32BE(at + 4) / 8) * 8;
  }
}

function checkTable(offset: bigint, bytes: number, maxBytes: number, cluster: number, fileSize: number) {
  const outside = offset === 0n || offset % BigInt(cluster) !== 0n || offset + BigInt(bytes) > BigInt(fileSize);
  if (bytes === 0 || bytes > maxBytes || outside) throw refused('its tables lie outside the file', DAMAGED);
}

async function checkEntries(file: FileHandle, offset: number, bytes: number, cluster: number, fileSize: number) {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(bytes), 0, bytes, offset);
  if (bytesRead !== bytes) throw refused('its tables lie outside the file', DAMAGED);
  for (let at = 0; at < bytes; at += 8) {
    // Bit 63 says that nobody shares the table.
    const entry = buffer.readBigUInt64BE(at) & ~(1n << 63n);
    if (entry === 0n) continue;
    if (entry % BigInt(cluster) !== 0n || entry + BigInt(cluster) > BigInt(fileSize)) {
      throw refused('its tables lie outside the file', DAMAGED);
    }
  }
}

/** The failure of an image that will not be used. */
export function refused(why: string, remedy: string, cause?: unknown): Problem {
  return new Problem('image-refused', `The image cannot be used: ${why}.`, remedy, {
    constraint: 'Only qcow2 that needs no other file, and raw disks.',
    cause,
  });
}
