import { refusedBy } from './answers.ts';
import type { Thing, World } from './world.ts';

/** What a group begins with: everything out. */
export function firstRules(group: string): Record<string, unknown>[] {
  return ['IPv4', 'IPv6'].map((ethertype) => ({ security_group_id: group, direction: 'egress', ethertype }));
}

/** A group has each rule once; no prefix is the same as everywhere. */
export function checkRule(world: World, rule: Thing): void {
  const same = [...world.things('security_group_rule').values()].find((each) => meaning(each) === meaning(rule));
  if (same === undefined) return;
  throw refusedBy('SecurityGroupRuleExists', `Security group rule already exists. Rule id is ${same.id}.`);
}

function meaning(rule: Thing): string {
  const prefix = rule['remote_ip_prefix'];
  const anywhere = prefix === '0.0.0.0/0' || prefix === '::/0' ? null : prefix;
  const words = ['security_group_id', 'direction', 'ethertype', 'protocol', 'port_range_min', 'port_range_max'];
  return JSON.stringify([...words.map((word) => rule[word]), rule['remote_group_id'], anywhere]);
}
