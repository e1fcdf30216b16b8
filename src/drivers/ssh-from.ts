import type { PortSpec, RouterSpec } from './driver.ts';

/** From where the rules of a port's groups let TCP port 22 in: blocks, and ids of groups. */
export function sshFrom(spec: Pick<RouterSpec, 'groups'>, port: Pick<PortSpec, 'groups'>): string[] {
  const rules = spec.groups.filter((group) => port.groups.includes(group.id)).flatMap((group) => group.rules);
  const open = rules.filter(
    ({ direction, protocol, fromPort, toPort }) =>
      direction === 'ingress' &&
      (protocol === null ||
        (protocol === 'tcp' && (fromPort ?? toPort ?? 22) <= 22 && (toPort ?? fromPort ?? 22) >= 22)),
  );
  const anywhere = (ethertype: string) => (ethertype === 'IPv4' ? '0.0.0.0/0' : '::/0');
  return [...new Set(open.map((rule) => rule.cidr ?? rule.remoteGroup ?? anywhere(rule.ethertype)))];
}
