import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import { replaceFile } from '../../../common/files.ts';
import { Problem } from '../../../common/problem.ts';
import {
  commandLine,
  isConfined,
  openFile,
  processIds,
  processOf,
  sendSignal,
  statisticsOf,
  waitGone,
} from '../../../common/processes.ts';
import type { NetworkSpec, RouterSpec } from '../../driver.ts';
import { asUser } from '../confine.ts';
import type { HostNames } from '../host.ts';
import { canonical, netmask } from './addresses.ts';
import { DOMAIN, namedPorts, renderHosts, renderNames, served } from './hosts.ts';
import { hasIpv6 } from './interfaces.ts';
import { runIn } from './kernel.ts';
import { changedLeases, type Lease, LEASES, LEASE_SECONDS } from './leases.ts';
import { ipv4Of, ipv6Of } from './ruleset.ts';

const STOP_DEADLINE_MS = 3_000;

/** Far above what it needs: 12 MiB, some sockets, 20 children for DNS over TCP, 8 MiB of leases at most; no core dumps. */
const LIMITS = ['--as=268435456', '--nofile=1024', '--nproc=128', '--core=0', '--fsize=67108864'];

/** The files of a router's server. */
export const routerFiles = (names: HostNames, router: string): string[] =>
  ['dnsmasq.conf', 'dnsmasq.pid', 'hosts', 'names', LEASES].map((file) => join(names.routerDir(router), file));

const configFile = (names: HostNames, router: string) => join(names.routerDir(router), 'dnsmasq.conf');
const pidFile = (names: HostNames, router: string) => join(names.routerDir(router), 'dnsmasq.pid');

/**
 * Brings the DHCP and DNS server of a router to the spec: started, told of changed hosts by SIGHUP, restarted only for
 * changed subnets or when a lease still stands that gives an address to its former owner or a name to a former address.
 * `former` is what was applied before.
 */
export async function applyDnsmasq(
  spec: RouterSpec,
  former: RouterSpec | null,
  names: HostNames,
  mtu: number,
): Promise<void> {
  const dir = names.routerDir(spec.id);
  // The unprivileged server reads its files again later, so the way to them is open, but cannot be listed.
  await mkdir(dir, { recursive: true, mode: 0o711 });
  const reader = names.serverUid(spec.slot);
  const changed = await writeChanged(configFile(names, spec.id), renderConfig(spec, names, mtu), reader);
  const moved = await writeChanged(join(dir, 'hosts'), renderHosts(spec), reader);
  const renamed = await writeChanged(join(dir, 'names'), renderNames(spec), reader);
  const pid = await dnsmasqPid(names, spec.id);
  const changedOnes = moved || renamed ? changedLeases(await readLeases(dir), outdated(spec, former)) : null;
  const lost = pid === null || existsSync(join(dir, LEASES)) ? null : await heldLeases(pid);
  const leases = changedOnes ?? lost;
  if (pid !== null && !changed && leases === null) {
    if (moved || renamed) sendSignal(pid, 'SIGHUP');
    return;
  }
  await restart(spec, names, leases);
}

/**
 * Makes the server forget what IPv6 addresses it leased to a guest that starts anew: it tells clients by the id that they
 * give themselves, and would keep the address for one with the guest's former id, as before a rebuild.
 */
export async function forgetIpv6Leases(spec: RouterSpec, guest: string, names: HostNames): Promise<void> {
  const own = new Set(spec.ports.filter((port) => port.guest === guest).flatMap(ipv6Of));
  if (own.size === 0) return;
  const leases = await readLeases(names.routerDir(spec.id));
  const kept = changedLeases(leases, ({ address }) => (own.has(address) ? 'drop' : 'keep'));
  if (kept !== null) await restart(spec, names, kept);
}

/** The leases of a server whose file was taken away: it holds it open, and would write on into it. */
async function heldLeases(pid: number): Promise<string> {
  const held = await openFile(pid, (name) => name.includes(`/${LEASES}`));
  return held === null ? '' : readFile(held, 'utf8').catch(() => '');
}

