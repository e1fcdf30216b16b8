import type { Schemas } from '../api/client.ts';

type Rule = Schemas['SecurityGroupRule'];

/** A rule as a sentence: "in, tcp 443, from anywhere". */
export function sentence(rule: Rule): string {
  const { direction, ethertype, protocol, from_port: from, to_port: to, cidr, remote_group_name: group } = rule;
  const [way, other] = direction === 'ingress' ? ['in', 'from'] : ['out', 'to'];
  const ports = from === null || from === -1 ? '' : from === to ? ` ${from}` : ` ${from}-${to}`;
  const anywhere = cidr === null || cidr.endsWith('/0');
  const side = group !== null ? `the group ${group}` : anywhere ? 'anywhere' : cidr;
  return `${way}, ${ethertype === 'IPv6' ? 'IPv6 ' : ''}${protocol || 'anything'}${ports}, ${other} ${side}`;
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
