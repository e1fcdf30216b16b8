import type { Selectable } from 'kysely';
import type { FieldErrors } from '../common/field-errors.ts';
import type { Schema } from '../db/index.ts';
import { parsePrefix, prefixText } from '../common/prefix.ts';
import type { SecurityGroupRuleSpec } from '../drivers/driver.ts';

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

const any = ['', 'any', 'all', '-1'];
const onlyIPv6 = ['icmpv6', 'ipv6-icmp', '58'];

/** Protocols by the names that IANA and Neutron have for them, beside ICMP, which is another one in each family. */
const numbers: Record<string, number> = {
  igmp: 2,
  ipip: 4,
  tcp: 6,
  egp: 8,
  udp: 17,
  dccp: 33,
  rsvp: 46,
  gre: 47,
  esp: 50,
  ah: 51,
  ospf: 89,
  vrrp: 112,
  pgm: 113,
  sctp: 132,
  udplite: 136,
};
const names = new Map(Object.entries(numbers).map(([name, number]) => [number, name]));

/** The name of a protocol, or its number if we know none; null: any; undefined: this is none. */
function protocolOf(word: string): Rule['protocol'] | undefined {
  if (any.includes(word)) return null;
  if (word === 'icmp' || word === '1' || onlyIPv6.includes(word)) return 'icmp';
  if (Object.hasOwn(numbers, word)) return word;
  const number = /^\d{1,3}$/.test(word) ? Number(word) : 256;
  return number > 255 ? undefined : rowProtocol(number);
}

/** As a row has what a backend was told. */
export function rowProtocol(protocol: SecurityGroupRuleSpec['protocol']): Rule['protocol'] {
  return typeof protocol === 'number' ? (names.get(protocol) ?? String(protocol)) : protocol;
}

/** As a backend wants the protocol of a rule: what is neither TCP, UDP nor ICMP by its number. */
export function backendProtocol(protocol: string): SecurityGroupRuleSpec['protocol'] {
  if (protocol === 'tcp' || protocol === 'udp' || protocol === 'icmp') return protocol;
  return numbers[protocol] ?? Number(protocol);
}

/** Checks a rule and brings it into one form; every fault is named at its field below `at`. */
export function readRule(draft: RuleDraft, at: Path, errors: FieldErrors): Rule {
  const block = readBlock(draft, at, errors);
  const word = String(draft.protocol ?? '').toLowerCase();
  const ethertype = draft.ethertype ?? block?.ethertype ?? (onlyIPv6.includes(word) ? 'IPv6' : 'IPv4');
  const protocol = protocolOf(word);
  if (protocol === undefined) {
    const others = 'the name of another protocol such as vrrp, a number from 0 to 255';
    errors.add([...at, 'protocol'], `"${word}" is not known. Use tcp, udp, icmp, ${others}, or "any".`);
  } else if (onlyIPv6.includes(word) && ethertype === 'IPv4') {
    errors.add([...at, 'protocol'], 'ICMPv6 goes with ethertype IPv6. Use icmp for IPv4.');
  }
  if (block !== null && block.ethertype !== ethertype) {
    errors.add([...at, 'cidr'], `${block.cidr} does not go with ethertype ${ethertype}. Change one of both.`);
  }
  return {
    direction: draft.direction ?? 'ingress',
    ethertype,
    protocol: protocol ?? null,
    ...readPorts(draft, protocol ?? null, at, errors),
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
  } else if (from !== null && !['tcp', 'udp', 'icmp'].includes(protocol ?? '')) {
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
