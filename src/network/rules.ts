import type { Selectable } from 'kysely';
import type { FieldErrors } from '../common/field-errors.ts';
import type { Schema } from '../db/index.ts';
import { parsePrefix, prefixText } from '../common/prefix.ts';

/** A rule as it comes: Waldur's clients leave out, send null, '' and -1 for "any". References are UUIDs by now. */
export interface RuleDraft {
  /** Of the rule of the group that gets this content. */
  id?: number | null | undefined;
  direction?: 'ingress' | 'egress' | undefined;
  ethertype?: 'IPv4' | 'IPv6' | undefined;
  protocol?: string | number | null | undefined;
  from_port?: number | null | undefined;
  to_port?: number | null | undefined;
  cidr?: string | null | undefined;
  remote_group?: string | null | undefined;
  description?: string | undefined;
}

export type Rule = Omit<Selectable<Schema['security_group_rule']>, 'id' | 'security_group'>;

type Path = (string | number)[];

const protocols: Record<string, Rule['protocol']> = {
  '': null,
  any: null,
  all: null,
  '-1': null,
  tcp: 'tcp',
  '6': 'tcp',
  udp: 'udp',
  '17': 'udp',
  icmp: 'icmp',
  '1': 'icmp',
  icmpv6: 'icmp',
  'ipv6-icmp': 'icmp',
  '58': 'icmp',
};
const onlyIPv6 = ['icmpv6', 'ipv6-icmp', '58'];

/** Checks a rule and brings it into one form; every fault is named at its field below `at`. */
export function readRule(draft: RuleDraft, at: Path, errors: FieldErrors): Rule {
  const block = readBlock(draft, at, errors);
  const word = String(draft.protocol ?? '').toLowerCase();
  const ethertype = draft.ethertype ?? block?.ethertype ?? (onlyIPv6.includes(word) ? 'IPv6' : 'IPv4');
  if (!Object.hasOwn(protocols, word)) {
    errors.add([...at, 'protocol'], `"${word}" is not known. Use tcp, udp, icmp, or "any".`);
  } else if (onlyIPv6.includes(word) && ethertype === 'IPv4') {
    errors.add([...at, 'protocol'], 'ICMPv6 goes with ethertype IPv6. Use icmp for IPv4.');
  }
  if (block !== null && block.ethertype !== ethertype) {
    errors.add([...at, 'cidr'], `${block.cidr} does not go with ethertype ${ethertype}. Change one of both.`);
  }
  const protocol = protocols[word] ?? null;
  return {
    direction: draft.direction ?? 'ingress',
    ethertype,
    protocol,
    ...readPorts(draft, protocol, at, errors),
    cidr: block?.cidr ?? null,
    remote_group: draft.remote_group ?? null,
    description: draft.description ?? '',
  };
}

function readBlock({ cidr, remote_group }: RuleDraft, at: Path, errors: FieldErrors) {
  if (cidr === undefined || cidr === null || cidr === '') return null;
  const prefix = parsePrefix(cidr);
  if (typeof prefix === 'string') {
    errors.add([...at, 'cidr'], prefix);
    return null;
  }
  if (remote_group !== undefined && remote_group !== null) {
    errors.add([...at, 'cidr'], 'A rule has either a cidr or a remote_group. Make two rules of it.');
  }
  return { cidr: prefixText(prefix), ethertype: prefix.version === 4 ? ('IPv4' as const) : ('IPv6' as const) };
}

function readPorts(draft: RuleDraft, protocol: Rule['protocol'], at: Path, errors: FieldErrors) {
  const read = (field: 'from_port' | 'to_port'): number | null => {
    const value = draft[field] ?? -1;
    return value === -1 ? null : value;
  };
  const from = read('from_port');
  // one port is a range of one; for icmp the first is the type and the second the code
  const to = read('to_port') ?? (protocol === 'icmp' ? null : from);
  if (from === null && to !== null) {
    errors.add([...at, 'from_port'], 'Is needed beside to_port.');
  } else if (protocol === null && from !== null) {
    errors.add([...at, 'from_port'], 'Ports need a protocol: tcp or udp.');
  }
  const most = protocol === 'icmp' ? 255 : 65_535;
  const least = protocol === 'icmp' ? 0 : 1;
  for (const [field, value] of [
    ['from_port', from],
    ['to_port', to],
  ] as const) {
    if (value !== null && (value < least || value > most)) {
      errors.add([...at, field], `Must lie between ${least} and ${most}; -1 or null stands for any.`);
    }
  }
  if (protocol !== 'icmp' && from !== null && to !== null && from > to) {
    errors.add([...at, 'to_port'], `Lies before from_port ${from}. Turn them round.`);
  }
  return { from_port: from, to_port: to };
}
