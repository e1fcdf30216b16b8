import type { OpenRun } from '../engine/index.ts';
import { volumeInput } from './context.ts';
import { volumeAttach } from './volume-attach.ts';
import { volumeDetach } from './volume-detach.ts';

/** The volume that a run gives to its VM or takes from it; null: it does neither. */
export function movingVolume({ kind, input }: OpenRun): string | null {
  if (kind !== volumeAttach.kind && kind !== volumeDetach.kind) return null;
  return volumeInput.parse(input).volume;
}
