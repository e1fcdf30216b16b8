import { defineWorkflow, step } from '../engine/index.ts';
import { volumeInput, within } from './context.ts';
import { endVolumeAction, setVolume } from './outcomes.ts';
import { growVolume, noteSize } from './steps/volume.ts';

export const volumeExtend = defineWorkflow({
  kind: 'volume.extend',
  purpose: 'More room in a volume, while the guest that has it runs',
  input: volumeInput,
  steps: [
    // a disk that a guest has seen does not shrink
    step('extend', ['Extend the volume', growVolume], ['note the size that it has become', noteSize], within('volume')),
  ],
  succeeded: (tx, run) => endVolumeAction(tx, run, null),
  unwound: endVolumeAction,
  abandoned: (tx, { input }) => setVolume(tx, input.volume, 'OK', null),
});
