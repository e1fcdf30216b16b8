import type { FileHandle } from 'node:fs/promises';
import { refused } from './qcow2.ts';

const AGAIN =
  'It was cut off on its way: bring it again from where "qemu-img check" finds no error, and give its sha256.';
const EXTENDED_L2 = 1n << 4n;
/** In the upper half of an entry: the cluster is compressed; the bits of an offset. */
const COMPRESSED = 0x40000000;
const OFFSET = 0x00ffffff;

interface Layout {
  cluster: number;
  clusterBits: number;
  /** Of an entry of a table of clusters. */
  entryBytes: 8 | 16;
  /** As the guest sees it, bytes. */
  virtualSize: number;
}

/**
 * Checks that all that a qcow2 counts on is in its file: what is missing reads as zeros, and a program that reads it says
 * nothing of that. The header has passed `inspectQcow2`; nothing may write the file meanwhile. Reads every table once,
 * whatever the tables say. Throws `image-refused`. https://www.qemu.org/docs/master/interop/qcow2.html
 */
export async function checkClusters(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  const header = await readWhole(file, 0, 104);
  const clusterBits = header.readUInt32BE(20);
  const features = header.readUInt32BE(4) === 3 ? header.readBigUInt64BE(72) : 0n;
  const layout: Layout = {
    cluster: 2 ** clusterBits,
    clusterBits,
    entryBytes: features & EXTENDED_L2 ? 16 : 8,
    virtualSize: Number(header.readBigUInt64BE(24)),
  };
  const tables = new TablesSeen(size, layout.cluster);
  const refcounts = header.readUInt32BE(56) * layout.cluster;
  for (const block of offsetsOf(await readWhole(file, offsetAt(header, 48), refcounts))) tables.see(block.offset);
  const reach = (layout.cluster / layout.entryBytes) * layout.cluster;
  const l1 = await readWhole(file, offsetAt(header, 40), header.readUInt32BE(36) * 8);
  for (const { index, offset } of offsetsOf(l1)) {
    tables.see(offset);
    if (index * reach >= layout.virtualSize) continue;
    const end = endOf(await readWhole(file, offset, layout.cluster), index * reach, layout);
    if (end > size) throw cutOff(size, end);
  }
}

/** Where the last thing ends in the file that a table of clusters names; `start` is where its first one is on the disk. */
function endOf(table: Buffer, start: number, layout: Layout): number {
  const { cluster, entryBytes, virtualSize } = layout;
  let end = 0;
  for (let at = 0, place = start; at < table.length && place < virtualSize; at += entryBytes, place += cluster) {
    const high = table.readUInt32BE(at);
    const low = table.readUInt32BE(at + 4);
    if ((high | low) === 0) continue;
    const used =
      high & COMPRESSED ? compressedEnd(high, low, layout) : plainEnd(table, at, layout, virtualSize - place);
    if (used > end) end = used;
  }
  return end;
}

/** The descriptor holds the offset in its lower bits, and above them how many sectors follow the one that it begins in. */
function compressedEnd(high: number, low: number, { clusterBits }: Layout): number {
  const offsetBits = 62 - (clusterBits - 8) - 32;
  const offset = (high & (2 ** offsetBits - 1)) * 2 ** 32 + low;
  const sectors = (high & (COMPRESSED - 1)) >>> offsetBits;
  return (Math.floor(offset / 512) + sectors + 1) * 512;
}

/** `left` is what there is of the disk from this cluster on: nothing behind its end is ever read. */
function plainEnd(table: Buffer, at: number, { cluster, entryBytes }: Layout, left: number): number {
  const offset = offsetOf(table, at);
  if (offset === 0) return 0;
  if (entryBytes === 16) {
    // one bit for each of 32 subclusters that is in the file
    const allocated = table.readUInt32BE(at + 12);
    return offset + Math.min(left, ((32 - Math.clz32(allocated)) * cluster) / 32);
  }
  // bit 0: it reads as zeros, whatever is there
  return (table[at + 7] ?? 0) & 1 ? 0 : offset + Math.min(left, cluster);
}

/** The tables that were met: each has one place in the file, and is met once. */
class TablesSeen {
  readonly #size: number;
  readonly #cluster: number;
  readonly #seen: Uint8Array;

  constructor(size: number, cluster: number) {
    this.#size = size;
    this.#cluster = cluster;
    this.#seen = new Uint8Array(Math.ceil(size / cluster / 8));
  }

  see(offset: number): void {
    if (offset + this.#cluster > this.#size) throw cutOff(this.#size, offset + this.#cluster);
    const [byte, bit] = [Math.floor(offset / this.#cluster / 8), 1 << (Math.floor(offset / this.#cluster) % 8)];
    if ((this.#seen[byte] ?? 0) & bit) throw refused('two of its tables are the same', AGAIN);
    this.#seen[byte] = (this.#seen[byte] ?? 0) | bit;
  }
}

/** What a table of offsets names, without the flags beside them. */
function* offsetsOf(table: Buffer): Generator<{ index: number; offset: number }> {
  for (let at = 0; at < table.length; at += 8) {
    const offset = offsetOf(table, at);
    if (offset !== 0) yield { index: at / 8, offset };
  }
}

/** Bits 9 to 55. */
const offsetOf = (table: Buffer, at: number) =>
  (table.readUInt32BE(at) & OFFSET) * 2 ** 32 + ((table.readUInt32BE(at + 4) & ~0x1ff) >>> 0);

const offsetAt = (header: Buffer, at: number) => Number(header.readBigUInt64BE(at));

async function readWhole(file: FileHandle, offset: number, bytes: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(bytes), 0, bytes, offset);
  if (bytesRead !== bytes) throw cutOff(offset + bytesRead, offset + bytes);
  return buffer;
}

function cutOff(size: number, end: number) {
  return refused(`it is not whole: it has ${size} bytes, and what it refers to ends at ${end}`, AGAIN);
}
