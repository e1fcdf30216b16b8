import type { Schemas } from '../api/client.ts';

type Rule = Schemas['SecurityGroupRule'];

/** A rule as a sentence: "in, tcp 443, from anywhere". */
export function sentence(rule: Rule): string {
  const { direction, ethertype, protocol, from_port: from, to_port: to, cidr, remote_group_name: group } = rule;
  const [way, other] = direction === 'ingress' ? ['in', 'from'] : ['out', 'to'];
  const ports = from === null || from === -1 ? '' : from === to ? ` ${from}` : ` ${from}-${to}`;
  const anywhere = cidr === null || cidr.endsWith('/0');
  const side = group !== undefined ? `the group ${group}` : anywhere ? 'anywhere' : cidr;
  return `${way}, ${ethertype === 'IPv6' ? 'IPv6 ' : ''}${protocol || 'anything'}${ports}, ${other} ${side}`;
}

/** Rules as sentences; two that differ by the family of their addresses alone are one. */
export function sentences(rules: Rule[]): string[] {
  const said = new Set(rules.map(sentence));
  return [...said].flatMap((words) => {
    const other = words.includes(', IPv6 ') ? words.replace(', IPv6 ', ', ') : words.replace(', ', ', IPv6 ');
    if (!said.has(other)) return [words];
    return words.includes(', IPv6 ') ? [] : [`${words}, by IPv4 and IPv6`];
  });
}

/** A rule that is there, as it is sent to stay. */
export function kept(rule: Rule): Schemas['SecurityGroupRuleRequest'] {
  return { id: rule.id, ...copied(rule) };
}

/** The same rule for another group. */
export function copied(rule: Rule): Schemas['SecurityGroupRuleRequest'] {
  const { direction, ethertype, protocol, from_port: from, to_port: to, cidr, remote_group: group, description } = rule;
  const other = group === null ? { cidr } : { remote_group: group };
  return { direction, ethertype, protocol, from_port: from, to_port: to, description, ...other };
}

/** Whether a rule lets in TCP to a port from anybody outside. */
export function lets(
  { direction, protocol, from_port: from, to_port: to, remote_group: group }: Rule,
  port: number,
): boolean {
  if (direction !== 'ingress' || group !== null || (protocol !== 'tcp' && protocol !== '' && protocol !== null))
    return false;
  return from === null || from === -1 || (from <= port && port <= (to ?? from));
}
