import type { RouterSpec } from '../../driver.ts';
import type { HostNames } from '../host.ts';
import { Combinations, elements, groupChains, remoteGroups, type Wording } from './groups.ts';

/** How many multicast frames a port may send each second: every one becomes as many as its network has ports. */
export const MULTICAST_PER_SECOND = 500;

/** A named limit for each port, which the guard asks by `floods`. */
export function renderFloods(router: RouterSpec, names: HostNames): string {
  const taps = router.ports.map(({ id }) => names.tap(id));
  const rate = `rate over ${MULTICAST_PER_SECOND}/second burst ${MULTICAST_PER_SECOND} packets`;
  const limits = taps.map((tap) => `  limit ${tap} {\n    ${rate}\n  }\n`).join('');
  return `${limits}  map floods { type ifname : limit;${elements(taps.map((tap) => `"${tap}" : "${tap}"`))} }`;
}

/**
 * What goes from guest to guest without the router: multicast of IP, for nobody else would bring it to those who listen.
 * The groups decide as they do elsewhere, of each packet by itself, for nothing is tracked here; a member of a group is
 * known by its port. What is said to find routers, neighbours, listeners and addresses is said to the router alone.
 */
export function renderMulticast(router: RouterSpec, names: HostNames): string {
  const combinations = new Combinations(router.groups);
  const verdicts = (direction: string) =>
    elements(
      router.ports.map(({ id, groups }) => `"${names.tap(id)}" : goto ${direction}_${combinations.numberOf(groups)}`),
    );
  const maps = ['egress', 'ingress'].map((name) => `map ${name} { type ifname : verdict;${verdicts(name)} }`);
  const sets = remoteGroups(router).map(({ id, position }) => {
    const members = router.ports.filter(({ groups }) => groups.includes(id)).map((port) => `"${names.tap(port.id)}"`);
    return `set members_${position} { type ifname;${elements(members)} }`;
  });
  const chains = [...groupChains(router.groups, wording), ...combinations.chains()];
  return `table bridge multicast {
${[...maps, ...sets, ...chains].join('\n')}
chain deliver {
  oifname vmap @ingress
}
chain forward {
  type filter hook forward priority filter; policy drop;
  ip daddr 224.0.0.0/4 iifname vmap @egress
  ip6 daddr ff00::/8 icmpv6 type != { echo-request, echo-reply } drop
  ip6 daddr ff00::/8 udp dport { 546, 547 } drop
  ip6 daddr ff00::/8 iifname vmap @egress
}
}`;
}

/** There is no multicast in TCP, and none to the members of a group. */
const wording: Wording = {
  family: ({ ip }) => `meta protocol ${ip}`,
  member: (group) => [`iifname @members_${group}`],
  has: ({ protocol, direction, remoteGroup }) =>
    protocol !== 'tcp' && !(direction === 'egress' && remoteGroup !== null),
};
