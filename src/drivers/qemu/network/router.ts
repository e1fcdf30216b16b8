import type { RouterSpec } from '../../driver.ts';
import type { HostNames } from '../host.ts';
import { externalAddress, routerAddress } from './addresses.ts';
import { forwardingCommands, linkCommands, neighbourCommands } from './interfaces.ts';
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
const routerLink = (slot: number) => `r${slot}`;

/**
 * Makes the namespace of a router what the spec says. The ruleset comes before the interfaces, so a new tap is
 * guarded before its first frame and a removed port is deaf before its tap goes.
 */
export async function applyNamespace(spec: RouterSpec, names: HostNames): Promise<void> {
  const namespace = names.routerNamespace(spec.id);
  const found = await ensureNamespace(namespace);
  await ensureExternalLink(spec, names, found);
  await applyRuleset(namespace, renderRuleset(spec, names));
  const [neighbours, entries] = await Promise.all([permanentNeighbours(namespace), forwardingEntries(namespace)]);
  await batch('ip', namespace, [...linkCommands(spec, names, found), ...neighbourCommands(spec, names, neighbours)]);
  await batch('bridge', namespace, forwardingCommands(spec, names, entries));
  await setParameters(namespace, parameters(spec, names));
  await applyFloatingRoutes(spec, names);
}

/** A router that answers ARP for isolated neighbours, at once: by default the kernel takes up to 0.8 s. */
function parameters(spec: RouterSpec, names: HostNames): Record<string, number> {
  const bridges = spec.networks.map((network) => names.bridge(network.slot));
  return {
    'net.ipv4.ip_forward': 1,
    'net.ipv4.conf.all.rp_filter': 1,
    'net.ipv4.conf.all.send_redirects': 0,
    'net.ipv6.conf.all.disable_ipv6': 1,
    'net.ipv6.conf.default.disable_ipv6': 1,
    'net.bridge.bridge-nf-call-iptables': 0,
    'net.bridge.bridge-nf-call-ip6tables': 0,
    'net.bridge.bridge-nf-call-arptables': 0,
    ...Object.fromEntries(
      bridges.flatMap((bridge) => [
        [`net.ipv4.conf.${bridge}.send_redirects`, 0],
        [`net.ipv4.conf.${bridge}.proxy_arp_pvlan`, 1],
        [`net.ipv4.neigh.${bridge}.proxy_delay`, 0],
      ]),
    ),
  };
}

/** Floating IPs are /32 routes of the external namespace; one that moved here leaves its former router. */
async function applyFloatingRoutes(spec: RouterSpec, names: HostNames): Promise<void> {
  const link = routerLink(spec.slot);
  const present = ((await routes(names.externalNamespace, link)) ?? []).map((route) => route.dst);
  const own = routerAddress(spec.slot);
  const wanted = spec.ports.flatMap((port) =>
    port.floatingIp !== null && ipv4Of(port).length > 0 ? [port.floatingIp] : [],
  );
  await batch('ip', names.externalNamespace, [
    ...present.filter((dst) => dst !== own && !wanted.includes(dst)).map((dst) => `route del ${dst} dev ${link}`),
    ...wanted.filter((dst) => !present.includes(dst)).map((dst) => `route replace ${dst} via ${own} dev ${link}`),
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
  const ready = found.get(EXTERNAL_LINK)?.addr_info.some((each) => each.local === own);
  if (present && ready && found.get(EXTERNAL_LINK)?.flags.includes('UP')) return;
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
