export { cloudsAt, targetAt } from './found.ts';
export { keyPath, makeKey } from './key.ts';
export { type CopiedVolume, pieceMiB } from './manifest.ts';
export type { Target } from './target.ts';
export { Targets, type TargetSettings } from './targets.ts';
