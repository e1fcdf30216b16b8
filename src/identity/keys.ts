import { createHash } from 'node:crypto';
import { Problem } from '../common/problem.ts';

/** What OpenSSH 9 accepts for public keys that we let in; DSA is gone, certificates and options are not keys. */
const keyTypes = [
  'ssh-ed25519',
  'ssh-rsa',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
] as const;

const minRsaBits = 2048;

/** Bytes of an uncompressed point of each curve. */
const points: Record<string, number> = { nistp256: 65, nistp384: 97, nistp521: 133 };

export interface PublicKey {
  type: string;
  /** `type base64 comment`, one line, the comment reduced to what is harmless in a line. */
  line: string;
  comment: string;
  fingerprintMd5: string;
  fingerprintSha256: string;
}

/** Whether a text is meant to be a key, rather than a reference to a stored one. */
export function looksLikeKey(text: string): boolean {
  return /^\s*(ssh-|ecdsa-|sk-|-----BEGIN|PuTTY)/.test(text);
}

/** Reads one OpenSSH public key. Throws `invalid`, which says what is wrong with it and what to give instead. */
export function parsePublicKey(text: string): PublicKey {
  if (/PRIVATE KEY|PuTTY-User-Key/.test(text)) {
    throw unusable('This is a private key: never send it to anybody. Give the public one, the file that ends in .pub.');
  }
  const line = text.trim();
  if (line.length > 8192) throw unusable('The key is longer than 8192 characters. Give one public key.');
  if (/[\r\n\0]/.test(line)) throw unusable('Give exactly one public key on one line.');
  const [type = '', base64 = '', ...rest] = line.split(/\s+/);
  if (!(keyTypes as readonly string[]).includes(type)) {
    throw unusable(`Not a public key that can be used; it must begin with one of: ${keyTypes.join(', ')}.`);
  }
  const blob = Buffer.from(base64, 'base64');
  if (blob.toString('base64').replace(/=+$/, '') !== base64.replace(/=+$/, '') || blob.length < 20) {
    throw unusable('The key is damaged: its second word is not complete base64. Copy the whole line of the .pub file.');
  }
  const fields = wireStrings(blob);
  if (fields === null || fields[0]?.toString('latin1') !== type || !isWhole(type, fields)) {
    throw unusable(`The key is damaged: its content is not an ${type} key. Copy the whole line of the .pub file.`);
  }
  const [, , modulus = Buffer.of()] = fields;
  if (type === 'ssh-rsa' && bits(modulus) < minRsaBits) {
    throw unusable(`The RSA key has fewer than ${minRsaBits} bits. Make a new one: ssh-keygen -t ed25519.`);
  }
  const words = rest.map((word) => word.replace(/[^\x21-\x7e]/g, '')).filter((word) => word !== '');
  const comment = words.join(' ').slice(0, 100).trimEnd();
  const md5 = createHash('md5')
    .update(blob)
    .digest('hex')
    .replace(/..(?!$)/g, '$&:');
  const sha256 = createHash('sha256').update(blob).digest('base64').replace(/=+$/, '');
  return {
    type,
    line: `${type} ${blob.toString('base64')}${comment === '' ? '' : ` ${comment}`}`,
    comment,
    fingerprintMd5: md5,
    fingerprintSha256: `SHA256:${sha256}`,
  };
}

/** A key that somebody else once gave, for who looks at it: null when it is none that can be read. */
export function readPublicKey(line: string): PublicKey | null {
  try {
    return parsePublicKey(line);
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

function unusable(why: string): Problem {
  return new Problem('invalid', why);
}

/** The length-prefixed strings of an SSH wire blob (RFC 4251, 5), or null when they do not fill it exactly. */
function wireStrings(blob: Buffer): Buffer[] | null {
  const fields: Buffer[] = [];
  let at = 0;
  while (at < blob.length) {
    if (at + 4 > blob.length) return null;
    const end = at + 4 + blob.readUInt32BE(at);
    if (end > blob.length) return null;
    fields.push(blob.subarray(at + 4, end));
    at = end;
  }
  return fields;
}

/** Whether the fields behind the type are those that sshd expects of it. */
function isWhole(type: string, fields: Buffer[]): boolean {
  const curve = /nistp\d+/.exec(type)?.[0];
  const security = type.startsWith('sk-') ? 1 : 0;
  if (type === 'ssh-rsa') return fields.length === 3;
  if (curve === undefined) return fields.length === 2 + security && fields[1]?.length === 32;
  const [, name, point] = fields;
  if (name?.toString('latin1') !== curve || fields.length !== 3 + security) return false;
  return point?.length === points[curve] && point?.[0] === 4;
}

function bits(mpint: Buffer): number {
  return BigInt(`0x0${mpint.toString('hex')}`).toString(2).length;
}
