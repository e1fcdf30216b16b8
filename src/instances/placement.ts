import type { ServerGroupPolicy } from '../db/index.ts';

/**
 * Whether the VMs of a server group may stand so: `members` says how many of them are on each host. The rule is Nova's: affinity
 * is one host, anti-affinity a host for each; the soft policies are wishes, which any placement may miss.
 */
export function mayStand(policy: ServerGroupPolicy, members: readonly number[]): boolean {
  if (policy === 'affinity') return members.filter((count) => count > 0).length <= 1;
  if (policy === 'anti-affinity') return members.every((count) => count <= 1);
  return true;
}

/** The hosts, by their places in `members`, that may take one more VM of a server group. */
export function hostsFor(policy: ServerGroupPolicy, members: readonly number[]): number[] {
  return [...members.keys()].filter((host) => mayStand(policy, members.with(host, (members[host] ?? 0) + 1)));
}
