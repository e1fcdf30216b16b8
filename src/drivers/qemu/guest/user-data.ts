import { createHash } from 'node:crypto';
import { unpackedUserData } from '../../../common/user-data.ts';
import { ownIdentity } from '../../own-identity.ts';

/** What cloud-init takes for a message, wherever it stands in the first bytes. */
const MIME_MARK = /mime-version:/i;
const MIME_MARK_WITHIN = 4096;

/**
 * NoCloud's `user-data`: a multipart message with the user's data as a part of its own, byte for byte, behind ours for a copied system. cloud-init finds
 * out itself what the part is. A user's own message stays one, nested; anything else is base64, which no boundary can
 * stand in.
 */
export function userDataMessage(text: string | null, copied?: true): Buffer {
  const data = text === null ? Buffer.alloc(0) : unpackedUserData(text);
  // no text can say its own hash: the user's is nowhere the boundary
  const boundary = `slipway-${createHash('sha256').update(data).digest('hex')}`;
  const parts = [...(copied ? [hook] : []), ...(text === null ? [] : [part(data)])];
  const head = `Content-Type: multipart/mixed; boundary="${boundary}"\nMIME-Version: 1.0\n\n`;
  const between = parts.flatMap((each) => [Buffer.from(`--${boundary}\n`), each, Buffer.from('\n')]);
  return Buffer.concat([Buffer.from(head), ...between, Buffer.from(`--${boundary}--\n`)]);
}

const hook = Buffer.from(`Content-Type: text/cloud-boothook\n\n${ownIdentity}`);

function part(data: Buffer): Buffer {
  if (MIME_MARK.test(data.toString('latin1', 0, MIME_MARK_WITHIN))) return data;
  const lines = data.toString('base64').replace(/.{76}(?=.)/g, '$&\n');
  // the type that cloud-init itself gives to data that came without one
  return Buffer.from(`Content-Type: text/x-not-multipart\nContent-Transfer-Encoding: base64\n\n${lines}`);
}
