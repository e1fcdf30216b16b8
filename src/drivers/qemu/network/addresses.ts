import ipaddr from 'ipaddr.js';
import { addressText, blockOf } from '../../../common/prefix.ts';

/** The IPv4 address that lies `offset` behind another one. */
function behind(address: string, offset: number): string {
  return addressText(4, blockOf(address).first + BigInt(offset));
}

/** The host's own address in a floating pool: `172.24.4.1` of `172.24.4.0/24`. */
export function poolGateway(pool: string): string {
  return behind(pool, 1);
}

/**
 * Address of the external namespace on its links to the host and to the routers. One per cloud id, in the range
 * that RFC 6598 keeps for carriers, for clouds share the host's routing table.
 */
export function externalAddress(cloud: string): string {
  return behind('100.96.0.0', Number.parseInt(cloud, 16));
}

/** All addresses that `routerAddress` gives. */
export const ROUTER_ADDRESSES = '100.64.0.0/18';

/** Address of a router on its link to the external namespace; seen only inside of that. */
export function routerAddress(slot: number): string {
  return behind('100.64.0.0', slot);
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
  return behind('100.80.0.0', slot);
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
export function hex128(address: string | bigint): string {
  const value = typeof address === 'bigint' ? address : blockOf(address).first;
  return `0x${value.toString(16).padStart(32, '0')}`;
}

/** `255.255.255.0` of a prefix of 24 bits. */
export function netmask(bits: number): string {
  return ipaddr.IPv4.subnetMaskFromPrefixLength(bits).toString();
}
