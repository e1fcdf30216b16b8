import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import type { Logger } from 'pino';
import { Turns } from '../../../common/turns.ts';
import { isUuid } from '../../../common/uuid.ts';
import type { BackendObject, Part, PortFacts, PortSpec, RouterSpec, Tracking, Wanted } from '../../driver.ts';
import type { HostNames } from '../host.ts';
import { callerAddress } from './addresses.ts';
import { checkRouter } from './check.ts';
import { cutGone, trackingIn } from './connections.ts';
import { measurePort } from './diagnosis.ts';
import { applyDnsmasq, dnsmasqPid, endDnsmasq, forgetIpv6Leases, stopDnsmasq } from './dnsmasq.ts';
import { RuleWords } from './drift.ts';
import { ensureExternal, removeExternal, type WayOut } from './external.ts';
import { HOST } from './host-parts.ts';
import { networkObjects } from './inventory.ts';
import { isIntact, TAP } from './interfaces.ts';
import { batch, ensureNamespace, hasGuest, inNamespace, links, removeNamespace, worthAnotherTry } from './kernel.ts';
import { type Lease, LeaseWatch } from './leases.ts';
import { requireHost } from './preflight.ts';
import { receiptIn } from './receipt.ts';
import { applyNamespace } from './router.ts';
import { readSpec, writeSpec } from './specs.ts';
import { driftingRules, missingOfNetwork, networkParts, type Routers } from './upkeep.ts';
import { EXTERNAL_LINK, ipv4Of, ipv6Of } from './ruleset.ts';

export { externalAddress, METADATA } from './addresses.ts';
export { inNamespace } from './kernel.ts';
export { isPortUp, isRouterUsed } from './inventory.ts';
export { poolClash } from './external.ts';
export { readSpecs } from './specs.ts';

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

const UNPLUGGED: PortFacts = { link: 'absent', leases: [], ssh: [], floatingIp: null, sshFrom: [] };

/**
 * The network of one host: a namespace with a router per project, and one that carries the floating IP pool. All of it
 * lives in the kernel and in detached dnsmasq processes, so it outlives this process and is found again by name.
 */
export class HostNetwork {
  readonly #names: HostNames;
  readonly #log: Logger;
  readonly #routers = new Map<string, Router>();
  /** One router's changes follow each other. */
  readonly #turns = new Turns();
  readonly #known: Routers;
  readonly #pidOf: (guest: string) => number | null;
  #onLease: (event: LeaseEvent) => void = () => {};
  #wayOut: WayOut = { mtu: 1500 };

