import { isIPv4 } from 'node:net';
import type { RouterSpec } from '../../driver.ts';
import type { HostNames } from '../host.ts';
import { renderGroups } from './groups.ts';

/** The interface of a router that leads to the external namespace. */
export const EXTERNAL_LINK = 'ext0';

/**
 * The whole ruleset of a router's namespace as `nft -f` takes it, replacing what is there in one transaction:
 * `guard` keeps every tap to its own MAC and addresses, `filter` holds the security groups, `nat` the floating IPs.
 */
export function renderRuleset(router: RouterSpec, names: HostNames): string {
  return `flush ruleset
${renderGuard(router, names)}
${renderFilter(router)}
${renderNat(router)}
`;
}

const elements = (list: string[]) => (list.length === 0 ? '' : ` elements = { ${list.join(', ')} }`);

/**
 * Frames are judged before the bridge sees them; what is not ARP or IPv4 ends here, IPv6 included as no port has any.
 * `clients` is the MAC inside a DHCP request, by which the server knows its client: 36 bytes after the UDP header's start.
 */
function renderGuard(router: RouterSpec, names: HostNames): string {
  const macs = router.ports.map((port) => `"${names.tap(port.id)}" . ${port.mac}`);
  const addresses = router.ports.flatMap((port) =>
    ipv4Of(port).map((address) => `"${names.tap(port.id)}" . ${port.mac} . ${address}`),
  );
  const clients = router.ports.map((port) => `"${names.tap(port.id)}" . 0x${port.mac.replaceAll(':', '')}`);
  return `table bridge guard {
  set macs { type ifname . ether_addr;${elements(macs)} }
  set addresses { type ifname . ether_addr . ipv4_addr;${elements(addresses)} }
  set clients { typeof iifname . @th,288,48;${elements(clients)} }
  chain prerouting {
    type filter hook prerouting priority -300; policy accept;
    iifname != "tap*" accept
    iifname . ether saddr != @macs drop
    ether type arp iifname . arp saddr ether . arp saddr ip @addresses accept
    ether type arp arp saddr ip 0.0.0.0 iifname . arp saddr ether @macs accept
    ether type ip udp dport 67 iifname . @th,288,48 != @clients drop
    ether type ip ip saddr 0.0.0.0 udp sport 68 udp dport 67 accept
    ether type ip udp sport 67 drop
    ether type ip iifname . ether saddr . ip saddr @addresses accept
    drop
  }
}`;
}

/** The router itself serves DHCP, DNS and ping; between guests and outwards the groups decide, default deny. */
function renderFilter(router: RouterSpec): string {
  return `table inet filter {
${renderGroups(router)}
chain deliver {
  oifname "${EXTERNAL_LINK}" accept
  oifname "br*" ip daddr vmap @ingress_ip
  oifname "br*" ip6 daddr vmap @ingress_ip6
}
chain forward {
  type filter hook forward priority filter; policy drop;
  ct state vmap { established : accept, related : accept, invalid : drop }
  iifname "br*" ip saddr vmap @egress_ip
  iifname "br*" ip6 saddr vmap @egress_ip6
  iifname "${EXTERNAL_LINK}" ct status dnat goto deliver
}
chain input {
  type filter hook input priority filter; policy drop;
  iifname "lo" accept
  ct state established,related accept
  iifname "br*" udp dport { 53, 67 } accept
  iifname "br*" tcp dport 53 accept
  iifname "br*" icmp type echo-request accept
}
}`;
}

function renderNat(router: RouterSpec): string {
  const pairs = router.ports.flatMap((port) => {
    const address = ipv4Of(port)[0];
    return port.floatingIp === null || address === undefined ? [] : [{ floating: port.floatingIp, fixed: address }];
  });
  const inward = pairs.map(({ floating, fixed }) => `${floating} : ${fixed}`);
  const outward = pairs.map(({ floating, fixed }) => `${fixed} : ${floating}`);
  return `table ip nat {
  map floating_to_fixed { type ipv4_addr : ipv4_addr;${elements(inward)} }
  map fixed_to_floating { type ipv4_addr : ipv4_addr;${elements(outward)} }
  chain prerouting {
    type nat hook prerouting priority dstnat;
    dnat to ip daddr map @floating_to_fixed
  }
  chain postrouting {
    type nat hook postrouting priority srcnat;
    oifname "${EXTERNAL_LINK}" snat to ip saddr map @fixed_to_floating
    oifname "${EXTERNAL_LINK}" masquerade
    iifname "br*" oifname "br*" ct status dnat snat to ip saddr map @fixed_to_floating
    iifname "br*" oifname "br*" ct status dnat masquerade
  }
}`;
}

/** The IPv4 addresses of a port, in the order of the spec. */
export function ipv4Of(port: RouterSpec['ports'][number]): string[] {
  return port.addresses.map((each) => each.address).filter((address) => isIPv4(address));
}
