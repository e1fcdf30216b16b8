/**
 * What a compute backend must do. Every method is idempotent and may be called again after a crash at any point: names
 * and paths derive from the ids given here, so the effect of an interrupted call is found again. Ids are dashed
 * lower-case UUIDs; sizes are MiB; times are ms. Failures are `Problem`s; `transient` ones are worth another try.
 */
export interface Driver {
  readonly kind: 'qemu' | 'fake';

  /** Takes the backend over: finds what runs already and begins to report events. */
  start(report: (event: DriverEvent) => void): Promise<void>;
  /** Lets go of the backend; guests go on running. */
  stop(): Promise<void>;
  /** What this backend is, for `status` and for every instance: the accelerator and how it was proven. */
  facts(): Promise<BackendFacts>;

  /** Makes an image ready for use: builds, downloads or finds it. Progress is 0..1 with a word on what is going on. */
  ensureImage(image: ImageSpec, progress: Progress, signal?: AbortSignal): Promise<ImageFacts>;
  /** Takes a file from the local disk as the image's content; the file is inspected first and may be moved. */
  importImage(image: ImageSpec, file: string, progress: Progress): Promise<ImageFacts>;
  removeImage(image: string): Promise<void>;

  /** Makes a volume; an existing one of this id is left as it is. A volume without an image reads zeros. */
  createVolume(volume: VolumeSpec): Promise<void>;
  deleteVolume(volume: string): Promise<void>;

  /** Makes the network of one project exactly what `router` says, atomically for packets; unchanged is cheap. */
  applyRouter(router: RouterSpec): Promise<void>;
  removeRouter(router: string): Promise<void>;

  /** Starts the guest, or leaves a running one alone. Its router must have been applied with its ports. */
  startGuest(guest: GuestSpec): Promise<void>;
  /** Asks the guest to power off, and after `graceMs` cuts the power. A stopped or unknown guest is fine. */
  stopGuest(guest: string, graceMs: number): Promise<void>;
  /** Resets a running guest (the reset button). */
  resetGuest(guest: string): Promise<void>;
  /** Cuts the power and removes all that the guest owned (seed, sockets, logs) except its volumes. */
  removeGuest(guest: string): Promise<void>;
  guestState(guest: string): Promise<GuestState>;
  /** The last `bytes` of the serial console; empty when there is none. */
  consoleLog(guest: string, bytes: number): Promise<string>;

  /** What a guest owns on the backend: files, taps, processes, addresses, rules; for people. */
  receipt(guest: GuestSpec): Promise<{ kind: string; detail: string }[]>;

  /** Everything on the backend that belongs to this cloud, for finding orphans. */
  inventory(): Promise<BackendObject[]>;
  /** Removes one thing that `inventory` listed. */
  discard(object: BackendObject): Promise<void>;
}

export type Progress = (fraction: number, message: string) => void;

/** `absent`: nothing runs and nothing is left; `stopped`: known but not running. */
export type GuestState = 'absent' | 'stopped' | 'running';

export interface BackendFacts {
  accelerator: 'kvm' | 'tcg' | 'none';
  /** One sentence: how the accelerator was proven and when. */
  evidence: string;
  version: string;
}

export interface ImageSpec {
  id: string;
  /** `builtin` images are built on the host from Debian packages; `url` ones are downloaded; `upload` ones came by file. */
  source: { kind: 'builtin'; name: 'tiny' | 'debian-12' } | { kind: 'url'; url: string } | { kind: 'upload' };
  /** Lower-case hex, checked before the file is looked at. */
  sha256: string | null;
}

export interface ImageFacts {
  /** The disk as the guest sees it, MiB, rounded up. */
  virtualSizeMiB: number;
  /** What it takes on the host, bytes. */
  bytes: number;
  format: 'qcow2' | 'raw';
  sha256: string;
}

export interface VolumeSpec {
  id: string;
  sizeMiB: number;
  /** Copy-on-write from this image, or blank. */
  image: string | null;
}

export interface GuestSpec {
  id: string;
  /** Unique among this cloud's instances, 1..65000; the host user of the guest derives from it. */
  slot: number;
  vcpus: number;
  memoryMiB: number;
  /** The image the system volume came from: some boot by their own kernel, see the image store. */
  image: string;
  /** The first one boots. */
  volumes: { id: string }[];
  ports: { id: string; router: string; mac: string }[];
  seed: SeedSpec;
  /** For an image without an agent of ours: where the driver asks until ssh answers. */
  probeSsh: { router: string; address: string } | null;
}

/** What cloud-init is told. Strings are the user's: they pass through serialisers only. */
export interface SeedSpec {
  instanceId: string;
  hostname: string;
  sshKeys: string[];
  /** The user's own user data, byte for byte. */
  userData: string | null;
}

/** The network of one project on the backend: its router with all that is behind it. */
export interface RouterSpec {
  /** The project's id. */
  id: string;
  /** Unique among this cloud's projects, 1..16000; link addresses derive from it. */
  slot: number;
  networks: NetworkSpec[];
  ports: PortSpec[];
  groups: SecurityGroupSpec[];
}

export interface NetworkSpec {
  id: string;
  /** Unique within the router, 0..999. */
  slot: number;
  subnets: { id: string; cidr: string; gateway: string; dnsNameservers: string[] }[];
}

export interface PortSpec {
  id: string;
  network: string;
  mac: string;
  /** The `slot` of the instance that owns the port: only its host user may open the tap. */
  guestSlot: number;
  guest: string;
  hostname: string;
  addresses: { subnet: string; address: string }[];
  groups: string[];
  /** 1:1 with the first IPv4 address. */
  floatingIp: string | null;
}

export interface SecurityGroupSpec {
  id: string;
  rules: SecurityGroupRuleSpec[];
}

export interface SecurityGroupRuleSpec {
  direction: 'ingress' | 'egress';
  ethertype: 'IPv4' | 'IPv6';
  /** null: any protocol. */
  protocol: 'tcp' | 'udp' | 'icmp' | null;
  /** Inclusive; null: any. For icmp, type and code. */
  fromPort: number | null;
  toPort: number | null;
  /** At most one of both is set; neither: anywhere. */
  cidr: string | null;
  remoteGroup: string | null;
}

/** What a backend reports by itself. `at` is epoch ms. */
export type DriverEvent =
  | { kind: 'guest'; guest: string; state: 'running'; at: number }
  /** `byGuest`: it powered itself off, as its owner may have told it inside; else its end came from outside. */
  | { kind: 'guest'; guest: string; state: 'stopped'; byGuest: boolean; reason: string; at: number }
  | { kind: 'lease'; guest: string; port: string; address: string; at: number }
  | { kind: 'report'; guest: string; report: GuestReport; at: number };

/** What a guest says of itself: untrusted, bounded and checked by the driver before it is passed on. */
export type GuestReport =
  | { stage: 'network' }
  | { stage: 'ssh'; hostKeys: string[] }
  | { stage: 'cloud-init'; result: 'done' | 'degraded' | 'error'; detail: string };

export interface BackendObject {
  kind: 'guest' | 'volume' | 'router' | 'port' | 'image' | 'process' | 'file';
  /** The id it belongs to (a guest process: the guest's id), or null when its name tells none. */
  id: string | null;
  /** Where it is: a pid, an interface, a path. */
  detail: string;
}
