/** `absent`: nothing runs and nothing is left; `stopped`: known but not running; `paused`: it is there and stands still. */
export type GuestState = 'absent' | 'stopped' | 'running' | 'paused';

/** Why a guest stands still; `reason` is for people. */
export interface GuestPause {
  /** `no-room`: the disk of the host is full, and `resumeGuest` sets it going again; `other`: only a restart does. */
  cause: 'no-room' | 'other';
  reason: string;
}

/** What can befall a guest without its end or a pause. */
export type GuestFault = 'disk-error' | 'panic' | 'watchdog' | 'memory-failure';

export interface GuestSpec {
  id: string;
  /** A small number of its own among this cloud's instances, 1..65000, for a backend that names by one. */
  slot: number;
  vcpus: number;
  memoryMiB: number;
  /** The image that its system volume came from: some boot by their own kernel. */
  image: string;
  /** Its own; the first one boots. */
  volumes: { id: string }[];
  /** The system that boots in place of its own, whose disks it sees behind its own one; null: it is not rescued. */
  rescue: RescueSpec | null;
  /** The project's id: the guest runs inside of its router, also without a port. */
  router: string;
  ports: GuestPort[];
  seed: SeedSpec;
  /** For an image without an agent of ours: where the driver asks until ssh answers, if it can. */
  probeSsh: { router: string; address: string } | null;
}

export interface RescueSpec {
  image: string;
  /** Made by `createVolume` before, with `rescues`. */
  volume: string;
}

/** A network card; in which families it asks for an address is what its port has. */
export interface GuestPort {
  id: string;
  mac: string;
  dhcp4: boolean;
  dhcp6: boolean;
}

/** What cloud-init is told. Strings are the user's: they pass through serialisers only. */
export interface SeedSpec {
  instanceId: string;
  hostname: string;
  sshKeys: string[];
  /** The user's own user data, byte for byte; a gzip is in base64. */
  userData: string | null;
  /** Keys with values, as its owner gave them. */
  labels: Record<string, string>;
  /** Its system was another guest's: what must be its own is made anew. */
  copied?: true;
}

/** Of these guests those that are to be no more, as the records know; of what they do not know none. */
export type EndedSource = (guests: string[]) => Promise<string[]>;

export type MetadataSource = (guest: string) => Promise<GuestMetadata | null>;

/** What the metadata service tells a guest of itself, beside its ports, which the backend knows. */
export interface GuestMetadata {
  seed: SeedSpec;
  /** Ids. */
  project: string;
  image: string;
  /** Names. */
  flavor: string;
  keyName: string;
}

/** Where a guest is measured: its router and its ports, by id. */
export interface MeasuredGuest {
  id: string;
  router: string;
  ports: string[];
}

/** Counters begin at 0 when the guest is started. */
export interface GuestUsage {
  /** When it was measured and when the guest was started, epoch ms. */
  at: number;
  since: number;
  /** Processor time that the guest has taken of the host, over all of its processors. */
  cpuMs: number;
  /** Memory that it takes of the host. */
  memoryBytes: number;
  /** `volume` is null for the one that the guest boots from. */
  disks: { volume: string | null; readBytes: number; writtenBytes: number; reads: number; writes: number }[];
  /** As the guest sees it. */
  ports: {
    port: string;
    receivedBytes: number;
    sentBytes: number;
    receivedPackets: number;
    sentPackets: number;
  }[];
  /** For volumes and ports that can be plugged and unplugged while it runs. */
  slots: { total: number; used: number };
}

/** What a guest says of itself: untrusted, bounded and checked by the driver before it is passed on. */
export type GuestReport =
  | { stage: 'network' }
  | { stage: 'ssh'; hostKeys: string[] }
  | { stage: 'cloud-init'; result: 'done' | 'degraded' | 'error'; detail: string };
