import { run } from '../../../common/command.ts';
import { blockOf, overlaps } from '../../../common/prefix.ts';
import { Problem } from '../../../common/problem.ts';
import { HostNames, type HostSettings } from '../host.ts';
import { CALLER_ADDRESSES, externalAddress, METADATA, poolGateway, ROUTER_ADDRESSES } from './addresses.ts';
import type { RulePlace } from './drift.ts';
import {
  applyRuleset,
  batch,
  ensureNamespace,
  type Links,
  links,
  type Route,
  removeNamespace,
  routes,
  setParameters,
} from './kernel.ts';
import { endedConnections, makeTablesLarge, renderBounds } from './shared-tables.ts';

/** The end of the host link inside the external namespace. */
export const HOST_LINK = 'host0';

export const EXTERNAL_SETTINGS = {
  'net.ipv4.ip_forward': 1,
  'net.ipv4.conf.all.rp_filter': 1,
  'net.ipv4.conf.all.send_redirects': 0,
  'net.ipv4.conf.default.send_redirects': 0,
  'net.ipv6.conf.all.disable_ipv6': 1,
  'net.ipv6.conf.default.disable_ipv6': 1,
};

/** Of the host itself. */
export const hostSettings = (uplink: string | null): Record<string, number> => ({
  'net.ipv4.ip_forward': 1,
  ...(uplink === null ? {} : proxyArp(uplink)),
});

/** What the host's side looks like: the MTU in bytes of the way out, or 1500 without one. */
export interface WayOut {
  mtu: number;
}

/**
 * Makes or repairs the external namespace, its link to the host and the host's own table, and turns IPv4 forwarding
 * on. Throws `floating-pool-in-use` when the host uses addresses of the pool already.
 */
export async function ensureExternal(names: HostNames): Promise<WayOut> {
  const { cloud, floatingPool, uplink } = names.settings;
  const hostLinks: Links = (await links(null)) ?? new Map();
  const hostRoutes = (await routes(null)) ?? [];
  refuseConflict(names, hostLinks, hostRoutes);

  const namespace = names.externalNamespace;
  const inside = await ensureNamespace(namespace);
  const [host, external] = [poolGateway(floatingPool), externalAddress(cloud)];
  // of another pool: it goes with its addresses and routes
  const link = hostLinks.get(names.hostLink);
  const moved = link?.addr_info.some(({ family, local }) => family === 'inet' && local !== host) === true;
  if (moved || !hostLinks.has(names.hostLink) || !inside.has(HOST_LINK)) {
    const stale = hostLinks.has(names.hostLink) ? [`link del ${names.hostLink}`] : [];
    await batch('ip', null, [
      ...stale,
      `link add ${names.hostLink} type veth peer name ${HOST_LINK} netns ${namespace}`,
    ]);
  }
  await setParameters(namespace, EXTERNAL_SETTINGS);
  await applyRuleset(namespace, renderExternal(names));
  // known once connections are tracked
  await setParameters(namespace, endedConnections);
  await batch('ip', namespace, [
    'link set lo up',
    ...((await routes(namespace)) ?? []).flatMap(({ dst, type }) =>
      type === 'unreachable' && dst !== floatingPool ? `route del unreachable ${dst}` : [],
    ),
    `addr replace ${external} peer ${host} dev ${HOST_LINK}`,
    `link set ${HOST_LINK} up`,
    `route replace default via ${host} dev ${HOST_LINK}`,
    // Addresses of the pool that nobody holds are refused here instead of travelling back to the host.
    `route replace unreachable ${floatingPool}`,
  ]);

  const out = defaultDevice(hostRoutes);
  await applyRuleset(null, renderHost(names, out));
  await batch('ip', null, [
    `addr replace ${host} peer ${external} dev ${names.hostLink}`,
    `link set ${names.hostLink} up`,
    `route replace ${floatingPool} via ${external} dev ${names.hostLink} src ${host}`,
  ]);
  await makeTablesLarge();
  await setParameters(null, hostSettings(uplink));
  return { mtu: Math.min(1500, (out === null ? undefined : hostLinks.get(out)?.mtu) ?? 1500) };
}

/** The host answers on the uplink for the pool's addresses, at once: by default the kernel takes up to 0.8 s. */
function proxyArp(uplink: string): Record<string, number> {
  const device = uplink.replaceAll('.', '/');
  return { [`net.ipv4.conf.${device}.proxy_arp`]: 1, [`net.ipv4.neigh.${device}.proxy_delay`]: 0 };
}

/** The interface of the host that leads out, or null. */
export const defaultDevice = (hostRoutes: Route[]): string | null =>
  hostRoutes.find((route) => route.dst === 'default')?.dev ?? null;

/** Where `ensureExternal` has put rules, and which; `out` is the interface that leads out. */
export function externalRules(names: HostNames, out: string | null): RulePlace[] {
  return [
    { namespace: names.externalNamespace, table: null, ruleset: renderExternal(names) },
    { namespace: null, table: names.hostTable, ruleset: renderHost(names, out) },
  ];
}

/** Removes what `ensureExternal` made; IPv4 forwarding stays on, for others may have come to rely on it. */
export async function removeExternal(names: HostNames): Promise<void> {
  // what stands for the pool until the link has it
  await run('ip', ['route', 'del', 'unreachable', names.settings.floatingPool], { check: false });
  await removeNamespace(names.externalNamespace);
  if ((await links(null))?.has(names.hostLink)) await run('ip', ['link', 'del', names.hostLink], { check: false });
  await applyRuleset(null, `table inet ${names.hostTable}\ndelete table inet ${names.hostTable}\n`);
}

