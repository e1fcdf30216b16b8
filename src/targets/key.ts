import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../common/files.ts';
import { Problem } from '../common/problem.ts';

const WORDS = /^[0-9a-f]{64}$/;

export const keyPath = (home: string): string => join(home, 'targets.key');

/** The key of all targets, 32 bytes. Throws `target-key-missing`. */
export async function readKey(home: string): Promise<Buffer> {
  const key = await keptKey(home);
  if (key === null) throw new Problem('target-key-missing', `There is no key in ${keyPath(home)}.`);
  return key;
}

/** null: there is none. Throws `target-key-missing` for a file that holds something else: that is nobody's to replace. */
async function keptKey(home: string): Promise<Buffer | null> {
  const words = await readFile(keyPath(home), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return null;
  });
  return words === null ? null : keyOf(words, keyPath(home));
}

/** A key by its words, which are hex digits with any white space between them. Throws `target-key-missing`. */
export function keyOf(words: string, where: string): Buffer {
  const digits = words.replaceAll(/\s/g, '').toLowerCase();
  if (!WORDS.test(digits)) throw new Problem('target-key-missing', `What is in ${where} is no key.`);
  return Buffer.from(digits, 'hex');
}

/** Makes the key, unless there is one. Returns its words when it is new, for people to keep; else null. */
export async function makeKey(home: string): Promise<string | null> {
  if ((await keptKey(home)) !== null) return null;
  const words = randomBytes(32)
    .toString('hex')
    .replaceAll(/.{8}(?=.)/g, '$& ');
  await replaceFile(keyPath(home), `${words}\n`, 0o600);
  return words;
}

/** By which a target knows the key that it is of; the key cannot be told from it. */
export const fingerprintOf = (key: Buffer): string =>
  createHash('sha256').update('slipway target').update(key).digest('hex').slice(0, 16);
