import { join } from 'node:path';

/** The address of a card, as the kernel writes it. */
export const MAC = /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/;

/** From the uids of a cloud's guests to those of its servers, farther away than the guests of any other cloud. */
const SERVER_UIDS = 0x10000000;

/** What the QEMU driver is told about the machine it runs on. */
export interface HostSettings {
  /** The state directory (`SLIPWAY_HOME`), absolute. */
  home: string;
  /** Four hex digits, unique per state directory: every namespace and interface name of this cloud carries it. */
  cloud: string;
  /** Host uid of a guest is this plus its slot; uids have no passwd entry. */
  uidBase: number;
  /** The floating IP pool, reachable from the host: `172.24.4.0/24`. Its first address is the host's own. */
  floatingPool: string;
  /** A host interface that carries the pool to the outside, or null: reachable from this host and NAT out only. */
  uplink: string | null;
  accelerator: 'auto' | 'kvm' | 'tcg';
}

/** The one place that turns ids into names and paths: no user string ever becomes one. */
export class HostNames {
  readonly settings: HostSettings;
  constructor(settings: HostSettings) {
    this.settings = settings;
  }
  /** Namespace that carries the floating IP pool and the way out. */
  get externalNamespace(): string {
    return `slipway-${this.settings.cloud}-ext`;
  }
  /** Namespace that is the router of one project. */
  routerNamespace(router: string): string {
    return `slipway-${this.settings.cloud}-${router}`;
  }
  /** Host end of the link between the host and the external namespace, 15 characters at most (IFNAMSIZ). */
  get hostLink(): string {
    return `slipway-${this.settings.cloud}`;
  }
  /** The nftables table of this cloud in the host's own namespace. */
  get hostTable(): string {
    return `slipway_${this.settings.cloud}`;
  }
  /** Tap of a port, 15 characters at most; the last digits, for time-ordered UUIDs share the first ones. */
  tap(port: string): string {
    return `tap${port.replaceAll('-', '').slice(-12)}`;
  }
  /** Bridge of a network inside its router. */
  bridge(networkSlot: number): string {
    return `br${networkSlot}`;
  }
  guestUid(slot: number): number {
    return this.settings.uidBase + slot;
  }
  /** The user that strangers' disks are read as, and guests are asked. No guest has slot 0: it owns nothing else. */
  get readerUid(): number {
    return this.guestUid(0);
  }
  /** Host uid of the DHCP server of a project, above all guests of all clouds. */
  serverUid(slot: number): number {
    return this.settings.uidBase + SERVER_UIDS + slot;
  }
  /** What the DHCP servers read and write; their user walks to it from the state directory, which is 0711. */
  get routersDir(): string {
    return join(this.settings.home, 'routers');
  }
  routerDir(router: string): string {
    return join(this.routersDir, router);
  }
  /** Seed, sockets, console log and pid file of a guest. */
  guestDir(guest: string): string {
    return join(this.settings.home, 'guests', guest);
  }
  volume(volume: string): string {
    return join(this.settings.home, 'volumes', `${volume}.qcow2`);
  }
  /** `disk.qcow2` or `disk.raw`, and for images that boot by our own kernel: `vmlinuz`, `initrd`, `cmdline`. */
  imageDir(image: string): string {
    return join(this.settings.home, 'images', image);
  }
  /** Downloads and builds in progress; safe to remove when nothing runs. */
  get cacheDir(): string {
    return join(this.settings.home, 'cache');
  }
}
