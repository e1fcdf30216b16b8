import type { Duplex } from 'node:stream';
import type { Loop } from '../common/loop.ts';
import type { BackendQuota, Capabilities, GuestSize } from './interface/capabilities.ts';
import type {
  EndedSource,
  GuestFault,
  GuestPause,
  GuestReport,
  GuestSpec,
  GuestState,
  GuestUsage,
  MeasuredGuest,
  MetadataSource,
} from './interface/guests.ts';
import type { PortFacts, RouterSpec, Tracking } from './interface/network.ts';
import type { Operation } from './interface/operations.ts';
import type { Part, Wanted } from './interface/parts.ts';
import type { SnapshotDriver } from './interface/snapshots.ts';
import type { ClaimRoom, ImageFacts, ImageSpec, Progress, VolumeSpec } from './interface/storage.ts';

export type * from './interface/capabilities.ts';
export type * from './interface/guests.ts';
export type * from './interface/network.ts';
export type * from './interface/operations.ts';
export type * from './interface/parts.ts';
export type * from './interface/snapshots.ts';
export type * from './interface/storage.ts';

/**
 * What a compute backend must do. Every method is idempotent and may be called again after a crash at any point: names
 * and paths derive from the ids given here, so the effect of an interrupted call is found again. Ids are dashed
 * lower-case UUIDs; sizes are MiB; times are ms. Failures are `Problem`s; `transient` ones are worth another try.
 *
 * A `signal` says that nobody waits for the end of a call any more: who can, ends early then, and throws. What changes a
 * guest, a volume or a router is called one after the other for each of them, the next one once the last one has ended.
 */
export interface Driver extends SnapshotDriver {
  readonly capabilities: Capabilities;
  /** Whether the images that we build ourselves boot there. */
  readonly builtinImages: boolean;
  /** How long each operation may take, over all of its attempts; a healthy one never comes near. */
  readonly deadlines: Record<Operation, number>;

  /**
   * Takes the backend over: finds what runs already and begins to report events. `metadata` is asked, at every request
   * that a guest makes to the metadata service, for what this guest may know of itself; null: nothing. `ended` tells which
   * guests are to be no more, however late they appear.
   */
  start(report: (event: DriverEvent) => void, metadata: MetadataSource, ended: EndedSource): Promise<void>;
  /** What asks the backend what becomes of its guests, on one of all nodes; null: it tells of them by itself. */
  readonly watch: Loop | null;
  /** Lets go of the backend; guests go on running. */
  stop(): Promise<void>;
  /** What this backend is, for `status` and for every instance: the accelerator and how it was proven. */
  facts(): Promise<BackendFacts>;
  /** What the backend could still give now; measured, not promised. One look, which waits for nothing. */
  capacity(): Promise<Capacity>;
  /**
   * The floating IPs that there are for all projects together, given away or not; null: all of the cloud's own block. Asked
   * every few seconds, and answered from what is known.
   */
  floatingAddresses(): Promise<string[] | null>;
  /** What others let us have at most, and what of it is used; what has no limit is left out. Answered from what is known. */
  quotas(): Promise<BackendQuota[]>;
  /** The sizes of guests that it offers; null: any. Answered from what is known. */
  sizes(): Promise<GuestSize[] | null>;
  /** What each volume and image takes of the disk now, MiB, by id; also what is half made or brought. */
  diskUsage(): Promise<Map<string, number>>;

  /**
   * Makes an image ready for use: builds, downloads or finds it. Progress is 0..1 with a word on what is going on. What it
   * is about to write it has claimed before, scratch files and all.
   */
  ensureImage(image: ImageSpec, progress: Progress, claim: ClaimRoom, signal?: AbortSignal): Promise<ImageFacts>;
  /** Takes a file from the local disk as the image's content; the file is inspected first and may be moved. */
  importImage(
    image: ImageSpec,
    file: string,
    progress: Progress,
    claim: ClaimRoom,
    signal?: AbortSignal,
  ): Promise<ImageFacts>;
  removeImage(image: string, signal?: AbortSignal): Promise<void>;

