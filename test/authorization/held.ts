import assert from 'node:assert/strict';
import type { Answer } from '../support/client.ts';
import type { Operation } from '../support/openapi.ts';

export function takesVersion({ parameters }: Operation): boolean {
  return ['if-match', 'if-unmodified-since'].every((header) => parameters.some(({ name }) => name === header));
}

/** Sends a change as about versions that the object has not, which are refused; then as about the one that it has. Returns that answer. */
export async function sendHeld(
  send: (headers: Record<string, string>) => Promise<Answer>,
  version: () => Promise<string | null>,
): Promise<Answer> {
  const other = await send({ 'if-match': '"another", W/"one"' });
  // to whom it is not given anyway
  if (other.status !== 412) return other;
  const old = await send({ 'if-unmodified-since': new Date(0).toUTCString() });
  assert.deepEqual([old.status, old.body.code], [412, 'changed-meanwhile'], old.text);
  const etag = (await version()) ?? '';
  assert.match(etag, /^"[\w-]{22}"$/);
  return send({ 'if-match': `"another", ${etag}` });
}
