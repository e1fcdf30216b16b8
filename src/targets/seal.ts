import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

const ALGORITHM = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** What is sealed is for one place alone: nothing can be put where something else was. */
const placeOf = (kind: string, name: string): Buffer => Buffer.from(`${kind}/${name}`);

/**
 * How things leave this machine: compressed, then encrypted with the operator's key, under names that say nothing of them. Sealed is a nonce,
 * a tag and the cipher's text. https://csrc.nist.gov/pubs/sp/800/38/d/final
 */
export class Seal {
  readonly #cipherKey: Buffer;
  readonly #nameKey: Buffer;

  /** `key` is 32 random bytes, of which each use has a key of its own. */
  constructor(key: Buffer) {
    const derived = (use: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', `slipway ${use}`, 32));
    this.#cipherKey = derived('cipher');
    this.#nameKey = derived('names');
  }

  /** The name of a content, 64 hex digits: only who has the key can tell what it is of. */
  nameOf(content: Buffer): string {
    return createHmac('sha256', this.#nameKey).update(content).digest('hex');
  }

  async close(kind: string, name: string, content: Buffer): Promise<Buffer> {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(ALGORITHM, this.#cipherKey, nonce).setAAD(placeOf(kind, name));
    const text = Buffer.concat([cipher.update(await compress(content)), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]);
  }

  /** null: it is not what was sealed there with this key. */
  async open(kind: string, name: string, sealed: Buffer): Promise<Buffer | null> {
    if (sealed.length < NONCE + TAG) return null;
    const decipher = createDecipheriv(ALGORITHM, this.#cipherKey, sealed.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(placeOf(kind, name)).setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
    const text = decipher.update(sealed.subarray(NONCE + TAG));
    try {
      decipher.final();
    } catch {
      return null;
    }
    return decompress(text);
  }
}
