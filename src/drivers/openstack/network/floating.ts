import { Problem } from '../../../common/problem.ts';
import type { RouterSpec } from '../../driver.ts';
import type { Network, Thing } from '../client/network.ts';
import type { Names } from '../names.ts';

type FloatingIp = Thing<'floatingip'>;

/**
 * Has each port have the floating IP that it is to have; those that none has stay in stock. `ports` leads from our ids to
 * neutron's.
 */
export async function syncFloatingIps(
  network: Network,
  names: Names,
  spec: RouterSpec,
  ports: ReadonlyMap<string, string>,
): Promise<void> {
  const wanted = new Map<string, string>();
  for (const { id, floatingIp } of spec.ports) {
    const port = ports.get(id);
    if (floatingIp !== null && port !== undefined) wanted.set(floatingIp, port);
  }
  const all = await stock(network, names);
  const ours = new Set(ports.values());
  // a port has one: what goes makes room, unless it is led to its new port in one act
  const taken = new Set(all.flatMap(({ port_id: port }) => port ?? []));
  for (const floating of all) {
    const { id, port_id: port, floating_ip_address: address } = floating;
    const to = wanted.get(address);
    if (port === null || !ours.has(port) || to === port || (to !== undefined && !taken.has(to))) continue;
    await network.update('floatingip', id, { port_id: null });
    floating.port_id = null;
  }
  for (const [address, port] of wanted) {
    const floating = all.find((each) => each.floating_ip_address === address) ?? missing(address);
    // from one port to the other at once
    if (floating.port_id !== port) await network.update('floatingip', floating.id, { port_id: port });
  }
}

/** Takes off what is on these ports. */
export async function releaseFloatingIps(network: Network, ports: ReadonlySet<string>): Promise<void> {
  for (const { id, port_id } of await network.list('floatingip')) {
    if (port_id !== null && ports.has(port_id)) await network.update('floatingip', id, { port_id: null });
  }
}

/** Has at least so many, on ports or in stock: a member of a project cannot choose them by their address. */
export async function stockUp(network: Network, names: Names, outside: string, size: number): Promise<void> {
  const there = await stock(network, names);
  for (let count = there.length; count < size; count++) {
    await network.create('floatingip', { floating_network_id: outside, description: names.cloud });
  }
}

/** Ours, whether a port has them or not. */
export async function stock(network: Network, names: Names): Promise<FloatingIp[]> {
  return (await network.list('floatingip')).filter(({ description }) => description === names.cloud);
}

function missing(address: string): never {
  const message = `The floating IP ${address} is not in the OpenStack any more: somebody else has released it.`;
  throw new Problem('openstack-failed', message, 'Detach it from the VM, and take another one.');
}
