import { isIPv4, isIPv6 } from 'node:net';
import type { RouterSpec } from '../../driver.ts';
import type { HostNames } from '../host.ts';
import { type AllowedBlock, allowedBlocks, blockHex, blockText } from './allowed.ts';
import { callerAddress, canonical, externalAddress, hex128, linkLocal, METADATA } from './addresses.ts';
import { elements, renderGroups } from './groups.ts';
import { renderFloods, renderMulticast } from './multicast.ts';

/** The interface of a router that leads to the external namespace. */
export const EXTERNAL_LINK = 'ext0';

/** Neighbours of one project that its router may have to ask for; each is kept for some seconds when nobody answers. */
const RESOLVED_PER_SECOND = 500;
const resolvedRate = `rate over ${RESOLVED_PER_SECOND}/second burst ${RESOLVED_PER_SECOND} packets`;

/**
 * The whole ruleset of a router's namespace as `nft -f` takes it, replacing what is there in one transaction:
 * `guard` keeps every tap to its own MAC and addresses, `filter` holds the security groups, `multicast` those again for what
 * does not pass the router, `nat` the floating IPs.
 */
export function renderRuleset(router: RouterSpec, names: HostNames): string {
  return `flush ruleset
${renderGuard(router, names)}
${renderMulticast(router, names)}
${renderFilter(router)}
${renderNat(router, names)}
`;
}

/**
 * Frames are judged before the bridge sees them; what is not ARP or an IP that the port has ends here. `clients` is the
 * MAC inside a DHCP request, by which the server knows its client: 36 bytes after the UDP header's start. `targets` are the
 * addresses that a port may say it has, 8 bytes into a neighbour message. In IPv6 a guest may send from the addresses of all
 * of its ports by any of them, for systems choose the way by the destination alone. A port has its link-local address too,
 * by which the server knows its DHCPv6 client; so no relay is believed (messages 12 and 13), and what is leased by us is
 * not given away by a guest (8 and 9).
 */
function renderGuard(router: RouterSpec, names: HostNames): string {
  const macs = router.ports.map((port) => `"${names.tap(port.id)}" . ${port.mac}`);
  const addresses = router.ports.flatMap((port) =>
    ipv4Of(port).map((address) => `"${names.tap(port.id)}" . ${port.mac} . ${address}`),
  );
  const clients = router.ports.map((port) => `"${names.tap(port.id)}" . 0x${port.mac.replaceAll(':', '')}`);
  const ofGuests = Map.groupBy(router.ports, (port) => port.guest);
  const targets = router.ports.flatMap((port) =>
    ownIpv6(port).map((address) => `"${names.tap(port.id)}" . ${hex128(address)}`),
  );
  const addresses6 = router.ports.flatMap((port) =>
    [...new Set([...ownIpv6(port), ...(ofGuests.get(port.guest) ?? []).flatMap(ipv6Of)])].map(
      (address) => `"${names.tap(port.id)}" . ${port.mac} . ${address}`,
    ),
  );
  const allowed = renderAllowed(router, names);
  return `table bridge guard {
  set macs { type ifname . ether_addr;${elements(macs)} }
  set addresses { type ifname . ether_addr . ipv4_addr;${elements(addresses)} }
  set addresses6 { type ifname . ether_addr . ipv6_addr;${elements(addresses6)} }
  set targets { typeof iifname . @th,64,128;${elements(targets)} }
  set clients { typeof iifname . @th,288,48;${elements(clients)} }${allowed.sets}
${renderFloods(router, names)}
  chain prerouting {
    type filter hook prerouting priority -300; policy accept;
    iifname != "tap*" accept
    iifname . ether saddr != @macs drop
    meta pkttype multicast limit name iifname map @floods drop
    ether type arp iifname . arp saddr ether . arp saddr ip @addresses accept${allowed.arp}
    ether type arp arp saddr ip 0.0.0.0 iifname . arp saddr ether @macs accept
    ether type ip udp dport 67 iifname . @th,288,48 != @clients drop
    ether type ip ip saddr 0.0.0.0 udp sport 68 udp dport 67 accept
    ether type ip udp sport 67 drop
    ether type ip iifname . ether saddr . ip saddr @addresses accept${allowed.ip}
    ether type ip6 goto ipv6
    drop
  }
  chain ipv6 {
    icmpv6 type { nd-router-advert, nd-redirect, mld-listener-query } drop
    udp sport 547 drop
    udp dport 547 @th,64,8 { 8, 9, 12, 13 } drop
    icmpv6 type nd-neighbor-advert iifname . @th,64,128 != @targets${allowed.advert} drop
    icmpv6 type nd-neighbor-solicit ip6 saddr :: iifname . @th,64,128 @targets accept${allowed.solicit}
    iifname . ether saddr . ip6 saddr @addresses6 accept${allowed.ip6}
    drop
  }${allowed.output}
}`;
}

