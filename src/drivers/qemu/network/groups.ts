import { isIPv4 } from 'node:net';
import type { PortSpec, RouterSpec, SecurityGroupRuleSpec } from '../../driver.ts';

const FAMILIES = [
  { version: 'IPv4', ip: 'ip', type: 'ipv4_addr', icmp: 'icmp', protocol: 'icmp' },
  { version: 'IPv6', ip: 'ip6', type: 'ipv6_addr', icmp: 'icmpv6', protocol: 'ipv6-icmp' },
] as const;
type Family = (typeof FAMILIES)[number];
type Direction = SecurityGroupRuleSpec['direction'];

const ofFamily = (family: Family, address: string) => isIPv4(address) === (family.version === 'IPv4');
const elements = (list: string[]) => (list.length === 0 ? '' : `elements = { ${list.join(', ')} }`);

/**
 * Security groups as maps, sets and chains of an inet table. A packet of a new connection goes by its address to the
 * chain of its port's *combination* of groups, so a thousand ports with the same groups cost one chain. Sources pass
 * `egress_*` first, whose rules hand over to `deliver`, which asks the destination's `ingress_*`.
 */
export function renderGroups(router: RouterSpec): string {
  const index = new Map(router.groups.map((group, position) => [group.id, position]));
  const combinations = new Map<string, number>();
  const combinationOf = (port: PortSpec): number => {
    const known = port.groups.flatMap((group) => index.get(group) ?? []);
    const key = [...new Set(known)].sort((a, b) => a - b).join(' ');
    const number = combinations.get(key) ?? combinations.size;
    combinations.set(key, number);
    return number;
  };
  const placed = router.ports.map((port) => ({ port, combination: combinationOf(port) }));
  const out: string[] = [];

  for (const family of FAMILIES) {
    const addresses = (port: PortSpec) =>
      port.addresses.map((each) => each.address).filter((address) => ofFamily(family, address));
    for (const direction of ['egress', 'ingress'] as const) {
      const entries = placed.flatMap(({ port, combination }) =>
        addresses(port).map((address) => `${address} : goto ${direction}_${combination}`),
      );
      out.push(`map ${direction}_${family.ip} { type ${family.type} : verdict; ${elements(entries)} }`);
    }
    for (const group of remoteGroups(router)) {
      const members = router.ports.filter((port) => port.groups.includes(group)).flatMap(addresses);
      out.push(
        `set ${memberSet(family, index.get(group))} { type ${family.type}; ${elements([...new Set(members)])} }`,
      );
    }
  }
  for (const [position, group] of router.groups.entries())
    for (const direction of ['egress', 'ingress'] as const) {
      const verdict = direction === 'egress' ? 'goto deliver' : 'accept';
      const rules = group.rules.filter((rule) => rule.direction === direction);
      const lines = rules.map((rule) => `${renderMatch(rule, index)} ${verdict}`);
      out.push(chain(`${direction}_group_${position}`, [...new Set(lines)]));
    }
  for (const [key, number] of combinations)
    for (const direction of ['egress', 'ingress'] as const) {
      const groups = key === '' ? [] : key.split(' ');
      out.push(
        chain(
          `${direction}_${number}`,
          groups.map((group) => `jump ${direction}_group_${group}`),
        ),
      );
    }
  return out.join('\n');
}

function remoteGroups(router: RouterSpec): string[] {
  const used = new Set(router.groups.flatMap((group) => group.rules.flatMap((rule) => rule.remoteGroup ?? [])));
  return router.groups.map((group) => group.id).filter((id) => used.has(id));
}

const memberSet = (family: Family, position: number | undefined) => `members_${family.ip}_${position}`;

function renderMatch(rule: SecurityGroupRuleSpec, index: Map<string, number>): string {
  const family = FAMILIES.find((each) => each.version === rule.ethertype) ?? FAMILIES[0];
  const match = [`meta nfproto ${rule.ethertype.toLowerCase()}`];
  const side = remoteSide(rule.direction);
  if (rule.cidr !== null) match.push(`${family.ip} ${side} ${rule.cidr}`);
  if (rule.remoteGroup !== null) match.push(`${family.ip} ${side} @${memberSet(family, index.get(rule.remoteGroup))}`);
  if (rule.protocol === 'icmp') {
    match.push(`meta l4proto ${family.protocol}`);
    if (rule.fromPort !== null) match.push(`${family.icmp} type ${rule.fromPort}`);
    if (rule.toPort !== null) match.push(`${family.icmp} code ${rule.toPort}`);
  } else if (rule.protocol !== null) {
    match.push(`meta l4proto ${rule.protocol}`);
    // With one end only, that port alone: a rule never opens more than it says.
    const [first, last] = [rule.fromPort ?? rule.toPort, rule.toPort ?? rule.fromPort];
    if (first !== null) match.push(`${rule.protocol} dport ${first === last ? first : `${first}-${last}`}`);
  }
  return match.join(' ');
}

const remoteSide = (direction: Direction) => (direction === 'ingress' ? 'saddr' : 'daddr');

const chain = (name: string, lines: string[]) => `chain ${name} {\n${lines.map((line) => `  ${line}\n`).join('')}}`;
