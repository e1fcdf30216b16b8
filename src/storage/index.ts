export {
  bringBackVolume,
  deletedVolumes,
  forgetDeleted,
  forgetPastEnd,
  isAtRest,
  isKept,
  keepDeletedVolume,
  type Keeping,
  keptUntil,
  type LockedDeleted,
  lockDeleted,
  pastEnd,
  releaseDeletedVolumes,
  setDeleted,
} from './deleted.ts';
export { type VolumeView, volumeView } from './read.ts';
export { deviceOf, instanceBusy, type VolumeAction, volumeRules, type VolumeStanding } from './rules.ts';
export {
  attachVolumeRow,
  closeGaps,
  detachVolumeRow,
  type LockedVolume,
  lockVolume,
  makeVolume,
  releaseVolume,
  snapshotted,
} from './volumes.ts';
export { type SnapshotView, snapshotView } from './read-snapshots.ts';
export { type SnapshotAction, snapshotRules, type SnapshotStanding } from './snapshot-rules.ts';
export {
  forgetSnapshots,
  lockSnapshot,
  makeSnapshots,
  type NewSnapshot,
  releaseSnapshots,
  restoring,
  type Scheduled,
  type SnapshotKey,
} from './snapshots.ts';
export { reserveVolume } from './reserve-volume.ts';
export { resolveVolume, type VolumeSpecification, type VolumeWish, volumeEstimateKey } from './resolve-volume.ts';
export { maxDataVolumes, volumeShape, volumeSize } from './volume-shapes.ts';
export { findVolumeType } from './volume-types.ts';
