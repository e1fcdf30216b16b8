import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { NetworkSpec, PortSpec, RouterSpec } from '../../driver.ts';
import type { HostNames } from '../host.ts';
import type { Link, Links, Route } from './kernel.ts';
import { canonical } from './addresses.ts';
import { EXTERNAL_LINK, ipv4Of, ownIpv6 } from './ruleset.ts';

export const TAP = /^tap[0-9a-f]{12}$/;
const BRIDGE = /^br\d{1,3}$/;
/** Of the bridge port of a guest. */
const FLAGS = [
  ['isolated', false],
  ['learning', false],
  ['flood', false],
  ['bcast_flood', false],
  ['mcast_flood', true],
] as const;

/** True when the namespace has exactly the interfaces that the spec asks for, all in service. */
export function isIntact(found: Links, spec: RouterSpec, names: HostNames): boolean {
  const wanted = new Set([
    ...spec.networks.map((each) => names.bridge(each.slot)),
    ...spec.ports.map((each) => names.tap(each.id)),
  ]);
  const ours = [...found.keys()].filter((name) => TAP.test(name) || BRIDGE.test(name));
  const bridges = bridgesOf(spec, names);
  return (
    found.get(EXTERNAL_LINK)?.flags.includes('UP') === true &&
    ours.length === wanted.size &&
    ours.every((name) => wanted.has(name) && found.get(name)?.flags.includes('UP')) &&
    spec.ports.every((port) => found.get(names.tap(port.id))?.master === bridges.get(port.network))
  );
}

/** The names of the interfaces of the spec that are there as they should be, in service. */
export function intactLinks(spec: RouterSpec, names: HostNames, found: Links): string[] {
  const bridges = bridgesOf(spec, names);
  const taps = spec.ports
    .filter((port) => {
      const link = found.get(names.tap(port.id));
      return link?.master === bridges.get(port.network) && isGuarded(link);
    })
    .map((port) => names.tap(port.id));
  return [EXTERNAL_LINK, ...bridges.values(), ...taps].filter((name) => found.get(name)?.flags.includes('UP'));
}

/** True of a bridge port as `tapCommands` makes it. */
function isGuarded(link: Link | undefined): boolean {
  const slave = link?.linkinfo?.info_slave_data;
  return FLAGS.every(([flag, on]) => slave?.[flag] === on);
}

/** Name of the bridge of each network. */
function bridgesOf(spec: RouterSpec, names: HostNames): Map<string, string> {
  return new Map(spec.networks.map((network) => [network.id, names.bridge(network.slot)]));
}

/** `ip` commands that turn the interfaces that are there into those of the spec. */
export function linkCommands(spec: RouterSpec, names: HostNames, found: Links): string[] {
  const bridges = bridgesOf(spec, names);
  const taps = new Map(spec.ports.map((port) => [names.tap(port.id), port]));
  const stale = [...found.keys()].filter(
    (name) => (TAP.test(name) && !taps.has(name)) || (BRIDGE.test(name) && ![...bridges.values()].includes(name)),
  );
  return [
    ...stale.map((name) => `link del ${name}`),
    ...spec.networks.flatMap((network) => bridgeCommands(spec, network, names, found)),
    ...spec.ports.flatMap((port) =>
      tapCommands(port, names, bridges.get(port.network) ?? '', found.get(names.tap(port.id))),
    ),
  ];
}

function bridgeCommands(spec: RouterSpec, network: NetworkSpec, names: HostNames, found: Links): string[] {
  const bridge = names.bridge(network.slot);
  const present = presentAddresses(found.get(bridge));
  const wanted = gateways(network);
  // A bridge without a MAC of its own takes one of its ports', and the guests' gateway would change under them.
  const mac = stableMac(`${spec.id}/${network.id}`);
  const make = `link add ${bridge} address ${mac} type bridge forward_delay 0 stp_state 0 mcast_snooping 0`;
  return [
    ...(found.has(bridge) ? [] : [make]),
    ...present.filter((each) => !wanted.includes(each)).map((each) => `addr del ${each} dev ${bridge}`),
    ...wanted.filter((each) => !isV6(each) && !present.includes(each)).map((each) => `addr add ${each} dev ${bridge}`),
    `link set ${bridge} up`,
  ];
}

