import fc from 'fast-check';
import { Agent } from 'undici';
import type { Client } from '../support/client.ts';
import type { Operation } from '../support/openapi.ts';
import { hangMs } from '../support/wait.ts';
import { asItIs, type FuzzRequest, requestsFor } from './requests.ts';
import type { Pool } from './values.ts';

/** Requests that are under way together. */
const together = 16;
/** What an answer must never show of how it was made. */
const internals =
  /node_modules|\/src\/\w+\/|\bat \S+ \(|kysely|postgres(?!ql)|syntax error at or near|violates \w+ constraint/i;

export interface Tally {
  requests: number;
  statuses: Record<string, number>;
  /** Operations that gave a 2xx at least once. */
  succeeded: Set<string>;
  /** One request for each rule that an operation broke. */
  broken: Map<string, string>;
}

/**
 * Sends random and hostile requests for every operation until `requests` of them are over. The rules: no
 * 5xx, no undocumented status, nothing accepted that the description forbids, no internals shown.
 */
export async function fuzz(options: {
  operations: Operation[];
  /** Bodies that work, by operation: they are sent as they are before the others. */
  seeds: Record<string, object>;
  member: Client;
  staff: Client;
  pool: Pool;
  requests: number;
}): Promise<Tally> {
  const { operations, seeds, member, staff, pool } = options;
  const tally: Tally = { requests: 0, statuses: {}, succeeded: new Set(), broken: new Map() };
  const agent = new Agent({ connections: together });
  const send = async (request: FuzzRequest): Promise<void> => {
    const { status, text } = await exchange(agent, request, request.asStaff ? staff : member);
    tally.requests++;
    tally.statuses[status] = (tally.statuses[status] ?? 0) + 1;
    const rule = brokenRule(request, status, text);
    if (rule !== null) tally.broken.set(`${request.operation.key}: ${rule}`, describe(request, status, text));
    if (status >= 300) return;
    tally.succeeded.add(request.operation.key);
    if (request.operation.method === 'DELETE') pool.drop(...named(request));
    if (status === 201) harvest(pool, request.operation, text);
  };
  const seedOf = ({ method, path }: Operation): object | undefined => seeds[`${method} /api/${path}`];
  const one = fc.oneof(
    ...operations.map((operation) => ({
      // what takes a body can go wrong in most ways, and VMs must be there to work on
      weight: operation.body === null ? 1 : operation.key.endsWith('/api/marketplace-orders/') ? 8 : 4,
      arbitrary: requestsFor(operation, pool, seedOf(operation)),
    })),
  );
  const batch = fc.array(one, { minLength: together, maxLength: together, size: 'max' });
  const property = fc.asyncProperty(batch, async (requests) => {
    await Promise.all(requests.map(send));
  });
  try {
    for (const operation of operations) {
      const seed = seedOf(operation);
      if (seed !== undefined) await send(asItIs(operation, seed));
    }
    await fc.assert(property, {
      numRuns: Math.ceil(options.requests / together),
      endOnFailure: true,
    });
  } finally {
    await agent.close();
  }
  return tally;
}

async function exchange(
  agent: Agent,
  request: FuzzRequest,
  { url, token }: Client,
): Promise<{ status: number; text: string }> {
  const { statusCode, headers, body } = await agent.request({
    origin: url,
    path: request.path,
    method: request.operation.method,
    headers: { authorization: `Token ${token}`, ...request.headers },
    body: request.body,
    headersTimeout: hangMs,
    bodyTimeout: hangMs,
  });
  // a stream lasts as long as its order
  if (headers['content-type'] === 'text/event-stream') {
    body.on('error', () => {}).destroy();
    return { status: statusCode, text: '' };
  }
  return { status: statusCode, text: await body.text() };
}

function brokenRule({ operation, path, wrong }: FuzzRequest, status: number, text: string): string | null {
  if (status >= 500) return 'a fault of the server';
  if (wrong !== null && status < 400) return `accepted although ${wrong}`;
  if (internals.test(text.replaceAll(path, ''))) return 'shows internals';
  if (status >= 400 && operation.method !== 'HEAD' && !text.startsWith('{')) return 'an error that is no JSON object';
  // a bad escape, or a path of many thousand characters, is refused before it is known what it names
  const early = (status === 400 && path.includes('%')) || (status === 431 && path.length > 8_000);
  const known = operation.statuses.includes(status) || early;
  return known ? null : `undocumented status ${status}`;
}

function describe({ operation, path, headers, body }: FuzzRequest, status: number, text: string): string {
  const sent = body === null ? '' : body.subarray(0, 1_000).toString();
  const request = `${operation.method} ${path} ${JSON.stringify(headers)} ${sent}`;
  return `${request.slice(0, 2_000)} -> ${status} ${text.slice(0, 500)}`;
}

/** The collection and the id in a path. */
function named({ operation, path }: FuzzRequest): [string, string] {
  const [collection = '', id = ''] = path.slice(operation.root.length + 1).split('/');
  return [collection, id];
}

/** Keeps what was made, for later requests to use. */
function harvest(pool: Pool, { path }: Operation, text: string): void {
  const made = JSON.parse(text) as { uuid?: string; resource_uuid?: string; token?: string };
  const collection = path.split('/')[0] ?? '';
  if (made.uuid === undefined) return;
  // the fuzzer must not revoke the token that it works with; others it may
  pool.add(collection, made.uuid);
  if (collection === 'keys') pool.add('ssh_public_key', made.uuid);
  if (collection === 'openstack-floating-ips') pool.add('floating_ip', made.uuid);
  if (made.resource_uuid !== undefined) pool.add('marketplace-resources', made.resource_uuid);
}
