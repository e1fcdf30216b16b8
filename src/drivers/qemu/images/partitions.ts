import type { FileHandle } from 'node:fs/promises';
import { refused } from './qcow2.ts';

const SECTOR = 512;
/** What a GPT disk says in its MBR, so that what does not know GPT leaves it alone; how large it says to be is nobody's care. */
const PROTECTIVE = 0xee;
/** Of the entries of a GPT as everybody makes it; more would be somebody's attempt. */
const MAX_GPT_BYTES = 1 << 20;

interface Partition {
  type: number;
  /** Bytes. */
  end: number;
}

/** The primary partitions of a first sector; null when what stands there is no table, but part of a boot loader. */
export function primaryPartitions(mbr: Buffer): Partition[] | null {
  const entries = [446, 462, 478, 494].map((at) => mbr.subarray(at, at + 16));
  if (entries.some((entry) => entry[0] !== 0 && entry[0] !== 0x80)) return null;
  const found = entries.map((entry) => ({
    type: entry[4] ?? 0,
    end: (entry.readUInt32LE(8) + entry.readUInt32LE(12)) * SECTOR,
  }));
  return found.filter(({ type }) => type !== 0);
}

/**
 * Checks that a raw disk is as long as its partition table says: what was cut off would read as zeros, or not at all.
 * Throws `image-refused`.
 */
export async function checkPartitions(file: FileHandle, size: number, partitions: Partition[]): Promise<void> {
  const gpt = partitions.some(({ type }) => type === PROTECTIVE) ? await gptEnd(file) : 0;
  const ends = partitions.filter(({ type }) => type !== PROTECTIVE).map(({ end }) => end);
  const end = Math.max(gpt, ...ends);
  if (end <= size) return;
  const why = `it is not whole: it has ${size} bytes, and its partition table goes up to ${end}`;
  throw refused(why, 'It was cut off on its way: bring it again, and give its sha256.');
}

/** Where the last partition of a GPT ends, or its second copy at the end of the disk; bytes, 0 when there is none. */
async function gptEnd(file: FileHandle): Promise<number> {
  const header = await readAt(file, SECTOR, SECTOR);
  if (header.length < SECTOR || header.toString('latin1', 0, 8) !== 'EFI PART') return 0;
  const count = header.readUInt32LE(80);
  // an entry has 128 bytes, and may say that it has more
  const bytes = Math.max(header.readUInt32LE(84), 128);
  const table = Math.min(count * bytes, MAX_GPT_BYTES);
  const entries = await readAt(file, Number(header.readBigUInt64LE(72)) * SECTOR, table);
  let last = header.readBigUInt64LE(32);
  for (let at = 0; at + 128 <= entries.length; at += bytes) {
    const used = entries.subarray(at, at + 16).some((byte) => byte !== 0);
    const end = entries.readBigUInt64LE(at + 40);
    if (used && end > last) last = end;
  }
  return (Number(last) + 1) * SECTOR;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  if (!Number.isSafeInteger(position)) return Buffer.alloc(0);
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
