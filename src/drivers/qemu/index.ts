import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type {
  BackendFacts,
  BackendObject,
  ClaimRoom,
  Driver,
  DriverEvent,
  GuestPause,
  GuestSpec,
  GuestState,
  GuestUsage,
  ImageFacts,
  ImageSpec,
  MeasuredGuest,
  MetadataSource,
  Part,
  PortFacts,
  Progress,
  RouterSpec,
  Told,
  Tracking,
  VolumeSpec,
  Wanted,
} from '../driver.ts';
import { requireUnused } from '../require-unused.ts';
import { Accelerator } from './accelerator.ts';
import { MeasuredHost } from './capacity.ts';
import { DiskCopies } from './copies.ts';
import { Guests, guestParts, openScreen, qemuVersion } from './guest/index.ts';
import { HostNames, type HostSettings } from './host.ts';
import { ImageStore } from './images/index.ts';
import { inUse } from './in-use.ts';
import { keptRecords } from './kept-records.ts';
import { MetadataService } from './metadata/index.ts';
import { HostNetwork, readSpecs } from './network/index.ts';
import { SshProbe } from './probe.ts';
import { ownerReceipt } from './receipt.ts';
import { Snapshots } from './snapshots.ts';
import { removeStray, strayFilesAt, strays } from './strays.ts';
import { measureGuests } from './usage.ts';
import { Volumes } from './volumes.ts';