/**
 * What the guard lets pass beside the own addresses; nothing is written of a family that no port has any of. The router
 * delivers such addresses to nobody but those that may have them, whatever its routes say.
 */
function renderAllowed(router: RouterSpec, names: HostNames) {
  const [four, six] = [allowedBlocks(router, 4), allowedBlocks(router, 6)];
  const taps = ({ ports }: AllowedBlock) => ports.map((port) => ({ tap: names.tap(port.id), mac: port.mac }));
  const of = (blocks: AllowedBlock[], version: 4 | 6) =>
    blocks.flatMap((block) => taps(block).map(({ tap, mac }) => `"${tap}" . ${mac} . ${blockText(block, version)}`));
  const targets = six.flatMap((block) => taps(block).map(({ tap }) => `"${tap}" . ${blockHex(block)}`));
  const when = (blocks: AllowedBlock[], ...lines: string[]) =>
    blocks.length === 0 ? '' : lines.map((line) => `\n${line}`).join('');
  const all = (blocks: AllowedBlock[], version: 4 | 6) => blocks.map((block) => blockText(block, version));
  return {
    sets:
      when(
        four,
        `  set allowed { type ifname . ether_addr . ipv4_addr; flags interval;${elements(of(four, 4))} }`,
        `  set shared { type ipv4_addr; flags interval; auto-merge;${elements(all(four, 4))} }`,
      ) +
      when(
        six,
        `  set allowed6 { type ifname . ether_addr . ipv6_addr; flags interval;${elements(of(six, 6))} }`,
        `  set shared6 { type ipv6_addr; flags interval; auto-merge;${elements(all(six, 6))} }`,
        `  set allowed_targets { typeof iifname . @th,64,128; flags interval;${elements(targets)} }`,
      ),
    arp: when(
      four,
      `    ether type arp limit ${resolvedRate} drop`,
      '    ether type arp iifname . arp saddr ether . arp saddr ip @allowed accept',
    ),
    ip: when(four, '    ether type ip iifname . ether saddr . ip saddr @allowed accept'),
    advert: six.length === 0 ? '' : ' iifname . @th,64,128 != @allowed_targets',
    solicit: when(six, '    icmpv6 type nd-neighbor-solicit ip6 saddr :: iifname . @th,64,128 @allowed_targets accept'),
    ip6: when(six, '    iifname . ether saddr . ip6 saddr @allowed6 accept'),
    output: when(
      [...four, ...six],
      '  chain output {',
      '    type filter hook output priority filter; policy accept;',
      ...(four.length === 0
        ? []
        : ['    oifname . ether daddr . ip daddr @allowed accept', '    ip daddr @shared drop']),
      ...(six.length === 0
        ? []
        : ['    oifname . ether daddr . ip6 daddr @allowed6 accept', '    ip6 daddr @shared6 drop']),
      '  }',
    ),
  };
}

/**
 * The router itself serves DHCP, DNS and ping, and leads to the metadata service, whose answers die at the next hop: what
 * a guest forwards for others does not get them. Between guests and outwards the groups decide, default deny.
 */
function renderFilter(router: RouterSpec): string {
  const { text, allowed } = renderGroups(router);
  const also = (direction: 'ingress' | 'egress', line: (family: string) => string) =>
    [
      ...allowed.slice(0, 1).map(() => '\n  jump resolve'),
      ...allowed.map((family) => `\n  ${line(family)} vmap @allowed_${direction}_${family}`),
    ].join('');
  const resolved = renderResolved(router);
  return `table inet filter {
${text}${resolved.text}
chain deliver {
  oifname "${EXTERNAL_LINK}" accept
  oifname "br*" ip daddr vmap @ingress_ip
  oifname "br*" ip6 daddr vmap @ingress_ip6${also('ingress', (family) => `oifname "br*" ${family} daddr`)}
}
chain forward {
  type filter hook forward priority filter; policy drop;
  ct state vmap { established : accept, related : accept, invalid : drop }
  iifname "br*" oifname "${EXTERNAL_LINK}" ct status dnat ${ASKED} accept
  iifname "br*" ip saddr vmap @egress_ip
  iifname "br*" ip6 saddr vmap @egress_ip6${also('egress', (family) => `iifname "br*" ${family} saddr`)}
  iifname "${EXTERNAL_LINK}" ct status dnat goto deliver
}
chain input {
  type filter hook input priority filter; policy drop;
  iifname "lo" accept
  ct state established,related accept${resolved.input}
  iifname "br*" udp dport { 53, 67, 547 } accept
  iifname "br*" tcp dport 53 accept
  iifname "br*" icmp type echo-request accept
  iifname "br*" icmpv6 type { echo-request, nd-router-solicit, nd-neighbor-solicit, nd-neighbor-advert } accept
}
chain output {
  type filter hook output priority filter; policy accept;
  icmpv6 type nd-redirect drop
}
chain postrouting {
  type filter hook postrouting priority mangle; policy accept;
  iifname "${EXTERNAL_LINK}" oifname "br*" ${ASKED} ip ttl set 1
}
}`;
}

