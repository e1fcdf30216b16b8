import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';
import { Problem } from '../../../common/problem.ts';

/** Where to connect for a URL that passed: nobody resolves the name again. */
export interface PinnedSource {
  url: URL;
  address: string;
  family: 4 | 6;
}

/** Public by its range, but served by the host of a well-known cloud to its machines. */
const METADATA_ADDRESSES = new Set(['168.63.129.16']);

/** True for addresses of the public internet; false for everything that a host may reach and a tenant may not. */
export function isPublicAddress(text: string): boolean {
  if (!isIP(text) || METADATA_ADDRESSES.has(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  // Only 2000::/3 is given out; the rest holds forms that embed IPv4.
  return address.kind() === 'ipv4' || ipaddr.parse(text).match(ipaddr.parseCIDR('2000::/3'));
}

/**
 * Decides whether a tenant may make this host fetch `text`, and pins the address to connect to. `allowed` are
 * `host` or `host:port` of an operator's own mirrors, exempt from the rule that addresses are public. Throws a
 * `Problem`: `image-url-refused`, or transient `image-host-unknown`.
 */
export async function pinSource(text: string, allowed: readonly string[]): Promise<PinnedSource> {
  const url = URL.canParse(text) ? new URL(text) : refuse('is not a URL');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') refuse('does not begin with http:// or https://');
  if (url.username || url.password) refuse('carries a user name or password');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // The parser turns 0x7f.1 and 2130706433 into addresses; nobody writes an honest one like that.
  if (isIP(host) === 4 && !text.includes(`//${host}`)) refuse('writes an address in an unusual way');
  const addresses = isIP(host) ? [{ address: host, family: isIP(host) }] : await resolve(host);
  if (!allowed.includes(url.hostname) && !allowed.includes(url.host)) {
    const own = Object.values(networkInterfaces()).flatMap((list) => list?.map((entry) => entry.address) ?? []);
    const bad = addresses.find(({ address }) => !isPublicAddress(address) || own.includes(address));
    if (bad) refuse('leads to an address that is not on the public internet');
  }
  const [first] = addresses;
  if (!first) throw unknownHost(host);
  return { url, address: first.address, family: first.family === 6 ? 6 : 4 };
}

async function resolve(host: string) {
  try {
    return await lookup(host, { all: true, verbatim: false });
  } catch (cause) {
    throw unknownHost(host, cause);
  }
}

function unknownHost(host: string, cause?: unknown): Problem {
  return new Problem('image-host-unknown', `The image host ${host} has no address.`, undefined, {
    transient: true,
    cause,
  });
}

function refuse(why: string): never {
  throw new Problem('image-url-refused', `The image URL ${why}.`);
}
