/** Where backends differ: orders are refused by it before they are taken, and people are told why. */
export interface Capabilities {
  /** Of user data, as it is sent to a guest, at most; null: all that an order may have. */
  userDataBytes: number | null;
  /** Sizes of volumes are whole steps of this. */
  volumeStepMiB: number;
  /** So many addresses at the end of every subnet are the backend's own. */
  reservedAddresses: number;
  /** Whether a volume can grow while a guest has it, running or not; the one that it boots from can only so. */
  growsAttached: boolean;
  /** Whether snapshots of several volumes of a guest are of one moment. */
  keepsAtOnce: boolean;
  /** null: volumes go back to snapshots of theirs in place; else why they do not, in one sentence. */
  unrevertible: string | null;
  /** null: what backups hold can be read, to be copied elsewhere; else why not, in one sentence. */
  uncopied: string | null;
  /** null: guests are measured; else why they are not, in one sentence. */
  unmeasured: string | null;
}

/** A size that a guest may have. */
export interface GuestSize {
  vcpus: number;
  memoryMiB: number;
}

/** What a backend may let us have no more of. Memory and disk are MiB. */
export type QuotaOf =
  | 'servers'
  | 'vcpus'
  | 'memory'
  | 'volumes'
  | 'snapshots'
  | 'disk'
  | 'routers'
  | 'networks'
  | 'subnets'
  | 'ports'
  | 'security groups'
  | 'security group rules';

/** `used`: by all who share it, also by what is none of ours. */
export interface BackendQuota {
  of: QuotaOf;
  limit: number;
  used: number;
}
