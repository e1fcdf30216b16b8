import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type {
  BackendFacts,
  BackendObject,
  BackendQuota,
  Capacity,
  ClaimRoom,
  Driver,
  DriverEvent,
  EndedSource,
  GuestPause,
  GuestSpec,
  GuestState,
  ImageFacts,
  ImageSpec,
  MetadataSource,
  PortFacts,
  Progress,
  RouterSpec,
  Told,
  VolumeSpec,
} from '../driver.ts';
import { HostNames, type HostSettings } from '../qemu/host.ts';
import { ImageStore } from '../qemu/images/index.ts';
import { requireUnused } from '../require-unused.ts';
import { QuotaCapacity } from './capacity.ts';
import { Captures } from './capture.ts';
import { OpenStack, readAccess } from './client/index.ts';
import { heardConsole, noScreen } from './console.ts';
import { requireFit } from './fit.ts';
import { Flavors } from './flavors.ts';
import { Guests } from './guests.ts';
import { Holdings } from './holdings.ts';
import { GlanceImages } from './images.ts';
import { Names } from './names.ts';
import { Networks } from './network/index.ts';
import { Poller } from './poller.ts';
import type { OpenStackSettings } from './settings.ts';
import { CinderSnapshots } from './snapshots.ts';
import { Tenant } from './tenant.ts';
import { CinderVolumes } from './volumes.ts';
import { type Patience, usualPatience } from './wait.ts';

/** `host` is where images are looked at before they are uploaded; `imageHosts` may have private addresses. */
export function openStackDriver(
  settings: OpenStackSettings,
  host: HostSettings,
  imageHosts: string[],
  log: Logger,
): OpenStackDriver {
  const images = new ImageStore(new HostNames(host), log, { allowPrivateImageHosts: imageHosts });
  return new OpenStackDriver(settings, images, log);
}

/**
 * Guests, disks and networks in one project of an OpenStack, as one of its members. No create of it is idempotent: each thing
 * is found by its identity before and after it is made, see `obtain`.
 */
export class OpenStackDriver extends Tenant implements Driver {
  readonly #stack: OpenStack;
  readonly #captures: Captures;
  readonly #images: GlanceImages;
  readonly #volumes: CinderVolumes;
  readonly #snapshots: CinderSnapshots;
  readonly #networks: Networks;
  readonly #guests: Guests;
  readonly #poller: Poller;
  readonly #holdings: Holdings;
  readonly #capacity: QuotaCapacity;
  readonly #flavors: Flavors;
  readonly openScreen = noScreen;
  readonly sizes = () => this.#capacity.sizes();
  readonly trash: Driver['trash'] = () => this.#holdings.trash();
  readonly restoreTrash: Driver['restoreTrash'] = (id) => this.#holdings.restore(id);
  readonly emptyTrash: Driver['emptyTrash'] = (epochMs) => this.#holdings.emptyTrash(epochMs);
  readonly takeSnapshots: Driver['takeSnapshots'] = (...asked) => this.#snapshots.take(...asked);
  readonly deleteSnapshot: Driver['deleteSnapshot'] = (...asked) => this.#snapshots.delete(...asked);
  readonly restoreSnapshot: Driver['restoreSnapshot'] = (...asked) => this.#snapshots.restore(...asked);
  readonly revertVolumes: Driver['revertVolumes'] = () => this.#snapshots.revert();
  readonly readSnapshot: Driver['readSnapshot'] = () => this.#snapshots.copy();
  readonly writeVolume: Driver['writeVolume'] = () => this.#snapshots.copy();

