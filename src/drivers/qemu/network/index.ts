import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { BackendObject, RouterSpec } from '../../driver.ts';
import type { HostNames } from '../host.ts';
import { checkRouter, isUuid } from './check.ts';
import { applyDnsmasq, dnsmasqPid, dnsmasqServers, endDnsmasq, stopDnsmasq } from './dnsmasq.ts';
import { ensureExternal, removeExternal, type WayOut } from './external.ts';
import { isIntact, TAP } from './interfaces.ts';
import { batch, cutConnections, inNamespace, links, namespaces, removeNamespace } from './kernel.ts';
import { type Lease, LeaseWatch } from './leases.ts';
import { requireHost } from './preflight.ts';
import { applyNamespace } from './router.ts';
import { EXTERNAL_LINK, ipv4Of } from './ruleset.ts';

/** A guest took an address; `at` is epoch ms. */
export interface LeaseEvent {
  guest: string;
  port: string;
  address: string;
  at: number;
}

interface Router {
  spec: RouterSpec;
  /** Digest of the spec that the kernel is known to follow, or null: find out. */
  applied: string | null;
  leases: LeaseWatch | null;
}

/**
 * The network of one host: a namespace with a router per project, and one that carries the floating IP pool. All of it
 * lives in the kernel and in detached dnsmasq processes, so it outlives this process and is found again by name.
 */
export class HostNetwork {
  readonly #names: HostNames;
  readonly #log: Logger;
  readonly #routers = new Map<string, Router>();
  readonly #queues = new Map<string, Promise<unknown>>();
  #onLease: (event: LeaseEvent) => void = () => {};
  #wayOut: WayOut = { mtu: 1500 };

  constructor(names: HostNames, log: Logger) {
    this.#names = names;
    this.#log = log;
  }

