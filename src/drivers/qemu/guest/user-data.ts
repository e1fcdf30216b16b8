import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';

/** What cloud-init takes for a message, wherever it stands in the first bytes. */
const MIME_MARK = /mime-version:/i;
const MIME_MARK_WITHIN = 4096;
/** A gzip as people send it through JSON: in base64, whose first characters say that it is one. */
const GZIP_IN_BASE64 = /^H4sI[A-Za-z0-9+/\r\n]+={0,2}\s*$/;
const MAX_UNPACKED_BYTES = 4 << 20;

/** A user's data as bytes: text as it is, a gzip that came in base64 decoded and still packed. */
export function userDataBytes(text: string): Buffer {
  return Buffer.from(text, GZIP_IN_BASE64.test(text) ? 'base64' : 'utf8');
}

/**
 * The user's data without its packing: cloud-init unpacks a gzip only if it is the whole of what it is given, and
 * damages what is not ASCII in one that is a part. A gzip that is broken or too large stays as it is.
 */
export function unpackedUserData(text: string): Buffer {
  const bytes = userDataBytes(text);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch {
    return bytes;
  }
}

/**
 * NoCloud's `user-data`: a multipart message with the user's data as a part of its own, byte for byte. cloud-init finds
 * out itself what the part is. A user's own message stays one, nested; anything else is base64, which no boundary can
 * stand in.
 */
export function userDataMessage(text: string): Buffer {
  const data = unpackedUserData(text);
  // no text can say its own hash: the user's is nowhere the boundary
  const boundary = `slipway-${createHash('sha256').update(data).digest('hex')}`;
  const head = `Content-Type: multipart/mixed; boundary="${boundary}"\nMIME-Version: 1.0\n\n--${boundary}\n`;
  return Buffer.concat([Buffer.from(head), part(data), Buffer.from(`\n--${boundary}--\n`)]);
}

function part(data: Buffer): Buffer {
  if (MIME_MARK.test(data.toString('latin1', 0, MIME_MARK_WITHIN))) return data;
  const lines = data.toString('base64').replace(/.{76}(?=.)/g, '$&\n');
  // the type that cloud-init itself gives to data that came without one
  return Buffer.from(`Content-Type: text/x-not-multipart\nContent-Transfer-Encoding: base64\n\n${lines}`);
}