const isV6 = (text: string) => text.includes(':');

/** The addresses of a bridge that are ours: the kernel gives it its link-local one. */
const presentAddresses = (link: Link | undefined) =>
  link?.addr_info.filter((each) => !each.local.startsWith('fe80:')).map((each) => `${each.local}/${each.prefixlen}`) ??
  [];

/** The addresses of a network's bridge, with their prefixes. */
export const gateways = (network: NetworkSpec) =>
  network.subnets.map((subnet) => `${canonical(subnet.gateway)}/${subnet.cidr.split('/')[1]}`);

/** True when a network has IPv6, which is off on every other bridge. */
export const hasIpv6 = (network: NetworkSpec) => network.subnets.some((subnet) => isIPv6(subnet.gateway));

/** `ip` commands that give bridges their IPv6 addresses, once IPv6 is on there. They are ours: nobody is asked first. */
export function ipv6Commands(spec: RouterSpec, names: HostNames, found: Links): string[] {
  return spec.networks.flatMap((network) => {
    const present = presentAddresses(found.get(names.bridge(network.slot)));
    const missing = gateways(network).filter((each) => isV6(each) && !present.includes(each));
    return missing.map((each) => `addr add ${each} dev ${names.bridge(network.slot)} nodad`);
  });
}

/**
 * Every packet between guests passes the router, where connections are tracked and filtered: nothing of a port is flooded to
 * others but multicast, which the ruleset judges with all else that would go from port to port. The router reaches all.
 */
function tapCommands(port: PortSpec, names: HostNames, bridge: string, found: Link | undefined): string[] {
  const [tap, uid] = [names.tap(port.id), names.guestUid(port.guestSlot)];
  const foreign = found?.linkinfo?.info_kind === 'tun' && found.linkinfo.info_data?.user !== uid;
  const kept = foreign ? undefined : found;
  const enslaved = kept?.master === bridge;
  const guarded = enslaved && isGuarded(kept);
  const flags = FLAGS.map(([flag, on]) => `${flag} ${on ? 'on' : 'off'}`).join(' ');
  return [
    ...(foreign ? [`link del ${tap}`] : []),
    ...(kept === undefined ? [`tuntap add ${tap} mode tap user ${uid}`] : []),
    ...(kept?.ifalias === port.id ? [] : [`link set ${tap} alias ${port.id}`]),
    ...(enslaved ? [] : [`link set ${tap} down`, `link set ${tap} master ${bridge}`]),
    ...(guarded ? [] : [`link set ${tap} type bridge_slave ${flags}`]),
    ...(enslaved && kept.flags.includes('UP') ? [] : [`link set ${tap} up`]),
  ];
}

/** The forwarding entries of a spec: `mac dev tap`. */
export const staticForwarding = (spec: RouterSpec, names: HostNames): string[] =>
  spec.ports.map((port) => `${port.mac} dev ${names.tap(port.id)}`);

/** `bridge` commands: each MAC is known at its tap, for ports neither learn nor flood. */
export function forwardingCommands(
  spec: RouterSpec,
  names: HostNames,
  present: { mac: string; ifname: string; state?: string }[],
): string[] {
  const wanted = new Set(staticForwarding(spec, names));
  const taps = new Set(spec.ports.map((port) => names.tap(port.id)));
  const ours = present
    .filter((each) => each.state === 'static')
    .map((each) => ({ ...each, key: `${each.mac} dev ${each.ifname}` }));
  const known = new Set(ours.map((each) => each.key));
  return [
    ...ours
      .filter((each) => taps.has(each.ifname) && !wanted.has(each.key))
      .map((each) => `fdb del ${each.key} master`),
    ...[...wanted].filter((each) => !known.has(each)).map((each) => `fdb replace ${each} master static`),
  ];
}

