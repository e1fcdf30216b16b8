import { addressText, blockOf, type Prefix } from '../../../common/prefix.ts';
import { specialBlocks } from '../../../common/special-blocks.ts';
import type { PortSpec, RouterSpec } from '../../driver.ts';
import { hex128 } from './addresses.ts';

/** Addresses that some ports may have beside their own: first and last one, and all ports that may. */
export interface AllowedBlock {
  first: bigint;
  last: bigint;
  ports: PortSpec[];
}

export type Version = 4 | 6;

/**
 * The blocks that the allowed addresses of all ports fall into, without a gap or an address in two of them. As in Neutron, a
 * pair may name an address that another port has: that is how one is reserved for several VMs. While a VM is plugged by
 * that port, the address is its alone; else a guest could pass for another one that is there.
 */
export function allowedBlocks(router: RouterSpec, version: Version): AllowedBlock[] {
  const here = ({ version: of }: Prefix): boolean => of === version;
  const wanted = router.ports.flatMap((port) =>
    (port.allowed ?? [])
      .map(blockOf)
      .filter(here)
      .map((prefix) => ({ port, ...prefix })),
  );
  // of most routers: nothing more to read
  if (wanted.length === 0) return [];
  const own = [
    ...router.ports.flatMap((port) => port.addresses.map(({ address }) => address)),
    ...router.networks.flatMap(({ subnets }) => subnets.map(({ gateway }) => gateway)),
  ];
  const holes = [...specialBlocks[version], ...own].map(blockOf).filter(here);
  type Edge = { at: bigint; step: 1 | -1; port: PortSpec | null };
  const edges = [...wanted, ...holes.map((hole) => ({ port: null, ...hole }))].flatMap(
    ({ port, first, last }): Edge[] => [
      { at: first, step: 1, port },
      { at: last + 1n, step: -1, port },
    ],
  );
  edges.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const open = new Map<PortSpec | null, number>();
  const blocks: AllowedBlock[] = [];
  for (const [index, { at, step, port }] of edges.entries()) {
    const count = (open.get(port) ?? 0) + step;
    if (count === 0) open.delete(port);
    else open.set(port, count);
    const next = edges[index + 1]?.at ?? at;
    if (next === at || open.size === 0 || open.has(null)) continue;
    const ports = [...open.keys()].filter((each) => each !== null);
    blocks.push({ first: at, last: next - 1n, ports });
  }
  return blocks;
}

const range = (first: string, last: string) => (first === last ? first : `${first}-${last}`);

/** A block as nftables writes it. */
export function blockText({ first, last }: AllowedBlock, version: Version): string {
  return range(addressText(version, first), addressText(version, last));
}

/** A block of IPv6 addresses as a range of hexadecimal numbers. */
export function blockHex({ first, last }: AllowedBlock): string {
  return range(hex128(first), hex128(last));
}