/** `leases` replaces the lease file, which the server reads only when it starts; null: leaves it. */
async function restart(spec: RouterSpec, names: HostNames, leases: string | null): Promise<void> {
  await stopDnsmasq(names, spec.id);
  await giveLeases(join(names.routerDir(spec.id), LEASES), leases, names.serverUid(spec.slot));
  if (!spec.networks.some((network) => network.subnets.length > 0)) return;
  const server = ['prlimit', ...LIMITS, 'dnsmasq', `--conf-file=${configFile(names, spec.id)}`];
  await runIn(names.routerNamespace(spec.id), [...asUser(names.serverUid(spec.slot), powers(spec)), ...server]);
  // it has become a process of its own, and may write nothing in our directory but its leases
  const [started] = serversOf(names, spec.id);
  if (started !== undefined) await replaceFile(pidFile(names, spec.id), `${started.pid}\n`, 0o600);
}

/** What dnsmasq does not start without: the first for DHCP, the second for its ports, the last for router advertisements. */
function powers(spec: RouterSpec): string[] {
  return ['net_admin', 'net_bind_service', ...(spec.networks.some(hasIpv6) ? ['net_raw'] : [])];
}

/** The lease file is its server's: a new one, for nobody but us makes files in that directory. */
async function giveLeases(file: string, leases: string | null, uid: number): Promise<void> {
  if (leases !== null) await rm(file, { force: true });
  await (await open(file, 'a', 0o600)).close();
  if (leases !== null) await writeFile(file, leases);
  await chmod(file, 0o600);
  await chown(file, uid, uid);
}

/**
 * The process of a router's server, or null; proven by its command line, which names this router's own file. One with a way
 * to more than it has, as older versions have started it, counts as none, and is replaced.
 */
