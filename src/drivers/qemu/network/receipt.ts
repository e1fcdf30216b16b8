import type { RouterSpec } from '../../driver.ts';
import type { HostNames } from '../host.ts';

/** What a guest owns in a router, for people. */
export function receiptIn(spec: RouterSpec, guest: string, names: HostNames): { kind: string; detail: string }[] {
  const namespace = names.routerNamespace(spec.id);
  return spec.ports
    .filter((port) => port.guest === guest)
    .flatMap((port) => [
      { kind: 'tap', detail: `${namespace}/${names.tap(port.id)}` },
      ...port.addresses.map(({ address }) => ({ kind: 'address', detail: address })),
      ...port.groups.map((group) => ({ kind: 'rules', detail: `${namespace}: security group ${group}` })),
      ...(port.floatingIp === null ? [] : [{ kind: 'address', detail: `${port.floatingIp} (floating)` }]),
    ]);
}
