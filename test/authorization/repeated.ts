import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { parseUuid } from '../../src/common/uuid.ts';
import { type Operation, textsOf } from '../support/openapi.ts';
import type { Answer } from '../support/client.ts';
import { bodyFields, callOf } from './calls/index.ts';
import { valueAt, withValue } from './values.ts';

/** POSTs that each stand for itself, and why. */
export const standsForItself: Record<string, string> = {
  'POST /api-auth/password/': 'every login has a token of its own',
  'POST /api-auth/link/': 'a link is used once',
  'POST /api-auth/logout/': 'who repeats it has no token any more',
  'POST /api/users/{uuid}/password/': 'sets what it says, and nothing of a password is kept',
  'POST /api/doctor/fix/': 'takes away what is there, which once it is gone is nothing',
  'POST /api/doctor/trash/{uuid}/restore/': 'what is back is in the trash no more',
  'POST /api/backups/': 'each makes one more, of which 7 are kept',
  'POST /api/marketplace-resources/suggest_name/': 'makes nothing',
  'POST /api/openstack-instances/{uuid}/diagnose_connectivity/': 'makes nothing',
  'POST /api/openstack-instances/{uuid}/console_log/': 'makes nothing',
  'POST /api/marketplace-resources/{uuid}/console_log/': 'makes nothing',
};

/** What it forgets is not found any more. */
const forgets = [
  ...['marketplace-orders', 'openstack-instances', 'openstack-volumes'].map((path) => `${path}/{uuid}/unlink/`),
  'deleted-resources/{uuid}/undelete/',
];

/** What Waldur has nothing like is repeated as it was. */
const ours = ['openstack-backups/{uuid}/copy/', 'backup-copies/{uuid}/verify/', 'backup-copies/{uuid}/restore/'];

export function takesKey({ parameters }: Operation): boolean {
  return parameters.some(({ name }) => name === 'idempotency-key');
}

export type Send = (
  root: string,
  path: (path: string) => string,
  body: object | undefined,
  key: string,
) => Promise<Answer>;

/**
 * Sends a request with a key; and again as it was, and as the other dialect would say it, without its last slash. Nothing is done by a repetition.
 * Returns the first answer.
 */
export async function sendRepeated(
  operation: Operation,
  body: object | undefined,
  send: Send,
  eventsOf: (requestId: string) => Promise<number>,
): Promise<Answer> {
  const key = randomUUID();
  const same = (path: string) => path;
  const first = await send(operation.root, same, body, key);
  if (first.status >= 300) return first;
  const other = operation.root === '/api' && !ours.includes(operation.path) ? '/waldur/api' : '/api';
  const repetitions = [
    await send(operation.root, same, body, key),
    await send(other, (path) => path.replace(/\/$/, ''), body && otherWords(operation, body), key),
  ];
  const secret = first.body?.token !== undefined || operation.path.endsWith('/login_link/');
  for (const [index, { status, text, body: said, headers }] of repetitions.entries()) {
    const id = headers.get('x-request-id') ?? '';
    assert.equal(await eventsOf(id), 0, `${operation.key} was done again`);
    if (secret) assert.deepEqual([status, said.code], [409, 'answer-not-kept']);
    else assert.equal(status, forgets.includes(operation.path) ? 404 : first.status, text);
    // as it was kept, whose keys are in another order
    if (status < 300 && index === 0) assert.deepEqual(said, first.body);
  }
  return first;
}

/** The same body with its keys in another order, and hyperlinks of the other dialect in place of UUIDs. */
function otherWords(operation: Operation, body: object): object {
  const fields = operation.body === null ? [] : textsOf(operation.body);
  const linked = fields.reduce<object>((at, field) => {
    const value = valueAt(at, field);
    const kind = callOf(operation).fields?.[field] ?? bodyFields[field];
    if (value === undefined || kind === 'none' || parseUuid(value) === null) return at;
    const link = `https://elsewhere.example/waldur/api/objects/${value.replaceAll('-', '')}/`;
    return withValue(at, field, link) as object;
  }, body);
  return reversed(linked) as object;
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, each]) => [key, reversed(each)]),
  );
}