export async function dnsmasqPid(names: HostNames, router: string): Promise<number | null> {
  const text = await readFile(pidFile(names, router), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return pid > 1 && routerOfProcess(names, pid) === router && isConfined(pid) ? pid : null;
}

/** All servers of this cloud, without the children that they fork for DNS over TCP. */
export function dnsmasqServers(names: HostNames): { pid: number; router: string }[] {
  const all = processIds().flatMap((pid) => {
    const router = routerOfProcess(names, pid);
    return router === null ? [] : { pid, router };
  });
  const found = new Set(all.map(({ pid }) => pid));
  return all.filter(({ pid }) => !found.has(statisticsOf(pid)?.parent ?? 0));
}

const serversOf = (names: HostNames, router: string) =>
  dnsmasqServers(names).filter((server) => server.router === router);

/** The router that a process serves as this cloud's dnsmasq, or null when it is something else. */
function routerOfProcess(names: HostNames, pid: number): string | null {
  const [program, option, ...rest] = commandLine(pid);
  const router = option?.split('/').at(-2) ?? '';
  const ours = program === 'dnsmasq' && rest.length === 0 && option === `--conf-file=${configFile(names, router)}`;
  return ours ? router : null;
}

/** Ends every server of a router and waits until it is gone; none running is fine. */
export async function stopDnsmasq(names: HostNames, router: string): Promise<void> {
  for (const { pid } of serversOf(names, router)) await endDnsmasq(names, pid);
}

/** Ends one server process of this cloud; another process that got its number is left alone. */
export async function endDnsmasq(names: HostNames, pid: number): Promise<void> {
  const server = processOf(pid);
  const router = routerOfProcess(names, pid);
  if (router === null || server === null) return;
  sendSignal(pid, 'SIGTERM');
  if (await waitGone(server, STOP_DEADLINE_MS)) return;
  const remedy = `It is tried again; if it stays, end process ${pid} by hand.`;
  const what = `dnsmasq ${pid} of router ${router} does not end`;
  throw new Problem('dnsmasq-not-stopped', what, remedy, { transient: true });
}

/** Tells of leases that stand in the way of the spec's hosts: another's address, or a name that leads elsewhere by now. */
function outdated(spec: RouterSpec, former: RouterSpec | null): (lease: Lease) => 'keep' | 'unname' | 'drop' {
  const ownersIn = (router: RouterSpec | null) =>
    new Map(router?.ports.flatMap((port) => [...ipv4Of(port), ...ipv6Of(port)].map((each) => [each, port.mac])));
  const [owners, formerOwners] = [ownersIn(spec), ownersIn(former)];
  const named = new Map(namedPorts(spec).flatMap(({ port, name }) => served(port).map((address) => [address, name])));
  return ({ address, mac, name }) => {
    if (owners.has(address) && owners.get(address) !== (mac ?? formerOwners.get(address))) return 'drop';
    return name === null || name === named.get(address) ? 'keep' : 'unname';
  };
}

const readLeases = (dir: string) => readFile(join(dir, LEASES), 'utf8').catch(() => '');

/** For us, and for the group `reader` to read. */
async function writeChanged(file: string, text: string, reader: number): Promise<boolean> {
  if ((await readFile(file, 'utf8').catch(() => null)) === text) return false;
  await rm(file, { force: true });
  await writeFile(file, text, { mode: 0o640 });
  await chown(file, 0, reader);
  return true;
}

/** Names of the host's resolvers; a stub on the loopback is of no use inside a namespace. */
function resolverFile(): string {
  const behindStub = '/run/systemd/resolve/resolv.conf';
  return existsSync(behindStub) ? behindStub : '/etc/resolv.conf';
}

function renderConfig(spec: RouterSpec, names: HostNames, mtu: number): string {
  const dir = names.routerDir(spec.id);
  const subnets = spec.networks.flatMap((network) => network.subnets);
  return `${[
    'bind-dynamic',
    'interface=br*',
    'except-interface=lo',
    'no-hosts',
    `addn-hosts=${join(dir, 'names')}`,
    `domain=${DOMAIN}`,
    // Who else is called so is nobody's business: words without a dot and our domain are asked of no other server.
    `local=/${DOMAIN}/`,
    'domain-needed',
    `dhcp-option=option:domain-search,${DOMAIN}`,
    `dhcp-option=option6:domain-search,${DOMAIN}`,
    `resolv-file=${resolverFile()}`,
    'dhcp-authoritative',
    'no-ping',
    'quiet-dhcp',
    // A name that a guest claims for itself must not answer for another one's.
    'dhcp-ignore-names',
    'dhcp-lease-max=65536',
    `dhcp-hostsfile=${join(dir, 'hosts')}`,
    `dhcp-leasefile=${join(dir, LEASES)}`,
    // none of its own, see `restart`
    'pid-file=',
    // what guests make it say would fill the host's log; why it does not start is said on standard error
    'log-facility=/dev/null',
    `dhcp-option=option:mtu,${mtu}`,
    // Router advertisements: ask for an address, and send everything to the router.
    ...(spec.networks.some(hasIpv6) ? ['enable-ra'] : []),
    ...subnets.flatMap((subnet, index) => {
      const [network, bits] = subnet.cidr.split('/');
      const six = isIPv6(subnet.gateway);
      const named = subnet.dnsNameservers.filter((server) => isIPv6(server) === six);
      const servers = named.length === 0 ? [subnet.gateway] : named;
      if (six)
        return [
          `dhcp-range=set:subnet${index},${network},static,off-link,${bits},${LEASE_SECONDS}`,
          `dhcp-option=tag:subnet${index},option6:dns-server,${servers.map((server) => `[${canonical(server)}]`).join(',')}`,
        ];
      return [
        `dhcp-range=set:subnet${index},${network},static,${netmask(Number(bits))},${LEASE_SECONDS}`,
        // without a value the option is not sent, not even the one that dnsmasq would make up
        `dhcp-option=tag:subnet${index},option:router${subnet.announced === false ? '' : `,${subnet.gateway}`}`,
        `dhcp-option=tag:subnet${index},option:dns-server,${servers.join(',')}`,
        ...staticRoutes(subnet).map(
          (routes) => `dhcp-option=tag:subnet${index},option:classless-static-route,${routes}`,
        ),
      ];
    }),
  ].join('\n')}\n`;
}

/** Clients that take these take no gateway from elsewhere (RFC 3442), so the default route is repeated. */
function staticRoutes({ hostRoutes = [], announced, gateway }: NetworkSpec['subnets'][number]): string[] {
  if (hostRoutes.length === 0) return [];
  const routes = hostRoutes.map(({ destination, nexthop }) => `${destination},${nexthop}`);
  return [[...routes, ...(announced === false ? [] : [`0.0.0.0/0,${gateway}`])].join(',')];
}
