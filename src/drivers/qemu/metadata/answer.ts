import type { IncomingHttpHeaders } from 'node:http';
import type { GuestMetadata } from '../../driver.ts';
import { type Caller, told } from './caller.ts';
import { ec2Tree } from './ec2.ts';
import { openstackTree } from './openstack.ts';
import { MAX_TTL_S, type Tokens } from './tokens.ts';

export interface Answer {
  status: number;
  body: string | Buffer;
  type?: string;
  headers?: Record<string, string>;
}

interface Question {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
}

/** What a proxy adds: somebody else than the guest may be asking, by a program that asks whatever it is told. */
const PROXIED = ['x-forwarded-for', 'forwarded', 'via'];
const TOKEN = 'x-aws-ec2-metadata-token';
const TTL = 'x-aws-ec2-metadata-token-ttl-seconds';
const VERSION = /^(latest|\d{4}-\d\d-\d\d)$/;

const plain = (status: number, body: string): Answer => ({ status, body: `${body}\n` });
const missing = plain(404, 'Not found');

/**
 * Answers a question of a guest. Nothing in it says who asks: that is known from where it came. A token, if one is
 * given, must be one that this guest was given.
 */
export async function answer(
  { method, url, headers }: Question,
  caller: Caller | null,
  tokens: Tokens,
  source: (guest: string) => Promise<GuestMetadata | null>,
): Promise<Answer> {
  if (caller === null) return missing;
  const path = (url.split('?')[0] ?? '').split('/').filter(Boolean);
  if (PROXIED.some((name) => headers[name] !== undefined)) return plain(403, 'Questions through a proxy are refused');
  if (path.join('/') === 'latest/api/token') return giveToken(method, headers[TTL], caller, tokens);
  if (method !== 'GET' && method !== 'HEAD')
    return { ...plain(405, 'Only GET is answered'), headers: { allow: 'GET, HEAD' } };
  const token = headers[TOKEN];
  if (token !== undefined && !tokens.valid(caller.guest, String(token))) return plain(401, 'The token is not valid');
  if (path.length === 0) return plain(200, 'latest\nopenstack');
  const metadata = await source(caller.guest);
  if (metadata === null) return missing;
  const [root = '', ...rest] = path;
  const tree = root === 'openstack' ? openstackTree : VERSION.test(root) ? ec2Tree : null;
  const body = tree?.(told(caller, metadata)).read(rest) ?? null;
  if (body === null) return missing;
  return { status: 200, body, type: path.at(-1)?.endsWith('.json') === true ? 'application/json' : 'text/plain' };
}

function giveToken(method: string, ttl: string | string[] | undefined, { guest }: Caller, tokens: Tokens): Answer {
  if (method !== 'PUT') return { ...plain(405, 'Only PUT is answered'), headers: { allow: 'PUT' } };
  const seconds = typeof ttl === 'string' && /^\d{1,5}$/.test(ttl) ? Number(ttl) : 0;
  if (seconds < 1 || seconds > MAX_TTL_S) return plain(400, `${TTL}: from 1 to ${MAX_TTL_S} is needed`);
  return { status: 200, body: tokens.issue(guest, seconds), headers: { [TTL]: ttl as string } };
}
