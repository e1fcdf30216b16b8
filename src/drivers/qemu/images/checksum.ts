import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Problem } from '../../../common/problem.ts';
import type { ClaimRoom } from '../../driver.ts';
import { type Digests, type DownloadLimits, download } from './download.ts';

/** The lists of checksums of a whole mirror are some KiB. */
const MAX_LIST_BYTES = 1 << 20;
/** A name of 255 characters, its path, a sum. */
const MAX_LINE = 512;

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
  claim: ClaimRoom,
  signal: AbortSignal,
): Promise<Checksum> {
  const file = join(scratch, 'checksums');
  await download(list, file, { ...limits, maxBytes: MAX_LIST_BYTES }, () => {}, claim, signal);
  const path = decodeURIComponent(new URL(url).pathname);
  const found = findChecksum(asText(await readFile(file)), path);
  // the image claims room for itself alone
  await rm(file);
  if (found !== null) return found;
  throw new Problem('image-checksum-missing', `The list of checksums has no SHA-256 or SHA-512 of ${basename(path)}.`);
}

/** UTF-8, or UTF-16 where the list says so, as PowerShell writes it. */
function asText(bytes: Buffer): string {
  return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes);
}

/** What comes before a sum: `sha256:`, `sha512=`, `SHA2-256 `. */
const TAG = String.raw`(?:sha(?:2-)?-?(256|512)[ \t]*[:=-]?[ \t]*)?`;
const SUM = String.raw`([0-9a-f]{128}|[0-9a-f]{64})`;

/** The forms of a line that names a file, with where it says which algorithm, sum and name. */
const NAMED: [RegExp, { tag: number; sum: number; name: number }][] = [
  // BSD's tools and openssl: `SHA256 (name) = hex`, `SHA2-256(name)= hex`
  [new RegExp(String.raw`^sha(?:2-)?-?(256|512)\s*\((.+)\)\s*=\s*${SUM}$`, 'i'), { tag: 1, name: 2, sum: 3 }],
  // sha256sum, and what looks like it: `hex  name`, `hex *name`; one of an odd name begins with a backslash
  [new RegExp(String.raw`^\\?${TAG}${SUM}[ \t]+\*?(\S.*)$`, 'i'), { tag: 1, sum: 2, name: 3 }],
  // the other way round: `name: hex`, `name  sha256:hex`
  [new RegExp(String.raw`^\*?(\S.*?):?[ \t]+${TAG}${SUM}$`, 'i'), { name: 1, tag: 2, sum: 3 }],
];
const ALONE = new RegExp(`^${TAG}${SUM}$`, 'i');

interface Listed extends Checksum {
  /** As the list has it, which may be a path; '' where the sum stands alone. */
  name: string;
}

/**
 * The checksum of the file at `path` of a URL, in any of the forms that lists have, also inside a signed message. A list may
 * say where the file was when it was made: its own name decides, and the path only between files of one name. The longer sum
 * wins; two that contradict each other are none.
 */
export function findChecksum(list: string, path: string): Checksum | null {
  const lines = list
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim());
  const listed = lines.flatMap(readLine);
  const same = listed.filter(({ name }) => baseOf(name) === baseOf(path));
  const exact = same.filter(({ name }) => `/${path}`.endsWith(`/${name.replace(/^(?:\.?\/)+/, '')}`));
  const others = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const alone = others.length === 1 ? listed.filter(({ name }) => name === '' || name === '-') : [];
  const found = exact.length > 0 ? exact : same.length > 0 ? same : alone;
  for (const algorithm of ['sha512', 'sha256'] as const) {
    const sums = [...new Set(found.filter((each) => each.algorithm === algorithm).map(({ hex }) => hex))];
    const [hex] = sums;
    if (hex !== undefined) return sums.length === 1 ? { algorithm, hex } : null;
  }
  return null;
}

function readLine(line: string): Listed[] {
  // a stranger's line: the forms below look at it again and again
  if (line.length > MAX_LINE || !/[0-9a-f]{64}/i.test(line)) return [];
  const alone = ALONE.exec(line);
  if (alone !== null) return listedOf(alone[1], alone[2], '');
  for (const [form, { tag, sum, name }] of NAMED) {
    const match = form.exec(line);
    if (match !== null) return listedOf(match[tag], match[sum], match[name]);
  }
  return [];
}

function listedOf(tag: string | undefined, sum = '', name = ''): Listed[] {
  const bits = String(sum.length * 4);
  if (tag !== undefined && tag !== bits) return [];
  return [{ algorithm: bits === '512' ? 'sha512' : 'sha256', hex: sum.toLowerCase(), name }];
}

const baseOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? '';

/** Throws `image-checksum-mismatch`. */
export function checkSum(expected: string, found: string): void {
  if (expected === found) return;
  throw new Problem('image-checksum-mismatch', `The image has the checksum ${found}, not ${expected}.`);
}