  /** Makes a volume; an existing one of this id is left as it is. A volume without an image reads zeros. */
  createVolume(volume: VolumeSpec, signal?: AbortSignal): Promise<void>;
  deleteVolume(volume: string, signal?: AbortSignal): Promise<void>;
  /**
   * Makes a volume at least `sizeMiB` large; what is added reads zeros. `guest` is the one that has it, running or not:
   * a running one sees the new size at once.
   */
  growVolume(volume: string, sizeMiB: number, guest: string | null, signal?: AbortSignal): Promise<void>;
  /** MiB, of a volume that a guest may run with. */
  volumeSize(volume: string): Promise<number>;
  /** Takes a volume back from the guest that had it, which must not run with it any more. One that is gone is fine. */
  closeVolume(volume: string, signal?: AbortSignal): Promise<void>;
  /**
   * Takes back a growth that no guest has seen, of a volume that none runs with: the end is lost. A backend that cannot
   * leaves it as it is; what it has become is asked of `volumeSize`.
   */
  shrinkVolume(volume: string, sizeMiB: number, signal?: AbortSignal): Promise<void>;
  hasVolume(volume: string): Promise<boolean>;
  /** Gives a volume that no guest runs with another id. One that has it already is left as it is. */
  moveVolume(volume: string, to: string, signal?: AbortSignal): Promise<void>;
  /**
   * Makes the network of one project exactly what `router` says; unchanged is cheap. Atomically for packets, or where that
   * cannot be had with old and new rules in force beside each other for a moment, never with none.
   */
  applyRouter(router: RouterSpec, signal?: AbortSignal): Promise<void>;
  /** Removes the network of a project; while a guest runs in it, it only becomes empty, so that ports can come again. */
  removeRouter(router: string, signal?: AbortSignal): Promise<void>;

  /**
   * Starts the guest, or leaves a running one alone; it is `running` from then on, also while it is still being made, and
   * what fails behind the return is reported as its end. Its router must have been applied with its ports. One that is
   * there, stopped, is the same machine still: it gets the processors and memory of `guest`, and boots what `guest.rescue`
   * says. Its first boot is due when `seed.instanceId` is another than it last booted its own system with, and only then.
   */
  startGuest(guest: GuestSpec, signal?: AbortSignal): Promise<void>;
  /** Asks the guest to power off, and after `graceMs` cuts the power. A stopped or unknown guest is fine. */
  stopGuest(guest: string, graceMs: number, signal?: AbortSignal): Promise<void>;
  /**
   * Makes the network cards of a running guest those of `guest.ports`, while it runs; a guest that does not run is fine.
   * The router must have been applied with the ports that come, and without those that go only afterwards. Throws
   * `guest-slots-full` when the guest has no slot left, a transient `device-not-released` when it holds on to one.
   */
  syncPorts(guest: GuestSpec, signal?: AbortSignal): Promise<void>;
  /**
   * Makes the disks of a running guest those of `guest.volumes`, while it runs; the first one stays, and a guest that does
   * not run is fine. Throws `guest-slots-full` and a transient `device-not-released` as `syncPorts` does.
   */
  syncVolumes(guest: GuestSpec, signal?: AbortSignal): Promise<void>;
  /** Measures why a guest can or cannot be reached through one of its ports, within 5 s; changes nothing. */
  diagnosePort(router: string, port: string, signal?: AbortSignal): Promise<PortFacts>;
  /** Lets a running guest stand still, with `no-room`; one that does not run is fine. */
  pauseGuest(guest: string): Promise<void>;
  /**
   * Sets a guest going again that was paused with `no-room`, if the disk is `ok` by now; false: it is not. Any other guest
   * is left as it is.
   */
  resumeGuest(guest: string): Promise<boolean>;
  /** Resets a running guest (the reset button). */
  resetGuest(guest: string, signal?: AbortSignal): Promise<void>;
  /** Cuts the power and removes all that the guest owned (seed, sockets, logs) except its volumes. */
  removeGuest(guest: string, signal?: AbortSignal): Promise<void>;
  /** A guest that ends by itself is `running` until that was reported. */
  guestState(guest: string): Promise<GuestState>;
  /** Of all guests that are there, in one look: who is not in it is `absent`. Throws rather than leave one out. */
  guestStates(): Promise<Map<string, GuestState>>;
  /** The guests that stand still. A map look-up: nobody is asked. */
  pausedGuests(): Promise<Map<string, GuestPause>>;
  /** What guests take now and have moved since they were started, by id; those that do not run or answer are left out. */
  guestUsage(guests: MeasuredGuest[]): Promise<Map<string, GuestUsage>>;
  /** The last `bytes` of the serial console; empty when there is none. */
  consoleLog(guest: string, bytes: number): Promise<string>;
  /**
   * The serial console over all runs of a guest: begins with the last 64 KiB, and is typed to by writing; while it does not run,
   * that is lost. Ends when the guest is removed. A reader that leaves too much unread misses what follows, and is told.
   */
  openConsole(guest: string): Promise<Duplex>;
  /**
   * The screen of a guest that runs, as an RFB server (VNC) of its own for each opening: a picture out, keys and pointer in. Ends when the
   * guest stops running. Throws `no-screen` when there is none to see.
   */
  openScreen(guest: string): Promise<Duplex>;

  /** What a guest owns on the backend, in the backend's own words; for people. */
  receipt(guest: GuestSpec): Promise<{ kind: string; detail: string }[]>;

