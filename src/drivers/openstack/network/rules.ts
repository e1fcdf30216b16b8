import type { SecurityGroupRuleSpec } from '../../driver.ts';
import type { Network, Thing } from '../client/network.ts';

type Rule = Thing<'security-group-rule'>;
type RuleFields = Omit<Rule, 'id'>;

/**
 * Has a group have these rules and no other. New ones come before old ones go: for a moment both are in force, never none.
 * `groups` leads from our ids to neutron's.
 */
export async function syncRules(
  network: Network,
  group: string,
  rules: SecurityGroupRuleSpec[],
  there: Rule[],
  groups: ReadonlyMap<string, string>,
): Promise<void> {
  const wanted = new Map(rules.map((rule) => fieldsOf(rule, group, groups)).map((fields) => [meaning(fields), fields]));
  const known = new Map(there.map((rule) => [meaning(rule), rule]));
  const come = [...wanted].flatMap(([key, fields]) => (known.has(key) ? [] : [fields]));
  await network.createAll('security-group-rule', come);
  for (const [key, { id }] of known) if (!wanted.has(key)) await network.delete('security-group-rule', id);
}

function fieldsOf(rule: SecurityGroupRuleSpec, group: string, groups: ReadonlyMap<string, string>): RuleFields {
  const { direction, ethertype, protocol, fromPort, toPort, cidr, remoteGroup } = rule;
  const isIcmp6 = protocol === 'icmp' && ethertype === 'IPv6';
  return {
    security_group_id: group,
    direction,
    ethertype,
    protocol: isIcmp6 ? 'ipv6-icmp' : protocol === null ? null : String(protocol),
    port_range_min: fromPort,
    port_range_max: toPort,
    remote_ip_prefix: cidr,
    remote_group_id: remoteGroup === null ? null : (groups.get(remoteGroup) ?? null),
  };
}

/** Neutron takes two rules for one that mean the same: no prefix is everywhere. */
function meaning(rule: RuleFields): string {
  const { direction, ethertype, protocol, port_range_min, port_range_max, remote_ip_prefix, remote_group_id } = rule;
  const prefix = remote_ip_prefix === '0.0.0.0/0' || remote_ip_prefix === '::/0' ? null : remote_ip_prefix;
  return JSON.stringify([direction, ethertype, protocol, port_range_min, port_range_max, prefix, remote_group_id]);
}
