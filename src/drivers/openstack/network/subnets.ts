import { isIPv6 } from 'node:net';
import { addressText, blockOf, hosts } from '../../../common/prefix.ts';
import type { NetworkSpec } from '../../driver.ts';
import type { Thing } from '../client/network.ts';

type SubnetSpec = NetworkSpec['subnets'][number];

/** Addresses at the end of a subnet that neutron takes for itself, for its DHCP and metadata ports: no VM may have them. */
export const RESERVED_ADDRESSES = 3;

/** What can be changed of a subnet that is there. */
function changeable(subnet: SubnetSpec) {
  const six = isIPv6(subnet.gateway);
  return {
    gateway_ip: subnet.announced === false ? null : subnet.gateway,
    // neutron adds the default route itself to those that it tells
    dns_nameservers: subnet.dnsNameservers.filter((server) => isIPv6(server) === six),
    host_routes: subnet.hostRoutes ?? [],
  };
}

/** All of it: neutron gives addresses of its own from the last ones alone, so that it never takes one that is wanted. */
export function newSubnet(subnet: SubnetSpec, network: string): Record<string, unknown> {
  const block = blockOf(subnet.cidr);
  const { last } = hosts(block);
  const start = addressText(block.version, last - BigInt(RESERVED_ADDRESSES - 1));
  const six = { ip_version: 6, ipv6_address_mode: 'dhcpv6-stateful', ipv6_ra_mode: 'dhcpv6-stateful' };
  return {
    ...changeable(subnet),
    network_id: network,
    cidr: subnet.cidr,
    allocation_pools: [{ start, end: addressText(block.version, last) }],
    ...(block.version === 6 ? six : { ip_version: 4 }),
  };
}

/** What is to be changed of it; null: nothing. */
export function changeOf(subnet: SubnetSpec, there: Thing<'subnet'>): Record<string, unknown> | null {
  const wanted = changeable(subnet);
  const { gateway_ip, dns_nameservers, host_routes } = there;
  const same = JSON.stringify(wanted) === JSON.stringify({ gateway_ip, dns_nameservers, host_routes });
  return same ? null : wanted;
}
