import { isIPv6 } from 'node:net';
import type { PortSpec, RouterSpec } from '../../driver.ts';
import { ipv4Of, ipv6Of } from './ruleset.ts';

const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
/** The domain of VMs inside their project, told to guests as search domain: many resolvers ask nobody for a single word. */
export const DOMAIN = 'slipway.internal';

/** The addresses that the DHCP server gives a port: the first IPv4 one and all of IPv6. */
export const served = (port: PortSpec) => [...ipv4Of(port).slice(0, 1), ...ipv6Of(port)];

/** The first port of each guest, with the name that leads there. */
export function namedPorts({ ports }: RouterSpec): { port: PortSpec; name: string }[] {
  return [...Map.groupBy(ports, ({ guest }) => guest).values()].flatMap(([port]) => {
    const name = port?.hostname.split('.')[0] ?? '';
    return port !== undefined && NAME.test(name) ? [{ port, name }] : [];
  });
}

/** The DHCP server's hosts: MAC, addresses, name. */
export function renderHosts(spec: RouterSpec): string {
  const nameOf = new Map(namedPorts(spec).map(({ port, name }) => [port, name]));
  const lines = spec.ports.flatMap((port) => {
    const addresses = served(port).map((address) => (isIPv6(address) ? `[${address}]` : address));
    return addresses.length === 0 ? [] : [[port.mac, ...addresses, nameOf.get(port) ?? []].flat().join(',')];
  });
  return lines.map((line) => `${line}\n`).join('');
}

/** The DNS server's. Names come from what the project has, not from leases: these come and go, and the latest one would have the name. */
export function renderNames(spec: RouterSpec): string {
  const lines = namedPorts(spec).flatMap(({ port, name }) =>
    served(port).map((address) => `${address} ${name}.${DOMAIN} ${name}\n`),
  );
  return lines.join('');
}
