/** A pair of keys as OpenSSH writes them. */
export interface KeyPair {
  publicKey: string;
  privateKey: string;
}

const type = 'ssh-ed25519';

/** Why no key can be made here; null: it can. */
export const whyNoKey = (): string | null =>
  // browsers give it only to pages that nobody on the way can have changed
  (crypto.subtle as SubtleCrypto | undefined) === undefined
    ? 'A browser makes keys only on pages that come by https, or from this very machine.'
    : null;

/** Makes a pair that has never been anywhere else; `comment` says whose it is. */
export async function makeKey(comment: string): Promise<KeyPair> {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  const open = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  // the seed is what a PKCS #8 of Ed25519 ends with
  const seed = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)).slice(-32);
  const blob = joined([text(type), field(open)]);
  const lines = base64(privateFile(blob, [seed, open], comment)).match(/.{1,70}/g) ?? [];
  return {
    publicKey: `${type} ${base64(blob)} ${comment}`,
    privateKey: `${['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----'].join('\n')}\n`,
  };
}

/** OpenSSH's file of one key without a passphrase, "openssh-key-v1". */
function privateFile(blob: Bytes, [seed, open]: [Bytes, Bytes], comment: string): Bytes {
  const check = crypto.getRandomValues(new Uint8Array(4));
  const secret = joined([check, check, blob, field(joined([seed, open])), text(comment)]);
  // to whole blocks of 8, by 1, 2, 3 …
  const padding = Uint8Array.from({ length: (8 - (secret.length % 8)) % 8 }, (_, index) => index + 1);
  const head = [bytes('openssh-key-v1\0'), text('none'), text('none'), text(''), number(1)];
  return joined([...head, field(blob), field(joined([secret, padding]))]);
}

type Bytes = Uint8Array<ArrayBuffer>;

const bytes = (words: string): Bytes => new TextEncoder().encode(words);
const text = (words: string): Bytes => field(bytes(words));
const base64 = (data: Bytes): string => btoa(String.fromCharCode(...data));

function number(value: number): Bytes {
  const data = new Uint8Array(4);
  new DataView(data.buffer).setUint32(0, value);
  return data;
}

/** What is preceded by its length. */
const field = (data: Bytes): Bytes => joined([number(data.length), data]);

function joined(parts: Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
