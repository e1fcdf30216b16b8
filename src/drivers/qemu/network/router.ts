import type { RouterSpec } from '../../driver.ts';
import type { HostNames } from '../host.ts';
import { callerAddress, externalAddress, routerAddress } from './addresses.ts';
import {
  forwardingCommands,
  hasIpv6,
  hostRouteCommands,
  ipv6Commands,
  linkCommands,
  neighbourCommands,
  subnetRouteCommands,
} from './interfaces.ts';
import {
  applyRuleset,
  batch,
  ensureNamespace,
  forwardingEntries,
  type Links,
  permanentNeighbours,
  routes,
  setParameters,
} from './kernel.ts';
import { EXTERNAL_LINK, ipv4Of, renderRuleset } from './ruleset.ts';

/** The link to a router as the external namespace names it. */
export const routerLink = (slot: number) => `r${slot}`;

/**
 * Makes the namespace of a router what the spec says. The ruleset comes before the interfaces, so a new tap is
 * guarded before its first frame and a removed port is deaf before its tap goes. `inside` is a process of it, if there is one.
 */
export async function applyNamespace(spec: RouterSpec, names: HostNames, inside: number | null): Promise<void> {
  const namespace = names.routerNamespace(spec.id);
  const found = await ensureNamespace(namespace, inside);
  if (!found.has(EXTERNAL_LINK)) await setParameters(namespace, NEW_INTERFACES);
  await ensureExternalLink(spec, names, found);
  await applyRuleset(namespace, renderRuleset(spec, names));
  const [neighbours, entries] = await Promise.all([permanentNeighbours(namespace), forwardingEntries(namespace)]);
  await batch('ip', namespace, linkCommands(spec, names, found));
  await batch('bridge', namespace, forwardingCommands(spec, names, entries));
  await setParameters(namespace, parameters(spec, names));
  await batch('ip', namespace, [...ipv6Commands(spec, names, found), ...neighbourCommands(spec, names, neighbours)]);
  const ways = (await routes(namespace)) ?? [];
  await batch('ip', namespace, [...subnetRouteCommands(spec, names, ways), ...hostRouteCommands(spec, names, ways)]);
  await applyExternalRoutes(spec, names);
}

/** Taps and the external link never speak IPv6 themselves. */
const NEW_INTERFACES = { 'net.ipv6.conf.default.disable_ipv6': 1 };

/**
 * A router that answers ARP for all neighbours, who do not hear it, at once: by default the kernel takes up to 0.8 s. In IPv6 no prefix
 * is advertised as on the link, so guests send all to the router without asking.
 */
export function parameters(spec: RouterSpec, names: HostNames): Record<string, number> {
  const bridges = spec.networks.map((network) => ({ name: names.bridge(network.slot), ipv6: hasIpv6(network) }));
  return {
    'net.ipv4.ip_forward': 1,
    'net.ipv4.conf.all.rp_filter': 1,
    'net.ipv4.conf.all.send_redirects': 0,
    'net.ipv6.conf.all.forwarding': 1,
    'net.bridge.bridge-nf-call-iptables': 0,
    'net.bridge.bridge-nf-call-ip6tables': 0,
    'net.bridge.bridge-nf-call-arptables': 0,
    ...Object.fromEntries(
      bridges.flatMap(({ name, ipv6 }) => [
        [`net.ipv4.conf.${name}.send_redirects`, 0],
        [`net.ipv4.conf.${name}.proxy_arp_pvlan`, 1],
        [`net.ipv4.neigh.${name}.proxy_delay`, 0],
        [`net.ipv6.conf.${name}.accept_dad`, 0],
        [`net.ipv6.conf.${name}.disable_ipv6`, ipv6 ? 0 : 1],
      ]),
    ),
  };
}

/** What the external namespace leads to a router. */
export const externalDestinations = (spec: RouterSpec): string[] => [
  ...new Set(
    spec.ports.flatMap((port) => {
      const caller = callerAddress(port.guestSlot);
      return ipv4Of(port).length === 0 ? [] : port.floatingIp === null ? [caller] : [port.floatingIp, caller];
    }),
  ),
];

/**
 * Floating IPs, and the addresses of callers of the metadata service, are /32 routes of the external namespace; one that
 * moved here leaves its former router.
 */
async function applyExternalRoutes(spec: RouterSpec, names: HostNames): Promise<void> {
  const link = routerLink(spec.slot);
  const present = ((await routes(names.externalNamespace, link)) ?? []).map((route) => route.dst);
  const own = routerAddress(spec.slot);
  const wanted = new Set(externalDestinations(spec));
  const known = new Set(present);
  await batch('ip', names.externalNamespace, [
    ...present.filter((dst) => dst !== own && !wanted.has(dst)).map((dst) => `route del ${dst} dev ${link}`),
    ...[...wanted].filter((dst) => !known.has(dst)).map((dst) => `route replace ${dst} via ${own} dev ${link}`),
  ]);
}

async function ensureExternalLink(spec: RouterSpec, names: HostNames, found: Links): Promise<void> {
  const namespace = names.routerNamespace(spec.id);
  const [link, external, own] = [
    routerLink(spec.slot),
    externalAddress(names.settings.cloud),
    routerAddress(spec.slot),
  ];
  const present = (await routes(names.externalNamespace, link)) !== null;
  if (!present || !found.has(EXTERNAL_LINK)) {
    if (found.has(EXTERNAL_LINK)) await batch('ip', namespace, [`link del ${EXTERNAL_LINK}`]);
    else if (present) await batch('ip', names.externalNamespace, [`link del ${link}`]);
    await batch('ip', names.externalNamespace, [
      `link add ${link} type veth peer name ${EXTERNAL_LINK} netns ${namespace}`,
    ]);
  }
  await batch('ip', names.externalNamespace, [
    `addr replace ${external} peer ${own} dev ${link}`,
    `link set ${link} up`,
  ]);
  await batch('ip', namespace, [
    'link set lo up',
    `addr replace ${own} peer ${external} dev ${EXTERNAL_LINK}`,
    `link set ${EXTERNAL_LINK} up`,
    `route replace default via ${external} dev ${EXTERNAL_LINK}`,
  ]);
}
