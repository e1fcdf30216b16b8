import { isIPv4 } from 'node:net';
import type { RouterSpec, SecurityGroupRuleSpec } from '../../driver.ts';
import { allowedBlocks, blockText } from './allowed.ts';

const FAMILIES = [
  { version: 'IPv4', number: 4, ip: 'ip', type: 'ipv4_addr', icmp: 'icmp', protocol: 'icmp' },
  { version: 'IPv6', number: 6, ip: 'ip6', type: 'ipv6_addr', icmp: 'icmpv6', protocol: 'ipv6-icmp' },
] as const;
type Family = (typeof FAMILIES)[number];
type Direction = SecurityGroupRuleSpec['direction'];

const ofFamily = (family: Family, address: string) => isIPv4(address) === (family.version === 'IPv4');
const elements = (list: string[]) => (list.length === 0 ? '' : `elements = { ${list.join(', ')} }`);

/**
 * Security groups as maps, sets and chains of an inet table. A packet of a new connection goes by its address to the
 * chain of its port's *combination* of groups, so a thousand ports with the same groups cost one chain. Sources pass
 * `egress_*` first, whose rules hand over to `deliver`, which asks the destination's `ingress_*`. An address that is none
 * of a port's own has those groups that all ports have which may have it. `allowed`: families with maps of such ones.
 */
export function renderGroups(router: RouterSpec): { text: string; allowed: string[] } {
  const index = new Map(router.groups.map((group, position) => [group.id, position]));
  const combinations = new Map<string, number>();
  const combinationOf = (groups: string[]): number => {
    const known = groups.flatMap((group) => index.get(group) ?? []);
    const key = [...new Set(known)].sort((a, b) => a - b).join(' ');
    const number = combinations.get(key) ?? combinations.size;
    combinations.set(key, number);
    return number;
  };
  const allowed: string[] = [];
  const out: string[] = [];

  for (const family of FAMILIES) {
    const own = router.ports.flatMap(({ addresses, groups }) =>
      addresses.flatMap(({ address }) => (ofFamily(family, address) ? [{ address, groups }] : [])),
    );
    const others = allowedBlocks(router, family.number).map((block) => {
      const [first, ...more] = block.ports.map(({ groups }) => groups);
      const groups = (first ?? []).filter((group) => more.every((each) => each.includes(group)));
      return { address: blockText(block, family.number), groups };
    });
    if (others.length > 0) allowed.push(family.ip);
    const kinds = [
      { entries: own, prefix: '', flags: '' },
      ...(others.length === 0 ? [] : [{ entries: others, prefix: 'allowed_', flags: ' flags interval;' }]),
    ];
    for (const { entries, prefix, flags } of kinds) {
      for (const direction of ['egress', 'ingress'] as const) {
        const verdicts = entries.map(
          ({ address, groups }) => `${address} : goto ${direction}_${combinationOf(groups)}`,
        );
        out.push(
          `map ${prefix}${direction}_${family.ip} { type ${family.type} : verdict;${flags} ${elements(verdicts)} }`,
        );
      }
      for (const group of remoteGroups(router)) {
        const members = entries.flatMap(({ address, groups }) => (groups.includes(group) ? [address] : []));
        const name = `${prefix}${memberSet(family, index.get(group))}`;
        out.push(`set ${name} { type ${family.type};${flags} ${elements([...new Set(members)])} }`);
      }
    }
  }
  out.push(...groupChains(router, index, allowed), ...combinationChains(combinations));
  return { text: out.join('\n'), allowed };
}

/** Of every group its rules. */
function groupChains(router: RouterSpec, index: Map<string, number>, allowed: string[]): string[] {
  return router.groups.flatMap((group, position) =>
    (['egress', 'ingress'] as const).map((direction) => {
      const verdict = direction === 'egress' ? 'goto deliver' : 'accept';
      const rules = group.rules.filter((rule) => rule.direction === direction);
      const lines = rules.flatMap((rule) => renderMatches(rule, index, allowed).map((match) => `${match} ${verdict}`));
      return chain(`${direction}_group_${position}`, [...new Set(lines)]);
    }),
  );
}

/** Of every combination the chains of its groups, one after the other. */
function combinationChains(combinations: Map<string, number>): string[] {
  return [...combinations].flatMap(([key, number]) => {
    const groups = key === '' ? [] : key.split(' ');
    return (['egress', 'ingress'] as const).map((direction) => {
      const jumps = groups.map((group) => `jump ${direction}_group_${group}`);
      return chain(`${direction}_${number}`, jumps);
    });
  });
}

function remoteGroups(router: RouterSpec): string[] {
  const used = new Set(router.groups.flatMap((group) => group.rules.flatMap((rule) => rule.remoteGroup ?? [])));
  return router.groups.map((group) => group.id).filter((id) => used.has(id));
}

const memberSet = (family: Family, position: number | undefined) => `members_${family.ip}_${position}`;

/** A rule as matches of which one is enough. */
function renderMatches(rule: SecurityGroupRuleSpec, index: Map<string, number>, allowed: string[]): string[] {
  const ip = rule.ethertype === 'IPv4' ? 'ip' : 'ip6';
  const match = renderMatch(rule, index);
  if (rule.remoteGroup === null || !allowed.includes(ip)) return [match];
  return [match, match.replace(' @members_', ' @allowed_members_')];
}

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