/** `ip` commands: each address of a port is its MAC's, whatever ARP or neighbour discovery says. */
export function neighbourCommands(
  spec: RouterSpec,
  names: HostNames,
  present: { dst: string; dev: string; lladdr: string }[],
): string[] {
  const bridges = bridgesOf(spec, names);
  const wanted = new Map<string, string>(
    spec.ports.flatMap((port) =>
      [...ipv4Of(port), ...ownIpv6(port)].map(
        (address) => [`${address} dev ${bridges.get(port.network)}`, port.mac] as const,
      ),
    ),
  );
  const withIpv6 = new Set(spec.networks.filter(hasIpv6).map((network) => bridges.get(network.id)));
  // Where IPv6 was turned off, its neighbours are gone.
  const left = present.filter((each) => !isV6(each.dst) || withIpv6.has(each.dev));
  const known = new Map(left.map((each) => [`${each.dst} dev ${each.dev}`, each.lladdr]));
  const gone = [...known.keys()].filter(
    (key) => !wanted.has(key) && [...bridges.values()].some((bridge) => key.endsWith(` ${bridge}`)),
  );
  return [
    ...gone.map((key) => `neigh del ${key}`),
    ...[...wanted]
      .filter(([key, mac]) => known.get(key) !== mac)
      .map(([key, mac]) => `neigh replace ${key.replace(' dev', ` lladdr ${mac} dev`)} nud permanent`),
  ];
}

/** The host routes of a spec, but those that lead to the router itself. */
export function hostRoutes(
  spec: RouterSpec,
  names: HostNames,
): { destination: string; nexthop: string; dev: string }[] {
  return spec.networks.flatMap((network) =>
    network.subnets.flatMap(({ hostRoutes: routes = [], gateway }) =>
      routes
        .filter(({ nexthop }) => nexthop !== gateway)
        .map((route) => ({ ...route, dev: names.bridge(network.slot) })),
    ),
  );
}

/** `ip` commands: the routes to subnets, which the kernel makes with the address of a bridge and nobody else makes again. */
export function subnetRouteCommands(spec: RouterSpec, names: HostNames, present: Route[]): string[] {
  return spec.networks.flatMap((network) =>
    network.subnets
      .filter(({ cidr, gateway }) => !isIPv6(gateway) && !present.some(({ dst }) => dst === cidr))
      .map(
        ({ cidr, gateway }) =>
          `route replace ${cidr} dev ${names.bridge(network.slot)} proto kernel scope link src ${gateway}`,
      ),
  );
}

/**
 * `ip` commands: the router itself follows host routes, for guests send all to it. They yield to the routes to subnets,
 * which have a metric of 0.
 */
export function hostRouteCommands(spec: RouterSpec, names: HostNames, present: Route[]): string[] {
  const wanted = hostRoutes(spec, names).map(
    ({ destination, nexthop, dev }) => `${destination} via ${nexthop} dev ${dev}`,
  );
  const known = present.flatMap(({ dst, gateway, dev = '', protocol }) =>
    protocol === 'static' && BRIDGE.test(dev)
      ? [`${dst.includes('/') ? dst : `${dst}/32`} via ${gateway} dev ${dev}`]
      : [],
  );
  const attributes = 'proto static metric 1000';
  return [
    ...known.filter((each) => !wanted.includes(each)).map((each) => `route del ${each} ${attributes}`),
    ...wanted.filter((each) => !known.includes(each)).map((each) => `route add ${each} ${attributes}`),
  ];
}

/** A locally administered MAC that is the same after every restart. */
function stableMac(seed: string): string {
  const digits = createHash('sha256').update(seed).digest('hex').slice(0, 10);
  return ['02', ...(digits.match(/../g) ?? [])].join(':');
}
