import type { FieldErrors } from '../common/field-errors.ts';
import type { HostRoute } from '../db/index.ts';
import { readHostRoutes } from './host-routes.ts';
import {
  addressNumber,
  addressText,
  blockOf,
  contains,
  hosts,
  overlaps,
  parsePrefix,
  type Prefix,
  prefixText,
} from '../common/prefix.ts';

/** A subnet as its owner asks for it; what is left out gets what is usual. */
export interface SubnetDraft {
  cidr: string;
  gateway_ip?: string | null | undefined;
  disable_gateway?: boolean | undefined;
  allocation_pools?: { start: string; end: string }[] | undefined;
  dns_nameservers?: string[] | undefined;
  host_routes?: HostRoute[] | undefined;
}

/** The columns of a subnet that say which of its addresses are for what. */
export interface SubnetLayout {
  cidr: string;
  gateway: string;
  gateway_enabled: boolean;
  pool_first: string;
  pool_last: string;
  pool_cursor: string;
  dns_nameservers: string[];
  /** JSON. */
  host_routes: string;
}

/** Where subnets may be: a project that took public IPv4 addresses would lose the part of the Internet that has them. */
const allowed = [
  { block: '10.0.0.0/8', bits: [8, 30] },
  { block: '172.16.0.0/12', bits: [12, 30] },
  { block: '192.168.0.0/16', bits: [16, 30] },
  { block: 'fc00::/7', bits: [64, 120] },
  { block: '2000::/3', bits: [64, 120] },
] as const;
const whereAllowed =
  'Use a block of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, of fc00::/7 or, without translation to IPv4, of 2000::/3.';

/**
 * Checks a subnet by itself and lays it out, without the last `reserved` addresses, which are the backend's; undefined when
 * something was added to `errors`.
 */
export function layOut(draft: SubnetDraft, reserved: number, errors: FieldErrors): SubnetLayout | undefined {
  const prefix = parsePrefix(draft.cidr);
  const wrong = typeof prefix === 'string' ? prefix : wrongPlace(prefix);
  if (typeof prefix === 'string' || wrong !== null) {
    errors.add(['cidr'], wrong ?? '');
    return undefined;
  }
  if (draft.disable_gateway === true && prefix.version === 6) {
    errors.add(['disable_gateway'], 'An IPv6 subnet always announces its gateway. Leave this out.');
  }
  const range = usable(prefix, reserved);
  if (range.last <= range.first) {
    const why = `This cloud keeps ${reserved} addresses of every subnet, and too few of ${prefixText(prefix)} would be left.`;
    errors.add(['cidr'], `${why} Choose a larger block.`);
    return undefined;
  }
  const gateway = gatewayOf(draft, range, errors);
  const pool = gateway === null ? null : poolOf(draft, range, gateway, errors);
  const dns_nameservers = nameservers(draft.dns_nameservers ?? [], prefix.version, errors);
  const routes = readHostRoutes(draft.host_routes ?? [], prefix, errors);
  if (gateway === null || pool === null || !errors.empty) return undefined;
  const text = (value: bigint): string => addressText(prefix.version, value);
  return {
    cidr: prefixText(prefix),
    gateway: text(gateway),
    gateway_enabled: draft.disable_gateway !== true,
    pool_first: text(pool.first),
    pool_last: text(pool.last),
    // as if the address before the pool had been given last
    pool_cursor: text(pool.first - 1n),
    dns_nameservers,
    host_routes: JSON.stringify(routes),
  };
}

function wrongPlace(prefix: Prefix): string | null {
  const home = allowed.find(({ block }) => overlaps(blockOf(block), prefix));
  const text = prefixText(prefix);
  if (home === undefined) return `${text} is not for subnets of projects. ${whereAllowed}`;
  const [least, most] = home.bits;
  if (prefix.bits >= least && prefix.bits <= most) return null;
  return `${text} has a prefix of ${prefix.bits} bits; between ${least} and ${most} are possible in ${home.block}.`;
}

/** The addresses of a subnet that its gateway and its ports can have. */
interface Range extends Prefix {
  /** In words, for refusals. */
  words: string;
}

function usable(prefix: Prefix, reserved: number): Range {
  const { first, last } = hosts(prefix);
  const own = reserved === 0 ? '' : `; the last ${reserved} are the cloud's own`;
  const words = `Must be an address of ${prefixText(prefix)} that a host can have${own}.`;
  return { ...prefix, first, last: last - BigInt(reserved), words };
}

function gatewayOf(draft: SubnetDraft, range: Range, errors: FieldErrors): bigint | null {
  const given = draft.gateway_ip ?? null;
  if (given === null) return range.first;
  if (draft.disable_gateway === true) {
    errors.add(['gateway_ip'], 'A subnet with disable_gateway has no gateway. Leave one of both out.');
    return null;
  }
  const address = addressNumber(given);
  if (address !== null && contains(range, address)) return address.value;
  errors.add(['gateway_ip'], range.words);
  return null;
}

function poolOf(
  { allocation_pools: pools = [] }: SubnetDraft,
  range: Range,
  gateway: bigint,
  errors: FieldErrors,
): { first: bigint; last: bigint } | null {
  const pool = pools[0];
  if (pool === undefined) {
    const below = { first: range.first, last: gateway - 1n };
    const above = { first: gateway + 1n, last: range.last };
    return above.last - above.first >= below.last - below.first ? above : below;
  }
  const path = (end: 'start' | 'end') => ['allocation_pools', 0, end];
  const [start, end] = [addressNumber(pool.start), addressNumber(pool.end)];
  if (start === null || !contains(range, start)) errors.add(path('start'), range.words);
  if (end === null || !contains(range, end)) errors.add(path('end'), range.words);
  if (start === null || end === null || errors.has(['allocation_pools'])) return null;
  if (start.value > end.value) errors.add(path('end'), 'Lies before the start of the pool. Turn them round.');
  else if (gateway >= start.value && gateway <= end.value) {
    const text = addressText(range.version, gateway);
    errors.add(path('start'), `The pool contains the gateway ${text}. Begin behind it, or give another gateway_ip.`);
  } else return { first: start.value, last: end.value };
  return null;
}

export function nameservers(given: string[], version: 4 | 6, errors: FieldErrors): string[] {
  return given.flatMap((text, index) => {
    const address = addressNumber(text);
    if (address?.version === version) return [addressText(version, address.value)];
    errors.add(['dns_nameservers', index], `Must be an IPv${version} address, as the subnet's are.`);
    return [];
  });
}