  /** `images` holds what is brought until it is uploaded. */
  constructor(settings: OpenStackSettings, images: ImageStore, log: Logger, patience: Patience = usualPatience) {
    super();
    const names = new Names(settings.cloud);
    this.#stack = new OpenStack(readAccess(settings.env), log);
    this.#flavors = new Flavors(this.#stack.compute);
    this.#volumes = new CinderVolumes(this.#stack, names, patience, settings.volumeType);
    this.#snapshots = new CinderSnapshots(this.#stack, names, this.#volumes, patience);
    this.#networks = new Networks(this.#stack.network, names, patience, settings.externalNetwork);
    this.#guests = new Guests(this.#stack, names, this.#volumes, this.#flavors, patience);
    this.#poller = new Poller(patience, this.#stack, names, this.#guests, log);
    this.#holdings = new Holdings(this.#stack, names, () => this.#snapshots.all());
    this.#captures = new Captures(this.#stack, names, this.#volumes, patience);
    this.#images = new GlanceImages(this.#stack, names, images, this.#volumes, this.#captures);
    this.#capacity = new QuotaCapacity(
      this.#stack,
      () => this.#holdings.diskSizes(),
      () => this.#networks.floatingIps(settings.floatingIps),
      () => this.#flavors.sizes(),
    );
  }

  /** What a guest knows of itself nova tells it: our `metadata` is not asked. */
  async start(report: (event: DriverEvent) => void, _: MetadataSource, ended: EndedSource): Promise<void> {
    await requireFit(this.#stack);
    await this.#networks.outside();
    await this.#poller.begin(report, ended);
  }

  get watch(): Poller {
    return this.#poller;
  }

  async stop(): Promise<void> {
    await this.#poller.stop();
    await this.#stack.session.close();
  }

  async facts(): Promise<BackendFacts> {
    const version = await this.#stack.compute.newest();
    const { project } = await this.#stack.session.token();
    const evidence = `OpenStack chooses the hypervisor; we are a member of its project ${project.name}.`;
    return { accelerator: 'remote', evidence, version: `nova ${version}` };
  }

  capacity(): Promise<Capacity> {
    return this.#capacity.capacity();
  }

  floatingAddresses(): Promise<string[]> {
    return this.#capacity.floatingAddresses();
  }

  quotas(): Promise<BackendQuota[]> {
    return this.#capacity.quotas();
  }

  diskUsage(): Promise<Map<string, number>> {
    return this.#capacity.diskUsage();
  }

  ensureImage(image: ImageSpec, progress: Progress, claim: ClaimRoom, signal?: AbortSignal): Promise<ImageFacts> {
    return this.#images.ensure(image, progress, claim, signal);
  }

  importImage(image: ImageSpec, file: string, progress: Progress, claim: ClaimRoom, signal?: AbortSignal) {
    return this.#images.import(image, file, progress, claim, signal);
  }

  removeImage(image: string, signal?: AbortSignal): Promise<void> {
    return this.#images.remove(image, signal);
  }

  /** Nova makes the disk of a rescue by itself. */
  async createVolume(volume: VolumeSpec, signal?: AbortSignal): Promise<void> {
    if (volume.rescues === undefined) await this.#volumes.create(volume, signal);
  }

  deleteVolume(volume: string, signal?: AbortSignal): Promise<void> {
    return this.#volumes.delete(volume, signal);
  }

  growVolume(volume: string, sizeMiB: number, _guest: string | null, signal?: AbortSignal): Promise<void> {
    return this.#volumes.grow(volume, sizeMiB, signal);
  }

  volumeSize(volume: string): Promise<number> {
    return this.#volumes.size(volume);
  }

  async hasVolume(volume: string): Promise<boolean> {
    return (await this.#volumes.find(volume)) !== null;
  }

  moveVolume(volume: string, to: string): Promise<void> {
    return this.#volumes.move(volume, to);
  }

  applyRouter(router: RouterSpec, signal?: AbortSignal): Promise<void> {
    return this.#networks.heeding(signal).apply(router);
  }

  removeRouter(router: string, signal?: AbortSignal): Promise<void> {
    return this.#networks.heeding(signal).remove(router);
  }

  startGuest(guest: GuestSpec, signal?: AbortSignal): Promise<void> {
    return this.#guests.start(guest, signal);
  }

  /** How long a guest is given is the operator's choice, nova's `shutdown_timeout`. */
  stopGuest(guest: string, _graceMs: number, signal?: AbortSignal): Promise<void> {
    return this.#guests.stop(guest, signal);
  }

  syncPorts(guest: GuestSpec, signal?: AbortSignal): Promise<void> {
    return this.#guests.syncPorts(guest, signal);
  }

  syncVolumes(guest: GuestSpec, signal?: AbortSignal): Promise<void> {
    return this.#guests.syncVolumes(guest, signal);
  }

  diagnosePort(_router: string, port: string, signal?: AbortSignal): Promise<PortFacts> {
    return this.#networks.heeding(signal).diagnose(port);
  }

  resetGuest(guest: string): Promise<void> {
    return this.#guests.reset(guest);
  }

  removeGuest(guest: string, signal?: AbortSignal): Promise<void> {
    return this.#poller.parting(guest, () => this.#guests.remove(guest, signal));
  }

  async guestState(guest: string): Promise<GuestState> {
    return (await this.guestStates()).get(guest) ?? 'absent';
  }

  async guestStates(): Promise<Map<string, GuestState>> {
    await this.#poller.refresh();
    return this.#poller.states();
  }

  async pausedGuests(): Promise<Map<string, GuestPause>> {
    const pause = { cause: 'other', reason: 'paused in OpenStack' } as const;
    return new Map((await this.#poller.paused()).map((guest) => [guest, pause]));
  }

  async consoleLog(guest: string, bytes: number): Promise<string> {
    const server = await this.#guests.find(guest);
    return server === null ? '' : (await this.#guests.console(server.id)).slice(-bytes);
  }

  async openConsole(guest: string): Promise<Duplex> {
    return heardConsole(await this.consoleLog(guest, 64 << 10));
  }

  async receipt({ id, ports }: GuestSpec): Promise<{ kind: string; detail: string }[]> {
    const own = new Set([id, ...ports.map((port) => port.id)]);
    const all = await this.#holdings.all();
    return all.flatMap(({ kind, id: of, detail }) => (of !== null && own.has(of) ? [{ kind, detail }] : []));
  }

  holdings(): Promise<BackendObject[]> {
    return this.#holdings.ofUsers();
  }

  /** What guests and networks were told OpenStack does not keep as it was told. */
  async told(): Promise<Told> {
    const volumes = (await this.#holdings.volumes('volume')).map(({ id, volume }) => {
      return { id, sizeMiB: volume.size * 1024, image: null, used: volume.attachments.length > 0 };
    });
    const images = [...(await this.#images.all())].map(([id, facts]) => ({ id, facts }));
    return { routers: [], guests: [], volumes, images };
  }

  inventory(): Promise<BackendObject[]> {
    return this.#holdings.all();
  }

  inUse(objects: BackendObject[]): Promise<(string | null)[]> {
    return this.#holdings.inUse(objects);
  }

  async discard(object: BackendObject): Promise<void> {
    await requireUnused(this, object);
    const { kind, id } = object;
    if (id === null) return;
    if (kind === 'guest') await this.removeGuest(id);
    else if (kind === 'volume') await this.#holdings.trashVolume(id);
    else if (kind === 'image') await this.#images.remove(id);
    else if (kind === 'router') await this.#networks.remove(id);
    else await this.#holdings.removeThing(object);
  }

  /** In the order in which one thing stands on another. */
  async destroyAll(): Promise<void> {
    const all = await this.#holdings.all();
    const ids = (kind: BackendObject['kind']): string[] =>
      all.flatMap((object) => (object.kind === kind && object.id !== null ? [object.id] : []));
    for (const guest of ids('guest')) await this.#guests.remove(guest);
    for (const router of ids('router')) await this.#networks.remove(router);
    await this.#holdings.releaseFloatingIps();
    const things = ['port', 'security-group', 'subnet', 'network', 'keypair'] as const;
    const left = await this.#holdings.all();
    for (const kind of things) {
      for (const object of left.filter((each) => each.kind === kind)) await this.#holdings.removeThing(object);
    }
    for (const id of ids('snapshot')) await this.#snapshots.delete({ id });
    for (const volume of ids('volume')) await this.#volumes.delete(volume);
    for (const image of await this.#captures.all()) await this.#captures.clear(image);
    await this.#holdings.emptyTrash(Number.POSITIVE_INFINITY);
    for (const image of ids('image')) await this.#images.remove(image);
    await this.#stack.session.close();
  }
}