  /** `pidOf` gives the process of a guest that runs: it is inside of its router. */
  constructor(names: HostNames, log: Logger, pidOf: (guest: string) => number | null) {
    this.#names = names;
    this.#log = log;
    this.#pidOf = pidOf;
    this.#known = {
      names,
      words: new RuleWords(),
      specOf: async (id) => this.#routers.get(id)?.spec ?? readSpec(names, id),
      alone: (id, look) => this.#turns.take(id, look),
    };
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
      const spec = await readSpec(this.#names, id);
      if (spec !== null) await this.#watch(spec);
    }
  }

  /** Lets go: packets flow on and leases are given on. */
  async stop(): Promise<void> {
    await this.#turns.ended();
    for (const router of this.#routers.values()) router.leases?.close();
    this.#routers.clear();
  }

  /** Makes the network of one project exactly what the spec says; see `Driver.applyRouter`. */
  applyRouter(spec: RouterSpec): Promise<void> {
    checkRouter(spec);
    return this.#turns.take(spec.id, () => this.#apply(structuredClone(spec)).catch(worthAnotherTry));
  }

  /**
   * Removes all of a router: server, namespace, links, routes, files. A missing one is fine. One with a guest inside is
   * only emptied: QEMU cannot move to another namespace, and may be given ports again.
   */
  removeRouter(id: string): Promise<void> {
    if (!isUuid(id)) return Promise.resolve();
    return this.#turns.take(id, async () => {
      const former = await readSpec(this.#names, id);
      if (former !== null && (await hasGuest(this.#names.routerNamespace(id))))
        return this.#apply({ ...former, networks: [], ports: [], groups: [] });
      this.#routers.get(id)?.leases?.close();
      this.#routers.delete(id);
      await stopDnsmasq(this.#names, id);
      const namespace = this.#names.routerNamespace(id);
      // Should a process still be inside, it keeps the namespace alive without a name: cut off at least.
      if ((await links(namespace))?.has(EXTERNAL_LINK)) await batch('ip', namespace, [`link del ${EXTERNAL_LINK}`]);
      await removeNamespace(namespace);
      this.#known.words.forget(namespace);
      await rm(this.#names.routerDir(id), { recursive: true, force: true });
    });
  }

  /** Makes a router ready for a guest that starts anew; one without a port needs the namespace only. */
  prepareStart(router: string, guest: string): Promise<void> {
    return this.#turns.take(router, async () => {
      await ensureNamespace(this.#names.routerNamespace(router));
      const spec = this.#routers.get(router)?.spec;
      if (spec !== undefined) await forgetIpv6Leases(spec, guest, this.#names);
    });
  }

  /** `argv` as it must be started to run inside a router, where the taps are. */
  exec(router: string, argv: string[]): string[] {
    return inNamespace(this.#names.routerNamespace(router), argv);
  }

  /** The guest that has this address for the metadata service, with its router; null: nobody has it. */
  callerOf(address: string): { guest: string; router: RouterSpec } | null {
    for (const { spec: router } of this.#routers.values())
      for (const { guest, guestSlot } of router.ports)
        if (callerAddress(guestSlot) === address) return { guest, router };
    return null;
  }

  /** Measures one port; see `Driver.diagnosePort`. */
  async diagnosePort(router: string, port: string): Promise<PortFacts> {
    const spec = this.#routers.get(router)?.spec;
    const known = spec?.ports.find((each) => each.id === port);
    return spec === undefined || known === undefined ? UNPLUGGED : measurePort(spec, known, this.#names);
  }

  /** What a guest owns in its router: taps, addresses, the rules that carry them; for people. */
  receipt(guest: string): { kind: string; detail: string }[] {
    return [...this.#routers.values()].flatMap(({ spec }) => receiptIn(spec, guest, this.#names));
  }

  /**
   * Routers, ports, servers without a router, and rules that are not as they were made. A port's `detail` is
   * `namespace/tap`, a process's its pid, that of rules begins with the namespace.
   */
  async inventory(): Promise<BackendObject[]> {
    return [...(await networkObjects(this.#names)), ...(await driftingRules(this.#known))];
  }

  tracking(routers: string[]): Promise<Tracking[]> {
    const own = routers.map((id) => this.#names.routerNamespace(id));
    return Promise.all([null, this.#names.externalNamespace, ...own].map(trackingIn));
  }

  parts(wanted: Wanted): Promise<Part[]> {
    return networkParts(this.#known, wanted);
  }

  /** Those of `parts` that are not there; what a router lacks its next application looks for. */
  async missing(wanted: Wanted): Promise<Part[]> {
    const missing = await missingOfNetwork(this.#known, wanted);
    for (const { id } of missing) {
      const router = this.#routers.get(id ?? '');
      if (router !== undefined) router.applied = null;
    }
    return missing;
  }

  /** Makes what all routers share whole again. */
  async mendHost(): Promise<void> {
    this.#wayOut = await ensureExternal(this.#names);
  }

  /** A process that runs inside of a router, or null. */
  async #inside(spec: RouterSpec): Promise<number | null> {
    const guests = spec.ports.map(({ guest }) => this.#pidOf(guest)).find((pid) => pid !== null);
    return guests ?? (await dnsmasqPid(this.#names, spec.id));
  }

  /** Applies what was applied last, whatever has become of it. */
  async #restore(namespace: string): Promise<void> {
    if (namespace === HOST || namespace === this.#names.externalNamespace) {
      await this.mendHost();
      return;
    }
    const id = namespace.slice(this.#names.routerNamespace('').length);
    await this.#turns.take(id, async () => {
      const spec = await readSpec(this.#names, id);
      const known = this.#routers.get(id);
      if (known !== undefined) known.applied = null;
      if (spec !== null) await this.#apply(spec);
    });
  }

  /** Removes one object of `inventory`; what is gone already is fine. */
  async discard(object: BackendObject): Promise<void> {
    if (object.kind === 'rules') await this.#restore(object.detail.split(':', 1)[0] ?? '');
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
    for (const object of await networkObjects(this.#names)) if (object.kind !== 'port') await this.discard(object);
    await this.stop();
    await removeExternal(this.#names);
    await rm(this.#names.routersDir, { recursive: true, force: true });
  }

  async #apply(spec: RouterSpec): Promise<void> {
    const started = Date.now();
    // a change that packets do not meet costs nothing
    const digest = createHash('sha256')
      .update(JSON.stringify({ ...spec, revision: null }))
      .digest('hex');
    const namespace = this.#names.routerNamespace(spec.id);
    const known = this.#routers.get(spec.id);
    if (known?.applied === digest) {
      const found = await links(namespace);
      const served = (await dnsmasqPid(this.#names, spec.id)) !== null;
      if (found !== null && served && isIntact(found, spec, this.#names)) return;
    }
    // Until all is done the kernel follows neither the former spec nor this one.
    if (known !== undefined) known.applied = null;
    const former = await readSpec(this.#names, spec.id);
    await applyNamespace(spec, this.#names, await this.#inside(spec));
    if (former !== null) await cutGone(former, spec, this.#names);
    await applyDnsmasq(spec, former, this.#names, this.#wayOut.mtu);
    await writeSpec(this.#names, spec);
    const router = await this.#watch(spec);
    router.applied = digest;
    this.#log.debug({ router: spec.id, ports: spec.ports.length, ms: Date.now() - started }, 'router applied');
  }

  async #watch(spec: RouterSpec): Promise<Router> {
    const router = this.#routers.get(spec.id) ?? { spec, applied: null, leases: null };
    this.#routers.set(spec.id, router);
    router.spec = spec;
    const failed = (err: unknown) => this.#log.warn({ router: spec.id, err }, 'leases cannot be watched');
    router.leases ??= new LeaseWatch(this.#names.routerDir(spec.id), (lease) => this.#report(router, lease), failed);
    await router.leases.read();
    return router;
  }

  #report(router: Router, { mac, address, at }: Lease): void {
    const owns = (port: PortSpec) =>
      mac === null ? ipv6Of(port).includes(address) : port.mac === mac && ipv4Of(port).includes(address);
    const port = router.spec.ports.find(owns);
    if (port !== undefined) this.#onLease({ guest: port.guest, port: port.id, address, at });
  }
}
