import ipaddr from 'ipaddr.js';

/** An IPv4 address as an unsigned 32-bit number. */
function toNumber(address: string): number {
  return ipaddr.IPv4.parse(address)
    .toByteArray()
    .reduce((sum, byte) => sum * 256 + byte, 0);
}

function toAddress(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
}

/** The host's own address in a floating pool: `172.24.4.1` of `172.24.4.0/24`. */
export function poolGateway(pool: string): string {
  return toAddress(toNumber(ipaddr.IPv4.networkAddressFromCIDR(pool).toString()) + 1);
}

/**
 * Address of the external namespace on its links to the host and to the routers. One per cloud id, in the range
 * that RFC 6598 keeps for carriers, for clouds share the host's routing table.
 */
export function externalAddress(cloud: string): string {
  return toAddress(toNumber('100.96.0.0') + Number.parseInt(cloud, 16));
}

/** All addresses that `routerAddress` gives. */
export const ROUTER_ADDRESSES = '100.64.0.0/18';

/** Address of a router on its link to the external namespace; seen only inside of that. */
export function routerAddress(slot: number): string {
  return toAddress(toNumber('100.64.0.0') + slot);
}

/** Where guests find the metadata service, and the TCP port there. */
export const METADATA = { address: '169.254.169.254', port: 80 };

/** All addresses that `callerAddress` gives. */
export const CALLER_ADDRESSES = '100.80.0.0/16';

/**
 * The address that a guest has for the metadata service, and for it alone: its router puts it in place of the fixed one,
 * which other projects may use too. `slot` is the guest's.
 */
export function callerAddress(slot: number): string {
  return toAddress(toNumber('100.80.0.0') + slot);
}

/** One spelling per address: IPv6 as RFC 5952 has it, in which the kernel's tools speak too. */
export function canonical(address: string): string {
  return ipaddr.parse(address).toString();
}

/** The link-local address that a card of this MAC gives itself (EUI-64), unless its system prefers random ones. */
export function linkLocal(mac: string): string {
  const [first = 0, ...rest] = mac.split(':').map((byte) => Number.parseInt(byte, 16));
  const identifier = [first ^ 2, ...rest.slice(0, 2), 0xff, 0xfe, ...rest.slice(2)];
  return ipaddr.fromByteArray([0xfe, 0x80, 0, 0, 0, 0, 0, 0, ...identifier]).toString();
}

/** The 128 bits of an IPv6 address as one hexadecimal number. */
export function hex128(address: string): string {
  return `0x${ipaddr.IPv6.parse(address)
    .toByteArray()
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')}`;
}

/** True when two IPv4 prefixes share an address. */
export function overlap(a: string, b: string): boolean {
  const [first, second] = [ipaddr.IPv4.parseCIDR(a), ipaddr.IPv4.parseCIDR(b)];
  return first[0].match(second[0], Math.min(first[1], second[1]));
}

/** `255.255.255.0` of a prefix of 24 bits. */
export function netmask(bits: number): string {
  return ipaddr.IPv4.subnetMaskFromPrefixLength(bits).toString();
}
