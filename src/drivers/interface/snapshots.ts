import type { VolumeSpec } from './storage.ts';

/** Which volume it is of, and the guest that has this, running or not; null: none has. */
export interface SnapshotSpec {
  id: string;
  volume: string;
  guest: string | null;
}

/** What of a snapshot is read, and how. */
export interface SnapshotReading {
  sizeMiB: number;
  /** What a piece is; the last one of a disk may be shorter. */
  pieceMiB: number;
  /** Another snapshot of the volume: what has not changed since is said, and need not be read; null: none. */
  since: string | null;
}

/** A part of a disk that may be something else than zeros. */
export interface SnapshotPiece {
  index: number;
  /** It is what it was in `since`. */
  unchanged: boolean;
  read(): Promise<Buffer>;
}

/** A part of a disk that is written, by its place in pieces of `pieceMiB`. */
export interface WrittenPiece {
  index: number;
  data: Buffer;
}

/** What a driver does with volumes as they were at a moment. */
export interface SnapshotDriver {
  /**
   * Keeps a volume, or several of one guest, as they are at one moment, without a pause that a guest would notice; without `keepsAtOnce`
   * one after another. All that are kept already stay as they are. A volume with snapshots can grow, but is neither moved nor deleted.
   */
  takeSnapshots(snapshots: readonly SnapshotSpec[], signal?: AbortSignal): Promise<void>;
  /** What the volume holds now is not touched. One that is gone, or whose volume is, is fine. */
  deleteSnapshot(snapshot: SnapshotSpec, signal?: AbortSignal): Promise<void>;
  /**
   * Makes a volume that begins as a snapshot, whether a guest runs with the volume of that or not; an existing one of this id is
   * left as it is. Throws `snapshot-missing`.
   */
  restoreSnapshot(volume: VolumeSpec, snapshot: SnapshotSpec, signal?: AbortSignal): Promise<void>;
  /**
   * Makes volumes that no guest runs with what they were at these snapshots, their size too; what they hold is lost, their snapshots stay.
   * Throws `snapshot-missing` before anything is changed. Only where `unrevertible` is null.
   */
  revertVolumes(snapshots: readonly SnapshotSpec[], signal?: AbortSignal): Promise<void>;
  /**
   * Hands the pieces of a snapshot to `take`, one after the other, whether a guest runs with the volume or not. What surely reads zeros is left
   * out, and nothing is read that `take` does not ask for. Throws `snapshot-missing`. Only where `uncopied` is null, as the next one.
   */
  readSnapshot(
    snapshot: SnapshotSpec,
    reading: SnapshotReading,
    take: (piece: SnapshotPiece) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<void>;
  /** Makes a volume of pieces that were read, zeros between them; an existing one of this id is left as it is. */
  writeVolume(
    volume: VolumeSpec,
    pieces: { pieceMiB: number; each: AsyncIterable<WrittenPiece> },
    signal?: AbortSignal,
  ): Promise<void>;
}
