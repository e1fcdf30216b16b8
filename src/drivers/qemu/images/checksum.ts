import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Problem } from '../../../common/problem.ts';
import { type Digests, type DownloadLimits, download } from './download.ts';

/** The lists of checksums of a whole mirror are some KiB. */
const MAX_LIST_BYTES = 1 << 20;
const LENGTHS: Record<number, keyof Digests> = { 64: 'sha256', 128: 'sha512' };

export interface Checksum {
  algorithm: keyof Digests;
  /** Lower-case hex. */
  hex: string;
}

/**
 * Fetches the publisher's list of checksums and returns the one of the file that `url` names. The list is as untrusted
 * as the image, and fetched under the same rules. Throws `image-checksum-missing` when it does not name the file.
 */
export async function publishedChecksum(
  list: string,
  url: string,
  scratch: string,
  limits: DownloadLimits,
  signal: AbortSignal,
): Promise<Checksum> {
  const file = join(scratch, 'checksums');
  await download(list, file, { ...limits, maxBytes: MAX_LIST_BYTES }, () => {}, signal);
  const name = decodeURIComponent(basename(new URL(url).pathname));
  const found = findChecksum(await readFile(file, 'utf8'), name);
  if (found !== null) return found;
  throw new Problem('image-checksum-missing', `The list of checksums has no SHA-256 or SHA-512 of ${name}.`);
}

/**
 * The checksum of `name` in a list as `sha256sum` (`hex  name`), BSD's tools (`SHA256 (name) = hex`) or a file of its own
 * (`hex`) give it, also inside a signed message. The longer one wins.
 */
export function findChecksum(list: string, name: string): Checksum | null {
  const lines = list.split(/\r?\n/);
  const named = lines.flatMap((line): string[] => {
    const gnu = /^([0-9a-fA-F]{64,128}) [ *](?:\.\/)?(\S.*)$/.exec(line);
    if (gnu?.[2] === name) return [gnu[1] ?? ''];
    const bsd = /^SHA(?:256|512) \((.+)\) = ([0-9a-fA-F]+)$/.exec(line);
    return bsd?.[1] === name ? [bsd[2] ?? ''] : [];
  });
  const alone = lines.filter((line) => line.trim() !== '');
  const found = named.length > 0 ? named : alone.length === 1 ? alone.map((line) => line.trim()) : [];
  const sums = found
    .filter((hex) => LENGTHS[hex.length] !== undefined && /^[0-9a-fA-F]+$/.test(hex))
    .sort((a, b) => b.length - a.length);
  const [hex] = sums;
  const algorithm = LENGTHS[hex?.length ?? 0];
  return hex === undefined || algorithm === undefined ? null : { algorithm, hex: hex.toLowerCase() };
}
