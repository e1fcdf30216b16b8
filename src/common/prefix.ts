import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** A block of addresses, its ends as numbers. */
export interface Prefix {
  version: 4 | 6;
  bits: number;
  first: bigint;
  last: bigint;
}

export interface Address {
  version: 4 | 6;
  value: bigint;
}

/** An address as an unsigned number; null when the text is none. Zones (`fe80::1%eth0`) are none of ours. */
export function addressNumber(text: string): Address | null {
  const version = isIP(text);
  if (version === 0 || text.includes('%')) return null;
  const value = ipaddr
    .parse(text)
    .toByteArray()
    .reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return { version: version as 4 | 6, value };
}

/** The inverse, in the canonical form (RFC 5952 for IPv6), which is also PostgreSQL's. */
export function addressText(version: 4 | 6, value: bigint): string {
  const bytes = Array.from({ length: version === 4 ? 4 : 16 }, (_, index, all = version === 4 ? 4 : 16) =>
    Number((value >> BigInt(8 * (all - 1 - index))) & 255n),
  );
  return ipaddr.fromByteArray(bytes).toString();
}

/** `10.0.0.0/22` or `fd00::/64`; an address alone is a block of one. A string says what is wrong with the text. */
export function parsePrefix(text: string): Prefix | string {
  const block = readBlock(text);
  if (block === null) return `"${text}" is no block of addresses. Write it like 192.168.10.0/24 or fd00:10::/64.`;
  if (block.prefix.first === block.address) return block.prefix;
  return `${text} has bits set behind its prefix. Did you mean ${prefixText(block.prefix)}?`;
}

/** The block that an address lies in, `10.0.0.0/22` of `10.0.1.5/22`, for texts of ours and of the system's tools. */
export function blockOf(text: string): Prefix {
  const block = readBlock(text);
  if (block === null) throw new RangeError(`no block of addresses: ${text}`);
  return block.prefix;
}

function readBlock(text: string): { address: bigint; prefix: Prefix } | null {
  const [host = '', length, ...rest] = text.trim().split('/');
  const address = addressNumber(host);
  const width = address?.version === 4 ? 32 : 128;
  const bits = length === undefined ? width : /^\d{1,3}$/.test(length) ? Number(length) : -1;
  if (address === null || rest.length > 0 || bits < 0 || bits > width) return null;
  const size = 1n << BigInt(width - bits);
  const first = address.value - (address.value % size);
  return { address: address.value, prefix: { version: address.version, bits, first, last: first + size - 1n } };
}

/** First and last address that a host may have: IPv4 keeps the first for the network and the last for broadcast. */
export function hosts({ version, first, last }: Prefix): { first: bigint; last: bigint } {
  return { first: first + 1n, last: version === 4 ? last - 1n : last };
}

/** Whether two blocks share an address, as PostgreSQL's `&&` has it: of both versions none do, and `/0` has all of its own. */
export function overlaps(a: Prefix, b: Prefix): boolean {
  return a.version === b.version && a.first <= b.last && b.first <= a.last;
}

/** The address of a connection as its own version writes it: one of IPv4 comes as `::ffff:192.0.2.1` where both are heard. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

/** Whom the address of a connection stands for: in IPv6 a client has all of a /64. */
export function clientOf(address: string): string {
  const [plain = ''] = plainAddress(address).split('%', 1);
  return plain.includes(':') ? prefixText(blockOf(`${plain}/64`)) : plain;
}

export function prefixText({ version, bits, first }: Prefix): string {
  return `${addressText(version, first)}/${bits}`;
}

export function contains(prefix: Prefix, address: Address): boolean {
  return address.version === prefix.version && address.value >= prefix.first && address.value <= prefix.last;
}
