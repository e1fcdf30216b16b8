import { gunzipSync } from 'node:zlib';

/** A gzip as people send it through JSON: in base64, whose first characters say that it is one. */
const GZIP_IN_BASE64 = /^H4sI[A-Za-z0-9+/\r\n]+={0,2}\s*$/;
const MAX_UNPACKED_BYTES = 4 << 20;

/** A user's data as bytes: text as it is, a gzip that came in base64 decoded and still packed. */
export function userDataBytes(text: string): Buffer {
  return Buffer.from(text, GZIP_IN_BASE64.test(text) ? 'base64' : 'utf8');
}

export function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The user's data without its packing: cloud-init unpacks a gzip only if it is the whole of what it is given, and
 * damages what is not ASCII in one that is a part. A gzip that is broken or too large stays as it is.
 */
export function unpackedUserData(text: string): Buffer {
  const bytes = userDataBytes(text);
  if (!isGzip(bytes)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch {
    return bytes;
  }
}
