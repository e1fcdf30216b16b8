export { targetAt } from './found.ts';
export { cloudsAt, type TargetSettings } from './places.ts';
export { keyPath, makeKey } from './key.ts';
export { type CopiedVolume, pieceMiB } from './manifest.ts';
export type { Target } from './target.ts';
export { Targets } from './targets.ts';
