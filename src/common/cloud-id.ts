import { createHash } from 'node:crypto';

/** What a cloud chooses its identity by: of the path of its state directory, and another one when that is taken. */
export function identityDigest(home: string, attempt = 0): Buffer {
  return createHash('sha256').update(`${home}#${attempt}`).digest();
}

/** The four hex digits that every name of a cloud on the host carries. */
export function cloudId(digest: Buffer): string {
  return digest.toString('hex').slice(0, 4);
}
