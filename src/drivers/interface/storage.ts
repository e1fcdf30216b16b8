export type Progress = (fraction: number, message: string) => void;

/** Claims room on the disk for all that an image takes, MiB in place of what it had claimed; throws when that cannot be had. */
export type ClaimRoom = (mib: number) => Promise<void>;

export interface ImageSpec {
  id: string;
  source: ImageSource;
  /** Lower-case hex, checked before the file is looked at. */
  sha256: string | null;
}

export type ImageSource =
  /** Built by us from Debian packages. */
  | { kind: 'builtin'; name: 'tiny' | 'debian-12' }
  /** Downloaded. `checksumUrl`: a list of checksums of the publisher, fetched at the same time, that must name the file. */
  | { kind: 'url'; url: string; checksumUrl?: string }
  /** Came by file. */
  | { kind: 'upload' }
  /** The disk of a stopped guest as it is, made standalone. It boots as the image of that guest does. */
  | { kind: 'volume'; volume: string };

export interface ImageFacts {
  /** The disk as the guest sees it, MiB, rounded up. */
  virtualSizeMiB: number;
  /** What it takes on the backend, bytes. */
  bytes: number;
  format: 'qcow2' | 'raw';
  sha256: string;
}

export interface VolumeSpec {
  id: string;
  sizeMiB: number;
  /** What it begins as; null: blank. */
  image: string | null;
  /** The guest that it is to rescue: a backend that makes such a disk by itself has nothing to do. */
  rescues?: string;
}
