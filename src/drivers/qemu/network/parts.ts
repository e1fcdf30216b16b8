import { isIPv6 } from 'node:net';
import type { Part, RouterSpec, WantedGuest } from '../../driver.ts';
import type { HostNames } from '../host.ts';
import { listed } from '../parts.ts';
import { externalAddress, routerAddress } from './addresses.ts';
import { routerFiles } from './dnsmasq.ts';
import { gateways, hostRoutes, staticForwarding } from './interfaces.ts';
import { externalDestinations, parameters, routerLink } from './router.ts';
import { EXTERNAL_LINK, renderRuleset } from './ruleset.ts';
import { specFile } from './specs.ts';

/** How parts are called, by those who want them and by those who find them. */
export const words = {
  interface: (place: string, link: string) => `${place}/${link}`,
  address: (place: string, link: string, address: string) => `${address} on ${place}/${link}`,
  route: (place: string, { dst, gateway, dev, type }: { dst: string; gateway?: string; dev?: string; type?: string }) =>
    `${type === 'unreachable' ? 'unreachable ' : ''}${dst}${gateway === undefined ? '' : ` via ${gateway}`}${dev === undefined ? '' : ` dev ${dev}`} in ${place}`,
  forwarding: (place: string, entry: string) => `${entry} in ${place}`,
  setting: (place: string, key: string, value: string) => `${key}=${value} in ${place}`,
  rules: (place: string, table: string) => `${table} in ${place}`,
  server: (place: string) => `dnsmasq in ${place}`,
  card: (place: string, tap: string) => `QEMU behind ${place}/${tap}`,
};

/** The tables of a ruleset: `table inet filter`. */
export const tablesOf = (ruleset: string): string[] => [
  ...new Set([...ruleset.matchAll(/^(table \S+ \S+) \{/gm)].map((match) => match[1] ?? '')),
];

/**
 * All that the network of a project consists of. Not its permanent neighbours: the DHCP server makes ordinary ones of them,
 * and a guest answers for itself then.
 */
export function routerParts(spec: RouterSpec, names: HostNames): Part[] {
  const place = names.routerNamespace(spec.id);
  const external = names.externalNamespace;
  const [link, own, outside] = [routerLink(spec.slot), routerAddress(spec.slot), externalAddress(names.settings.cloud)];
  const bridged = spec.networks.map((network) => ({ network, bridge: names.bridge(network.slot) }));
  const subnets = bridged.flatMap(({ network, bridge }) => network.subnets.map((subnet) => ({ ...subnet, bridge })));
  const served = subnets.length > 0;
  const details: Partial<Record<Part['kind'], string[]>> = {
    namespace: [place],
    interface: [
      words.interface(external, link),
      ...[EXTERNAL_LINK, ...bridged.map(({ bridge }) => bridge), ...spec.ports.map(({ id }) => names.tap(id))].map(
        (name) => words.interface(place, name),
      ),
    ],
    address: [
      words.address(external, link, outside),
      words.address(place, EXTERNAL_LINK, own),
      ...bridged.flatMap(({ network, bridge }) => gateways(network).map((each) => words.address(place, bridge, each))),
    ],
    route: [
      words.route(place, { dst: 'default', gateway: outside, dev: EXTERNAL_LINK }),
      ...subnets
        .filter(({ gateway }) => !isIPv6(gateway))
        .map(({ cidr, bridge }) => words.route(place, { dst: cidr, dev: bridge })),
      ...hostRoutes(spec, names).map(({ destination, nexthop, dev }) =>
        words.route(place, { dst: destination.replace(/\/32$/, ''), gateway: nexthop, dev }),
      ),
      ...externalDestinations(spec).map((dst) => words.route(external, { dst, gateway: own, dev: link })),
    ],
    forwarding: staticForwarding(spec, names).map((entry) => words.forwarding(place, entry)),
    setting: Object.entries(parameters(spec, names)).map(([key, value]) => words.setting(place, key, String(value))),
    rules: tablesOf(renderRuleset(spec, names)).map((table) => words.rules(place, table)),
    process: served ? [words.server(place)] : [],
    file: [specFile(names, spec.id), ...(served ? routerFiles(names, spec.id) : [])],
  };
  return listed('router', spec.id, details);
}

/** The host's ends of the cards of a guest. */
export function cardParts(guest: WantedGuest, names: HostNames): Part[] {
  const place = names.routerNamespace(guest.router);
  return listed('guest', guest.id, { interface: guest.ports.map((port) => words.card(place, names.tap(port.id))) });
}
