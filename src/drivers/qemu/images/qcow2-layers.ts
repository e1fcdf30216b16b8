import type { FileHandle } from 'node:fs/promises';

const MAX_TABLE_BYTES = 32 * 2 ** 20;
/** Of an entry: whether somebody else has the cluster, too. It changes when a snapshot comes or goes, and nothing else does. */
const COPIED = 0x80000000;

/** A snapshot inside of a qcow2 file: where its table of tables is, which nobody writes while it is there. */
interface Layer {
  l1: number;
  entries: number;
}

interface Header {
  cluster: number;
  layers: Map<string, Layer>;
}

/** Which stretches of a disk a snapshot has in its own file, and which of them it does not share with another. */
export interface Stretch {
  /** Bytes, on the disk. */
  from: number;
  to: number;
}

/**
 * The stretches in which two snapshots of one qcow2 file are not the same clusters: all others read the same, for what two of them have is
 * copied before it is written. Without `since`, those that the snapshot has in the file at all. A guest's QEMU wrote the tables: they are read
 * within bounds, and what is wrong in them concerns that disk alone. null: one of both is not there, or went meanwhile, or the file is none
 * whose tables are known here. `bytes`: no stretch begins behind that. https://www.qemu.org/docs/master/interop/qcow2.html
 */
export async function ownStretches(
  file: FileHandle,
  { id, since, bytes }: { id: string; since: string | null; bytes: number },
): Promise<Stretch[] | null> {
  const before = await readHeader(file);
  const layer = before?.layers.get(id);
  const other = since === null ? NOTHING : before?.layers.get(since);
  if (before === null || layer === undefined || other === undefined) return null;
  const found = await compare(file, before.cluster, [layer, other], bytes);
  const after = await readHeader(file);
  const isSame = (name: string | null, was: Layer): boolean => name === null || after?.layers.get(name)?.l1 === was.l1;
  return isSame(id, layer) && isSame(since, other) ? found : null;
}

const NOTHING: Layer = { l1: 0, entries: 0 };

async function compare(
  file: FileHandle,
  cluster: number,
  [one, other]: [Layer, Layer],
  bytes: number,
): Promise<Stretch[]> {
  const reach = (cluster / 8) * cluster;
  const [tables, others] = [await tablesOf(file, one), await tablesOf(file, other)];
  const found: Stretch[] = [];
  for (let index = 0; index * reach < bytes; index++) {
    const [mine, its] = [offsetAt(tables, index), offsetAt(others, index)];
    if (mine === its) continue;
    const [entries, theirs] = [await tableAt(file, mine, cluster), await tableAt(file, its, cluster)];
    for (let at = 0; at < cluster; at += 8) {
      const from = index * reach + (at / 8) * cluster;
      if (from >= bytes || isSameEntry(entries, theirs, at)) continue;
      const last = found.at(-1);
      if (last?.to === from) last.to = from + cluster;
      else found.push({ from, to: from + cluster });
    }
  }
  return found;
}

function isSameEntry(one: Buffer, other: Buffer, at: number): boolean {
  const high = (one.readUInt32BE(at) | COPIED) === (other.readUInt32BE(at) | COPIED);
  return high && one.readUInt32BE(at + 4) === other.readUInt32BE(at + 4);
}

const tablesOf = (file: FileHandle, { l1, entries }: Layer): Promise<Buffer> =>
  readPart(file, l1, Math.min(entries * 8, MAX_TABLE_BYTES));

/** Bits 9 to 55 of an entry; what is behind the table is nothing. */
function offsetAt(table: Buffer, index: number): number {
  if (index * 8 + 8 > table.length) return 0;
  return (table.readUInt32BE(index * 8) & 0x00ffffff) * 2 ** 32 + ((table.readUInt32BE(index * 8 + 4) & ~0x1ff) >>> 0);
}

/** A table of clusters; what the file does not have of it is nothing. */
async function tableAt(file: FileHandle, offset: number, cluster: number): Promise<Buffer> {
  const table = Buffer.alloc(cluster);
  if (offset > 0) (await readPart(file, offset, cluster)).copy(table);
  return table;
}

/** What a QEMU is just writing may be cut off, and is not what is looked for then. */
async function readHeader(file: FileHandle): Promise<Header | null> {
  const header = await readPart(file, 0, 104);
  if (header.length < 104) return null;
  const clusterBits = header.readUInt32BE(20);
  const extended = header.readUInt32BE(4) === 3 && (header.readBigUInt64BE(72) & (1n << 4n)) !== 0n;
  if (clusterBits < 9 || clusterBits > 21 || extended) return null;
  const table = await readPart(file, Number(header.readBigUInt64BE(64)), MAX_TABLE_BYTES);
  const layers = new Map<string, Layer>();
  let at = 0;
  for (let left = header.readUInt32BE(60); left > 0; left--) {
    if (at + 40 > table.length) return null;
    const [idBytes, nameBytes] = [table.readUInt16BE(at + 12), table.readUInt16BE(at + 14)];
    const name = at + 40 + table.readUInt32BE(at + 36) + idBytes;
    const layer = { l1: Number(table.readBigUInt64BE(at)), entries: table.readUInt32BE(at + 8) };
    layers.set(table.toString('utf8', name, name + nameBytes), layer);
    at = Math.ceil((name + nameBytes) / 8) * 8;
  }
  return { cluster: 2 ** clusterBits, layers };
}

/** A part of the file as far as it is there. */
async function readPart(file: FileHandle, offset: number, bytes: number): Promise<Buffer> {
  const { size } = await file.stat();
  const there = Math.max(0, Math.min(bytes, size - offset));
  const buffer = Buffer.alloc(there);
  if (there > 0) await file.read(buffer, 0, there, offset);
  return buffer;
}