  /**
   * Makes or repairs the external namespace and takes over the routers of a former process; leases they gave
   * meanwhile are reported. Throws `network-needs-root`, `tun-missing`, `floating-pool-in-use`, `uplink-missing`.
   */
  async start(onLease: (event: LeaseEvent) => void): Promise<void> {
    requireHost();
    this.#onLease = onLease;
    this.#wayOut = await ensureExternal(this.#names);
    await mkdir(this.#names.routersDir, { recursive: true, mode: 0o711 });
    for (const id of (await readdir(this.#names.routersDir)).filter(isUuid)) {
      const spec = await this.#readSpec(id);
      if (spec !== null) await this.#watch(spec);
    }
  }

  /** Lets go: packets flow on and leases are given on. */
  async stop(): Promise<void> {
    await Promise.allSettled(this.#queues.values());
    for (const router of this.#routers.values()) router.leases?.close();
    this.#routers.clear();
  }

  /** Makes the network of one project exactly what the spec says; see `Driver.applyRouter`. */
  applyRouter(spec: RouterSpec): Promise<void> {
    checkRouter(spec);
    return this.#inTurn(spec.id, () => this.#apply(structuredClone(spec)));
  }

  /** Removes all of a router: server, namespace, links, routes, files. A missing one is fine. */
  removeRouter(id: string): Promise<void> {
    if (!isUuid(id)) return Promise.resolve();
    return this.#inTurn(id, async () => {
      this.#routers.get(id)?.leases?.close();
      this.#routers.delete(id);
      await stopDnsmasq(this.#names, id);
      const namespace = this.#names.routerNamespace(id);
      // Should a process still be inside, it keeps the namespace alive without a name: cut off at least.
      if ((await links(namespace))?.has(EXTERNAL_LINK)) await batch('ip', namespace, [`link del ${EXTERNAL_LINK}`]);
      await removeNamespace(namespace);
      await rm(this.#names.routerDir(id), { recursive: true, force: true });
    });
  }

  /** `argv` as it must be started to run inside a router, where the taps are. */
  exec(router: string, argv: string[]): string[] {
    return inNamespace(this.#names.routerNamespace(router), argv);
  }

  /** What a guest owns in its router: taps, addresses, the rules that carry them; for people. */
  receipt(guest: string): { kind: string; detail: string }[] {
    return [...this.#routers.values()].flatMap(({ spec }) => {
      const namespace = this.#names.routerNamespace(spec.id);
      return spec.ports
        .filter((port) => port.guest === guest)
        .flatMap((port) => [
          { kind: 'tap', detail: `${namespace}/${this.#names.tap(port.id)}` },
          ...port.addresses.map(({ address }) => ({ kind: 'address', detail: address })),
          ...port.groups.map((group) => ({ kind: 'rules', detail: `${namespace}: security group ${group}` })),
          ...(port.floatingIp === null ? [] : [{ kind: 'address', detail: `${port.floatingIp} (floating)` }]),
        ]);
    });
  }

  /** Routers, ports, and servers without a router. A port's `detail` is `namespace/tap`, a process's its pid. */
  async inventory(): Promise<BackendObject[]> {
    const prefix = this.#names.routerNamespace('');
    const routers = (await namespaces()).filter((name) => name.startsWith(prefix) && isUuid(name.slice(prefix.length)));
    const objects: BackendObject[] = [];
    for (const namespace of routers) {
      objects.push({ kind: 'router', id: namespace.slice(prefix.length), detail: namespace });
      for (const link of ((await links(namespace)) ?? new Map()).values())
        if (TAP.test(link.ifname))
          objects.push({ kind: 'port', id: link.ifalias ?? null, detail: `${namespace}/${link.ifname}` });
    }
    for (const { pid, router } of await dnsmasqServers(this.#names))
      if (!routers.includes(prefix + router) || (await dnsmasqPid(this.#names, router)) !== pid)
        objects.push({ kind: 'process', id: router, detail: String(pid) });
    return objects;
  }

  /** Removes one object of `inventory`; what is gone already is fine. */
  async discard(object: BackendObject): Promise<void> {
    if (object.kind === 'router') await this.removeRouter(object.id ?? '');
    if (object.kind === 'process') await endDnsmasq(this.#names, Number(object.detail));
    if (object.kind === 'port') {
      const [namespace = '', tap = ''] = object.detail.split('/');
      const ours = namespace.startsWith(this.#names.routerNamespace('')) && TAP.test(tap);
      if (ours && (await links(namespace))?.has(tap)) await batch('ip', namespace, [`link del ${tap}`]);
    }
  }

  /** Removes every trace of this cloud's network from the host. */
  async destroyAll(): Promise<void> {
    for (const object of await this.inventory()) if (object.kind !== 'port') await this.discard(object);
    await this.stop();
    await removeExternal(this.#names);
    await rm(this.#names.routersDir, { recursive: true, force: true });
  }

  async #apply(spec: RouterSpec): Promise<void> {
    const started = Date.now();
    const digest = createHash('sha256').update(JSON.stringify(spec)).digest('hex');
    const namespace = this.#names.routerNamespace(spec.id);
    const known = this.#routers.get(spec.id);
    if (known?.applied === digest) {
      const found = await links(namespace);
      const served = (await dnsmasqPid(this.#names, spec.id)) !== null;
      if (found !== null && served && isIntact(found, spec, this.#names)) return;
    }
    // Until all is done the kernel follows neither the former spec nor this one.
    if (known !== undefined) known.applied = null;
    const former = await this.#readSpec(spec.id);
    await applyNamespace(spec, this.#names);
    if (former !== null) await this.#cutGone(former, spec);
    await applyDnsmasq(spec, this.#names, this.#wayOut.mtu);
    await this.#writeSpec(spec);
    const router = await this.#watch(spec);
    router.applied = digest;
    this.#log.debug({ router: spec.id, ports: spec.ports.length, ms: Date.now() - started }, 'router applied');
  }

  /** Connections of addresses that ports no longer have end, so that the next owner does not inherit them. */
  async #cutGone(former: RouterSpec, spec: RouterSpec): Promise<void> {
    const namespace = this.#names.routerNamespace(spec.id);
    const fixed = (router: RouterSpec) =>
      router.ports.flatMap((port) => ipv4Of(port).map((each) => `${each} ${port.id}`));
    const floating = (router: RouterSpec) =>
      router.ports.flatMap((port) => (port.floatingIp ? [`${port.floatingIp} ${port.id}`] : []));
    const gone = (list: (router: RouterSpec) => string[]) => {
      const kept = new Set(list(spec));
      return list(former)
        .filter((each) => !kept.has(each))
        .map((each) => each.split(' ')[0] ?? '');
    };
    for (const address of gone(fixed)) await cutConnections(namespace, address, 'fixed');
    for (const address of gone(floating)) await cutConnections(namespace, address, 'floating');
  }

  async #watch(spec: RouterSpec): Promise<Router> {
    const router = this.#routers.get(spec.id) ?? { spec, applied: null, leases: null };
    this.#routers.set(spec.id, router);
    router.spec = spec;
    const failed = (cause: unknown) => this.#log.warn({ router: spec.id, cause }, 'leases cannot be watched');
    router.leases ??= new LeaseWatch(this.#names.routerDir(spec.id), (lease) => this.#report(router, lease), failed);
    await router.leases.read();
    return router;
  }

  #report(router: Router, { mac, address, at }: Lease): void {
    const port = router.spec.ports.find((each) => each.mac === mac);
    if (port !== undefined && ipv4Of(port).includes(address))
      this.#onLease({ guest: port.guest, port: port.id, address, at });
  }

  async #readSpec(id: string): Promise<RouterSpec | null> {
    const text = await readFile(join(this.#names.routerDir(id), 'spec.json'), 'utf8').catch(() => null);
    return text === null ? null : (JSON.parse(text) as RouterSpec);
  }

  async #writeSpec(spec: RouterSpec): Promise<void> {
    const file = join(this.#names.routerDir(spec.id), 'spec.json');
    await writeFile(`${file}.new`, JSON.stringify(spec), { mode: 0o600 });
    await rename(`${file}.new`, file);
  }

  /** One router's changes follow each other, in the order in which they were asked for. */
  #inTurn(id: string, work: () => Promise<void>): Promise<void> {
    const turn = (this.#queues.get(id) ?? Promise.resolve()).catch(() => {}).then(work);
    this.#queues.set(id, turn);
    const forget = () => {
      if (this.#queues.get(id) === turn) this.#queues.delete(id);
    };
    turn.then(forget, forget);
    return turn;
  }
}
