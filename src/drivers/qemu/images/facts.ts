import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { ImageFacts } from '../../driver.ts';

const MIB = 1024 * 1024;

/** What a qcow2 file that we wrote ourselves is. `checksum` is that of the file that people know the image by. */
export async function qcow2Facts(file: string, checksum: string): Promise<ImageFacts> {
  await using handle = await open(file);
  const header = Buffer.alloc(32);
  await handle.read(header, 0, header.length, 0);
  return {
    virtualSizeMiB: Math.ceil(Number(header.readBigUInt64BE(24)) / MIB),
    bytes: (await stat(file)).blocks * 512,
    format: 'qcow2',
    sha256: checksum,
  };
}

/** Lower-case hex; reads the whole file. */
export async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: MIB }), hash);
  return hash.digest('hex');
}