function refuseConflict(names: HostNames, hostLinks: Links, hostRoutes: Route[]): void {
  const { floatingPool, uplink } = names.settings;
  if (uplink !== null && !hostLinks.has(uplink)) {
    throw new Problem('uplink-missing', `The uplink ${uplink} is no interface of this host`);
  }
  const clash = clashOf(names, hostLinks, hostRoutes);
  if (clash === null) return;
  const message = `The floating IP pool ${floatingPool} overlaps ${clash} of this host.`;
  const free = freeRange(names, hostLinks, hostRoutes);
  const remedy = `Set SLIPWAY_FLOATING_POOL=${free}, which is free here, or floating_pool in slipway.toml. Floating IPs that there are move into it.`;
  throw new Problem('floating-pool-in-use', message, remedy);
}

/** A range that the host does not use, another one for each cloud as far as that goes. */
function freeRange({ settings }: HostNames, hostLinks: Links, hostRoutes: Route[]): string {
  const start = Number.parseInt(settings.cloud, 16);
  const ranges = Array.from({ length: 256 }, (_, index) => `172.30.${(start + index) % 256}.0/24`);
  const isFree = (floatingPool: string): boolean =>
    clashOf(new HostNames({ ...settings, floatingPool }), hostLinks, hostRoutes) === null;
  return ranges.find(isFree) ?? '198.18.0.0/24';
}

/** What of the host overlaps the pool, in words; null: nothing does. */
export async function poolClash(settings: HostSettings): Promise<string | null> {
  return clashOf(new HostNames(settings), (await links(null)) ?? new Map(), (await routes(null)) ?? []);
}

function clashOf(names: HostNames, hostLinks: Links, hostRoutes: Route[]): string | null {
  const { floatingPool, uplink } = names.settings;
  const pool = blockOf(floatingPool);
  for (const link of hostLinks.values())
    for (const { family, local } of link.ifname === names.hostLink ? [] : link.addr_info)
      if (family === 'inet' && overlaps(blockOf(local), pool)) return `address ${local} (${link.ifname})`;
  for (const { dst, type, dev = 'none' } of hostRoutes) {
    // The uplink's own network may contain the pool: its neighbours then find the pool by proxy ARP.
    const ours = dev === names.hostLink || dev === uplink || (type === 'unreachable' && dst === floatingPool);
    if (dst !== 'default' && !ours && overlaps(blockOf(dst), pool)) return `route ${dst} (${dev})`;
  }
  return null;
}

/**
 * Routers lead guests to the metadata service, each by its caller's address. Floating IPs pass as they are; what leaves a
 * router by its link address leaves here by the cloud's one.
 */
function renderExternal(names: HostNames): string {
  const { cloud, floatingPool } = names.settings;
  return `flush ruleset
table inet filter {
${renderBounds()}
  chain forward {
    type filter hook forward priority filter; policy drop;
    ct state vmap { established : accept, related : accept, invalid : drop }
    iifname "r*" jump outward
    oifname "r*" jump inward
    jump together
    iifname "r*" oifname "${HOST_LINK}" accept
    oifname "r*" ip daddr ${floatingPool} accept
  }
  chain input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    iifname "${HOST_LINK}" icmp type echo-request accept
    iifname "r*" jump outward
    iifname "r*" ip saddr ${CALLER_ADDRESSES} ip daddr ${externalAddress(cloud)} tcp dport ${METADATA.port} accept
  }
  chain postrouting {
    type nat hook postrouting priority srcnat;
    oifname "${HOST_LINK}" ip saddr ${ROUTER_ADDRESSES} snat ip to ${externalAddress(cloud)}
  }
}
`;
}

/**
 * The host's table: guests get no further into the host than a ping of the pool's gateway, are forwarded only to
 * where the default route (or the uplink) leads and never to link-local services such as a provider's metadata, and
 * nothing comes in but answers, what the host itself sends, and what the uplink carries to the pool.
 */
function renderHost(names: HostNames, out: string | null): string {
  const { cloud, floatingPool, uplink } = names.settings;
  const link = `"${names.hostLink}"`;
  const outside = [...new Set([out, uplink].filter((each) => each !== null))].map((each) => `"${each}"`).join(', ');
  const outward = outside === '' ? '' : `iifname ${link} oifname { ${outside} } accept`;
  const inward = uplink === null ? '' : `iifname "${uplink}" oifname ${link} ip daddr ${floatingPool} accept`;
  const carried = uplink === null ? '' : `oifname "${uplink}" ip saddr ${floatingPool} accept`;
  return `table inet ${names.hostTable}
delete table inet ${names.hostTable}
table inet ${names.hostTable} {
  chain input {
    type filter hook input priority filter - 5; policy accept;
    iifname != ${link} accept
    ct state established,related accept
    ip daddr ${poolGateway(floatingPool)} icmp type echo-request accept
    drop
  }
  chain forward {
    type filter hook forward priority filter - 5; policy accept;
    iifname != ${link} oifname != ${link} accept
    ct state established,related accept
    iifname ${link} ip saddr != { ${floatingPool}, ${externalAddress(cloud)} } drop
    iifname ${link} ip daddr 169.254.0.0/16 drop
    ${outward}
    ${inward}
    drop
  }
  chain postrouting {
    type nat hook postrouting priority srcnat;
    ${carried}
    iifname ${link} oifname != ${link} masquerade
  }
}
`;
}