/** QEMU guests on this host: images, volumes, networks and guests, each in its room. */
export class QemuDriver extends MeasuredHost implements Driver {
  readonly #images: ImageStore;
  readonly #accelerator: Accelerator;
  readonly #volumes: Volumes;
  readonly #snapshots: Snapshots;
  readonly takeSnapshots: Driver['takeSnapshots'] = (snapshots) => this.#snapshots.take(snapshots);
  readonly deleteSnapshot: Driver['deleteSnapshot'] = (snapshot) => this.#snapshots.delete(snapshot);
  readonly restoreSnapshot: Driver['restoreSnapshot'] = (...asked) => this.#snapshots.restore(...asked);
  readonly revertVolumes: Driver['revertVolumes'] = (snapshots) => this.#snapshots.revert(snapshots);
  readonly #copies: DiskCopies;
  readonly readSnapshot: Driver['readSnapshot'] = (...asked) => this.#copies.read(...asked);
  readonly writeVolume: Driver['writeVolume'] = (...asked) => this.#copies.write(...asked);
  readonly #network: HostNetwork;
  readonly #guests: Guests;
  readonly #metadata: MetadataService;
  readonly #probe: SshProbe;
  readonly openScreen = (id: string) => openScreen(this.names.guestDir(id), this.#guests.pidOf(id) !== null);
  #report: (event: DriverEvent) => void = () => {};

  /** `imageHosts`: `host[:port]` that images may come from although their addresses are private. */
  constructor(settings: HostSettings, imageHosts: string[], log: Logger) {
    const names = new HostNames(settings);
    super(names);
    this.#probe = new SshProbe(names, (guest, report) =>
      this.#heard({ kind: 'report', guest, report, at: Date.now() }),
    );
    this.#images = new ImageStore(names, log, { allowPrivateImageHosts: imageHosts });
    this.#accelerator = new Accelerator(names, this.#images);
    this.#volumes = new Volumes(names, this.#images);
    this.#network = new HostNetwork(names, log, (guest) => this.#guests.pidOf(guest));
    this.#metadata = new MetadataService(names, log, (address) => this.#network.callerOf(address));
    this.#guests = new Guests({
      names,
      images: this.#images,
      volumes: this.#volumes,
      accelerator: async () => (await this.#accelerator.proven()).accelerator,
      bootsAgain: (guest) => this.#probe.again(guest),
    });
    this.#snapshots = new Snapshots(names, this.#volumes, this.#guests);
    this.#copies = new DiskCopies(names, this.#volumes);
  }

  async start(report: (event: DriverEvent) => void, metadata: MetadataSource): Promise<void> {
    this.#report = report;
    await this.#images.start();
    await this.#guests.start((event) => this.#heard(event));
    await this.#network.start((lease) => this.#heard({ kind: 'lease', ...lease }));
    this.#metadata.start(metadata);
    await this.#probe.resume();
  }

  async stop(): Promise<void> {
    this.#probe.stop();
    this.#metadata.stop();
    await this.#guests.stop();
    await this.#network.stop();
  }

  async facts(): Promise<BackendFacts> {
    return { ...(await this.#accelerator.proven()), version: await qemuVersion() };
  }

  ensureImage(image: ImageSpec, progress: Progress, claim: ClaimRoom, signal?: AbortSignal): Promise<ImageFacts> {
    const { source } = image;
    if (source.kind !== 'volume') return this.#images.ensure(image, progress, claim, signal);
    return this.#images.capture(image.id, (uid) => this.#volumes.open(source.volume, uid), progress, claim, signal);
  }

  importImage(image: ImageSpec, file: string, progress: Progress, claim: ClaimRoom): Promise<ImageFacts> {
    return this.#images.importFile(image, file, progress, claim);
  }

  removeImage(image: string): Promise<void> {
    return this.#images.remove(image);
  }

  createVolume(volume: VolumeSpec): Promise<void> {
    return this.#volumes.create(volume);
  }

  deleteVolume(volume: string): Promise<void> {
    return this.#volumes.delete(volume);
  }

  syncVolumes(guest: GuestSpec): Promise<void> {
    return this.#guests.syncVolumes(guest);
  }

  growVolume(volume: string, sizeMiB: number, guest: string | null): Promise<void> {
    return guest === null ? this.#volumes.grow(volume, sizeMiB) : this.#guests.growVolume(guest, volume, sizeMiB);
  }

  volumeSize(volume: string): Promise<number> {
    return this.#volumes.size(volume);
  }

  closeVolume(volume: string): Promise<void> {
    return this.#volumes.close(volume);
  }

  shrinkVolume(volume: string, sizeMiB: number): Promise<void> {
    return this.#volumes.shrink(volume, sizeMiB);
  }

  hasVolume(volume: string): Promise<boolean> {
    return this.#volumes.exists(volume);
  }

  moveVolume(volume: string, to: string): Promise<void> {
    return this.#volumes.move(volume, to);
  }

  applyRouter(router: RouterSpec): Promise<void> {
    return this.#network.applyRouter(router);
  }

  removeRouter(router: string): Promise<void> {
    return this.#network.removeRouter(router);
  }

  async startGuest(guest: GuestSpec): Promise<void> {
    if (['absent', 'stopped'].includes(await this.#guests.guestState(guest.id)))
      await this.#network.prepareStart(guest.router, guest.id);
    await this.#guests.startGuest(guest);
    if (guest.probeSsh !== null) await this.#probe.begin(guest.id, guest.probeSsh);
  }

  stopGuest(guest: string, graceMs: number): Promise<void> {
    return this.#guests.stopGuest(guest, graceMs);
  }

  syncPorts(guest: GuestSpec): Promise<void> {
    return this.#guests.syncPorts(guest);
  }

  diagnosePort(router: string, port: string): Promise<PortFacts> {
    return this.#network.diagnosePort(router, port);
  }

  pauseGuest(guest: string): Promise<void> {
    return this.#guests.pauseGuest(guest);
  }

  resumeGuest(guest: string): Promise<boolean> {
    return this.#guests.resumeGuest(guest);
  }

  pausedGuests(): Promise<Map<string, GuestPause>> {
    return Promise.resolve(this.#guests.pausedGuests());
  }

  resetGuest(guest: string): Promise<void> {
    return this.#guests.resetGuest(guest);
  }

  removeGuest(guest: string): Promise<void> {
    return this.#guests.removeGuest(guest);
  }

  guestState(guest: string): Promise<GuestState> {
    return this.#guests.guestState(guest);
  }

  guestStates(): Promise<Map<string, GuestState>> {
    return this.#guests.guestStates();
  }

  guestUsage(guests: MeasuredGuest[]): Promise<Map<string, GuestUsage>> {
    return measureGuests(guests, this.names, (guest) => this.#guests.usage(guest));
  }

  consoleLog(guest: string, bytes: number): Promise<string> {
    return this.#guests.consoleLog(guest, bytes);
  }

  openConsole(guest: string): Promise<Duplex> {
    return Promise.resolve(this.#guests.consoles.of(guest).open());
  }

  async receipt(guest: GuestSpec): Promise<{ kind: string; detail: string }[]> {
    const own = ownerReceipt(guest, this.names);
    return [...(await this.#guests.receipt(guest.id)), ...own, ...this.#network.receipt(guest.id)];
  }

  async parts(wanted: Wanted): Promise<Part[]> {
    const guests = wanted.guests.flatMap((guest) => guestParts(guest, this.names));
    return [...(await this.#network.parts(wanted)), ...this.#metadata.parts(), ...guests];
  }

  async missing(wanted: Wanted): Promise<Part[]> {
    const metadata = this.#metadata.isOpen() ? [] : this.#metadata.parts();
    return [...(await this.#network.missing(wanted)), ...metadata, ...this.#guests.missing(wanted.guests)];
  }

  async mendHost(): Promise<void> {
    await this.#network.mendHost();
    await this.#metadata.mend();
  }

  tracking(routers: string[]): Promise<Tracking[]> {
    return this.#network.tracking(routers);
  }

  mendGuest(guest: GuestSpec, parts: Part[]): Promise<void> {
    return this.#guests.mendGuest(guest, parts);
  }

  async holdings(): Promise<BackendObject[]> {
    const volumes = (await this.#volumes.list()).map((id) => ({ kind: 'volume' as const, id, detail: id }));
    const images = (await this.#images.list()).map((id) => ({ kind: 'image' as const, id, detail: id }));
    return [...(await this.#guests.inventory()), ...volumes, ...images];
  }

  async told(): Promise<Told> {
    const kept = await keptRecords(this.#volumes, this.#images, (volumes) => this.inUse(volumes));
    return { routers: await readSpecs(this.names), guests: await this.#guests.told(), ...kept };
  }

  async inventory(): Promise<BackendObject[]> {
    const [held, network] = [await this.holdings(), await this.#network.inventory()];
    return [...held, ...network, ...(await strays(this.names))];
  }

  inUse(objects: BackendObject[]): Promise<(string | null)[]> {
    return inUse(this.names, objects);
  }

  async discard(object: BackendObject): Promise<void> {
    await requireUnused(this, object);
    const { kind, id } = object;
    if (kind === 'volume' && id !== null) await this.aside.put(object, await this.#volumes.files(id));
    else if (kind === 'image' && id !== null) await this.aside.put(object, [this.names.imageDir(id)]);
    else if (kind === 'guest' && id !== null) await this.aside.put(object, [this.names.guestDir(id)]);
    else if (kind === 'file') await this.aside.put(object, await strayFilesAt(this.names, object.detail));
    else {
      await removeStray(this.names, object);
      await this.#network.discard(object);
    }
  }

  /** Removes every guest and all of the network from the host: for the end of a cloud. */
  async destroyAll(): Promise<void> {
    await this.#guests.destroyAll();
    await this.#network.destroyAll();
  }

  #heard(event: DriverEvent): void {
    if (event.kind === 'guest' && event.state === 'stopped') void this.#probe.forget(event.guest);
    if (event.kind === 'report' && event.report.stage === 'ssh') void this.#guests.takeSeed(event.guest);
    this.#report(event);
  }
}
