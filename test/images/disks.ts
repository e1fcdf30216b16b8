import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../src/common/command.ts';

/** The first sector of a raw disk: a boot signature, and a partition of this type unless it is 0. */
export function bootSector(type = 0x83): Buffer {
  const sector = Buffer.alloc(512);
  sector[446 + 4] = type;
  sector.writeUInt16LE(0xaa55, 510);
  return sector;
}

/** A version 3 qcow2 of 8 MiB with one cluster in use, as qemu-img makes it. */
export async function qcow2Template(directory: string): Promise<Buffer> {
  const file = join(directory, 'template.qcow2');
  await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-o', 'cluster_size=4096', file, '8M']);
  await run('qemu-io', ['-f', 'qcow2', '-c', 'write -P 7 0 4k', file]);
  return readFile(file);
}

/** A copy with big-endian fields replaced: `[offset, bytes, value]`. */
export function forge(disk: Buffer, fields: [number, number, number | bigint][]): Buffer {
  const copy = Buffer.from(disk);
  for (const [offset, bytes, value] of fields) {
    if (bytes === 8) copy.writeBigUInt64BE(BigInt(value), offset);
    else copy.writeUInt32BE(Number(value), offset);
  }
  return copy;
}