/**
 * Of an allowed address the router knows nobody's MAC: it asks, and keeps what it hears in a table that all projects
 * share. New connections of and to such ones pass `resolve`, at a rate that leaves the others room.
 */
function renderResolved(router: RouterSpec): { text: string; input: string } {
  const families = ([4, 6] as const).flatMap((version) => {
    const blocks = allowedBlocks(router, version).map((block) => blockText(block, version));
    return blocks.length === 0 ? [] : [{ ip: version === 4 ? 'ip' : 'ip6', type: `ipv${version}_addr`, blocks }];
  });
  if (families.length === 0) return { text: '', input: '' };
  const sets = families.map(
    ({ ip, type, blocks }) => `set resolve_${ip} { type ${type}; flags interval; auto-merge;${elements(blocks)} }\n`,
  );
  return {
    text: `\n${sets.join('')}chain resolve {\n  limit ${resolvedRate} reject with icmpx admin-prohibited\n}`,
    input: families.map(({ ip }) => `\n  iifname "br*" ${ip} saddr @resolve_${ip} jump resolve`).join(''),
  };
}

/** Connections to the metadata service, by what the guest asked for. */
const ASKED = `ct original ip daddr ${METADATA.address}`;

function renderNat(router: RouterSpec, names: HostNames): string {
  const pairs = router.ports.flatMap((port) => {
    const address = ipv4Of(port)[0];
    return port.floatingIp === null || address === undefined ? [] : [{ floating: port.floatingIp, fixed: address }];
  });
  const inward = pairs.map(({ floating, fixed }) => `${floating} : ${fixed}`);
  const outward = pairs.map(({ floating, fixed }) => `${fixed} : ${floating}`);
  const callers = router.ports.flatMap((port) =>
    ipv4Of(port).map((address) => `${address} : ${callerAddress(port.guestSlot)}`),
  );
  return `table ip nat {
  map floating_to_fixed { type ipv4_addr : ipv4_addr;${elements(inward)} }
  map fixed_to_floating { type ipv4_addr : ipv4_addr;${elements(outward)} }
  map fixed_to_caller { type ipv4_addr : ipv4_addr;${elements(callers)} }
  chain prerouting {
    type nat hook prerouting priority dstnat;
    iifname "br*" ip daddr ${METADATA.address} tcp dport ${METADATA.port} dnat to ${externalAddress(names.settings.cloud)}
    dnat to ip daddr map @floating_to_fixed
  }
  chain postrouting {
    type nat hook postrouting priority srcnat;
    oifname "${EXTERNAL_LINK}" ct status dnat ${ASKED} snat to ip saddr map @fixed_to_caller
    oifname "${EXTERNAL_LINK}" snat to ip saddr map @fixed_to_floating
    oifname "${EXTERNAL_LINK}" masquerade
    iifname "br*" oifname "br*" ct status dnat snat to ip saddr map @fixed_to_floating
    iifname "br*" oifname "br*" ct status dnat masquerade
  }
}`;
}

/** The IPv6 addresses of a port, in the order of the spec. */
export function ipv6Of(port: RouterSpec['ports'][number]): string[] {
  return port.addresses.flatMap(({ address }) => (isIPv6(address) ? canonical(address) : []));
}

/** The IPv6 addresses that a port may send from: none without one of its own, else the link-local one too. */
export function ownIpv6(port: RouterSpec['ports'][number]): string[] {
  const addresses = ipv6Of(port);
  return addresses.length === 0 ? [] : [...addresses, linkLocal(port.mac)];
}

/** The IPv4 addresses of a port, in the order of the spec. */
export function ipv4Of(port: RouterSpec['ports'][number]): string[] {
  return port.addresses.map((each) => each.address).filter((address) => isIPv4(address));
}
