import { isIPv4 } from 'node:net';
import type { RouterSpec, SecurityGroupRuleSpec, SecurityGroupSpec } from '../../driver.ts';
import { allowedBlocks, blockText } from './allowed.ts';

const FAMILIES = [
  { version: 'IPv4', number: 4, ip: 'ip', type: 'ipv4_addr', icmp: 'icmp', protocol: 'icmp' },
  { version: 'IPv6', number: 6, ip: 'ip6', type: 'ipv6_addr', icmp: 'icmpv6', protocol: 'ipv6-icmp' },
] as const;
type Family = (typeof FAMILIES)[number];
const DIRECTIONS = ['egress', 'ingress'] as const;

const ofFamily = (family: Family, address: string) => isIPv4(address) === (family.version === 'IPv4');
/** What is in a set or a map from its beginning. */
export const elements = (list: string[]): string => (list.length === 0 ? '' : ` elements = { ${list.join(', ')} }`);

/** How a table words what its rules have in common. */
export interface Wording {
  family(family: Family): string;
  /** That the other side is in a group, by its position, as matches of which one is enough. */
  member(group: number, family: Family, side: 'saddr' | 'daddr'): string[];
  /** Rules without an effect there are left out. */
  has(rule: SecurityGroupRuleSpec): boolean;
}

/**
 * Security groups as maps, sets and chains of an inet table. A packet of a new connection goes by its address to the
 * chain of its port's *combination* of groups, so a thousand ports with the same groups cost one chain. Sources pass
 * `egress_*` first, whose rules hand over to `deliver`, which asks the destination's `ingress_*`. An address that is none
 * of a port's own has those groups that all ports have which may have it. `allowed`: families with maps of such ones.
 */
export function renderGroups(router: RouterSpec): { text: string; allowed: string[] } {
  const combinations = new Combinations(router.groups);
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
      for (const direction of DIRECTIONS) {
        const verdicts = entries.map(
          ({ address, groups }) => `${address} : goto ${direction}_${combinations.numberOf(groups)}`,
        );
        out.push(
          `map ${prefix}${direction}_${family.ip} { type ${family.type} : verdict;${flags}${elements(verdicts)} }`,
        );
      }
      for (const { id, position } of remoteGroups(router)) {
        const members = entries.flatMap(({ address, groups }) => (groups.includes(id) ? [address] : []));
        const name = `${prefix}members_${family.ip}_${position}`;
        out.push(`set ${name} { type ${family.type};${flags}${elements([...new Set(members)])} }`);
      }
    }
  }
  const wording: Wording = {
    family: ({ version }) => `meta nfproto ${version.toLowerCase()}`,
    member: (group, { ip }, side) =>
      ['', ...(allowed.includes(ip) ? ['allowed_'] : [])].map(
        (prefix) => `${ip} ${side} @${prefix}members_${ip}_${group}`,
      ),
    has: () => true,
  };
  out.push(...groupChains(router.groups, wording), ...combinations.chains());
  return { text: out.join('\n'), allowed };
}

/** Of every group its rules. */
export function groupChains(groups: SecurityGroupSpec[], wording: Wording): string[] {
  const index = new Map(groups.map((group, position) => [group.id, position]));
  return groups.flatMap((group, position) =>
    DIRECTIONS.map((direction) => {
      const verdict = direction === 'egress' ? 'goto deliver' : 'accept';
      const rules = group.rules.filter((rule) => rule.direction === direction && wording.has(rule));
      const lines = rules.flatMap((rule) => renderMatches(rule, index, wording).map((match) => `${match} ${verdict}`));
      return chain(`${direction}_group_${position}`, [...new Set(lines)]);
    }),
  );
}

/** The combinations of groups that ports have, by numbers that are given as they are met. */
export class Combinations {
  readonly #index: Map<string, number>;
  readonly #numbers = new Map<string, number>();

  constructor(groups: SecurityGroupSpec[]) {
    this.#index = new Map(groups.map((group, position) => [group.id, position]));
  }

  numberOf(groups: string[]): number {
    const known = groups.flatMap((group) => this.#index.get(group) ?? []);
    const key = [...new Set(known)].sort((a, b) => a - b).join(' ');
    const number = this.#numbers.get(key) ?? this.#numbers.size;
    this.#numbers.set(key, number);
    return number;
  }

  /** Of every combination the chains of its groups, one after the other. */
  chains(): string[] {
    return [...this.#numbers].flatMap(([key, number]) => {
      const groups = key === '' ? [] : key.split(' ');
      return DIRECTIONS.map((direction) => {
        const jumps = groups.map((group) => `jump ${direction}_group_${group}`);
        return chain(`${direction}_${number}`, jumps);
      });
    });
  }
}

/** The groups that rules name as the other side. */
export function remoteGroups(router: RouterSpec): { id: string; position: number }[] {
  const used = new Set(router.groups.flatMap((group) => group.rules.flatMap((rule) => rule.remoteGroup ?? [])));
  return router.groups.flatMap(({ id }, position) => (used.has(id) ? [{ id, position }] : []));
}

/** A rule as matches of which one is enough. */
function renderMatches(rule: SecurityGroupRuleSpec, index: Map<string, number>, wording: Wording): string[] {
  const family = FAMILIES.find((each) => each.version === rule.ethertype) ?? FAMILIES[0];
  const side = rule.direction === 'ingress' ? 'saddr' : 'daddr';
  const others =
    rule.remoteGroup === null
      ? [rule.cidr === null ? [] : [`${family.ip} ${side} ${rule.cidr}`]]
      : wording.member(index.get(rule.remoteGroup) ?? -1, family, side).map((match) => [match]);
  return others.map((other) => [wording.family(family), ...other, ...renderProtocol(rule, family)].join(' '));
}

function renderProtocol({ protocol, fromPort, toPort }: SecurityGroupRuleSpec, family: Family): string[] {
  if (protocol === null) return [];
  if (protocol === 'icmp')
    return [
      `meta l4proto ${family.protocol}`,
      ...(fromPort === null ? [] : [`${family.icmp} type ${fromPort}`]),
      ...(toPort === null ? [] : [`${family.icmp} code ${toPort}`]),
    ];
  // With one end only, that port alone: a rule never opens more than it says.
  const [first, last] = [fromPort ?? toPort, toPort ?? fromPort];
  const ports = first === last ? first : `${first}-${last}`;
  return [`meta l4proto ${protocol}`, ...(ports === null ? [] : [`${protocol} dport ${ports}`])];
}

const chain = (name: string, lines: string[]) => `chain ${name} {\n${lines.map((line) => `  ${line}\n`).join('')}}`;
