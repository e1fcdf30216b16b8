import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { unpackedUserData } from '../../common/user-data.ts';
import { Problem } from '../../common/problem.ts';
import type { SeedSpec } from '../driver.ts';
import { ownIdentity } from '../own-identity.ts';

/** Nova takes so much base64. */
const MAX_TEXT = 65_535;

/**
 * What nova is given for cloud-init, in base64: the user's own data byte for byte. Nova itself passes on one ssh key alone;
 * further ones, and what a copied system has to do, stand beside the user's data, in a message whose parts cloud-init tells apart. null: there is nothing.
 */
export function novaUserData({ userData, sshKeys, copied }: SeedSpec): string | null {
  const own = userData === null ? null : unpackedUserData(userData);
  const further = sshKeys.slice(1);
  const keys = `#cloud-config\n${JSON.stringify({ ssh_authorized_keys: further })}\n`;
  const ours: Part[] = [
    ...(copied ? [['text/cloud-boothook', ownIdentity] as const] : []),
    ...(further.length === 0 ? [] : [['text/cloud-config', keys] as const]),
  ];
  const data = ours.length === 0 ? own : message(own, ours);
  if (data === null) return null;
  const plain = data.toString('base64');
  const text = plain.length <= MAX_TEXT ? plain : gzipSync(data).toString('base64');
  if (text.length <= MAX_TEXT) return text;
  const remedy = 'Have the VM fetch what is large by itself, such as by "#include" and a URL.';
  throw new Problem(
    'openstack-unfit',
    `The user data takes ${text.length} characters packed, and nova takes ${MAX_TEXT}.`,
    remedy,
  );
}

type Part = readonly [type: string, text: string];

function message(own: Buffer | null, ours: Part[]): Buffer {
  // no text can say its own hash: the user's is nowhere the boundary
  const boundary = `slipway-${createHash('sha256')
    .update(own ?? ours.join())
    .digest('hex')}`;
  const part = (type: string, data: Buffer): string =>
    `--${boundary}\nContent-Type: ${type}\nContent-Transfer-Encoding: base64\n\n${data.toString('base64').replace(/.{76}(?=.)/g, '$&\n')}\n`;
  const head = `Content-Type: multipart/mixed; boundary="${boundary}"\nMIME-Version: 1.0\n\n`;
  // the type that cloud-init itself gives to data that came without one
  const theirs = own === null ? '' : part('text/x-not-multipart', own);
  return Buffer.from(
    `${head}${ours.map(([type, text]) => part(type, Buffer.from(text))).join('')}${theirs}--${boundary}--\n`,
  );
}