  /** All that must be on the backend for what must run, whether it is there or not. */
  parts(wanted: Wanted): Promise<Part[]>;
  /** Those of `parts` that are not there. Looks at all of it, at a cost that does not grow by a program for each guest. */
  missing(wanted: Wanted): Promise<Part[]>;
  /** Makes whole again what is the backend's own; a router is made whole by `applyRouter`. */
  mendHost(): Promise<void>;
  /**
   * Brings back what a running guest lacks of `parts`, without ending it, as far as that can be done. Throws `part-lost`, or
   * a transient `device-not-released`, when it cannot.
   */
  mendGuest(guest: GuestSpec, parts: Part[], signal?: AbortSignal): Promise<void>;

  /** How full the tables of tracked connections are that packets of these routers pass. One program for each. */
  tracking(routers: string[]): Promise<Tracking[]>;

  /** What it has of users: guests, volumes, images. Asked before `start`, so that nothing is begun beside lost records. */
  holdings(): Promise<BackendObject[]>;
  /** What it was told last of all that it has, so that records can be made of it. Asked before `start`. */
  told(): Promise<Told>;
  /** Everything on the backend that belongs to this cloud, for finding orphans. */
  inventory(): Promise<BackendObject[]>;
  /** Why each of these must stay as it is, in words: a guest runs with it; null: nothing does. */
  inUse(objects: BackendObject[]): Promise<(string | null)[]>;
  /**
   * Takes away one thing that `inventory` listed: what holds users' data goes to the trash, `rules` are made ours again.
   * Throws `used-by-guest` for what a guest runs with: no guest is ended by it.
   */
  discard(object: BackendObject): Promise<void>;
  /** What `discard` has moved to the trash, oldest first. */
  trash(): Promise<Trashed[]>;
  /** Puts it back where it was. Throws `not-found`, `trash-place-taken`. */
  restoreTrash(id: string): Promise<void>;
  /** Deletes for good what came to the trash before `epochMs`, and returns it. */
  emptyTrash(epochMs: number): Promise<Trashed[]>;
  /** For the end of the cloud: removes all that it has outside of its state directory. Called without `start`. */
  destroyAll(): Promise<void>;
}

export interface Capacity {
  /** Processors in all: guests share them. */
  vcpus: number;
  /** Left, as the disk. */
  memoryMiB: number;
  diskMiB: number;
  /** What the machine has in all. */
  total: { memoryMiB: number; diskMiB: number };
}

export interface BackendFacts {
  /** `remote`: guests run on machines that are not ours to prove; `none`: none run. */
  accelerator: 'kvm' | 'tcg' | 'none' | 'remote';
  /** One sentence: how the accelerator was proven and when, or who chooses it. */
  evidence: string;
  version: string;
}

/** What a backend reports by itself. `at` is epoch ms. */
export type DriverEvent =
  | { kind: 'guest'; guest: string; state: 'running'; at: number }
  /** `byGuest`: it powered itself off, as its owner may have told it inside; else its end came from outside. */
  | { kind: 'guest'; guest: string; state: 'stopped'; byGuest: boolean; reason: string; at: number }
  | { kind: 'guest'; guest: string; state: 'paused'; pause: GuestPause; at: number }
  /** What has befallen it; whether it still runs is told by its own event. `detail` is for people. */
  | { kind: 'fault'; guest: string; fault: GuestFault; detail: string; at: number }
  | { kind: 'lease'; guest: string; port: string; address: string; at: number }
  | { kind: 'report'; guest: string; report: GuestReport; at: number };

/** A backend without its records, in the words in which it was told of each thing. */
export interface Told {
  routers: RouterSpec[];
  /** Those whose spec it has kept; whether they run now. */
  guests: { spec: GuestSpec; runs: boolean }[];
  /** `used`: a guest runs with it. */
  volumes: (VolumeSpec & { used: boolean })[];
  images: { id: string; facts: ImageFacts }[];
}

/** What was taken aside, with the note of what it was; `at` is epoch ms. */
export interface Trashed {
  id: string;
  kind: string;
  /** The id that it had; null: none. */
  object: string | null;
  detail: string;
  at: number;
  bytes: number;
  /** Where it was, below the state directory. */
  places: string[];
}

export interface BackendObject {
  kind:
    | 'guest'
    | 'volume'
    | 'snapshot'
    | 'image'
    | 'router'
    | 'network'
    | 'subnet'
    | 'port'
    | 'security-group'
    | 'floating-ip'
    | 'keypair'
    | 'process'
    | 'file'
    | 'cgroup'
    | 'rules';
  /**
   * The id it belongs to (of a process, a file, a control group, a key pair: the guest's), or null when it tells none. Of a
   * floating IP that is kept in stock nothing is listed.
   */
  id: string | null;
  /** Where it is: a pid, an interface, a path; of `rules` that are not as we made them, where and how they differ. */
  detail: string;
}
