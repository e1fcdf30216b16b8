export { type VolumeView, volumeView } from './read.ts';
export { deviceOf, volumeRefuses } from './rules.ts';
export { defaultVolumeType } from './types.ts';
export {
  attachVolumeRow,
  detachVolumeRow,
  holdVolume,
  type LockedVolume,
  lockVolume,
  makeVolume,
  type NewVolume,
  releaseVolume,
} from './volumes.ts';
