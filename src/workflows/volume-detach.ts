import { defineWorkflow, step } from '../engine/index.ts';
import { detachVolumeRow } from '../storage/index.ts';
import { volumeInput, within } from './context.ts';
import { endVolumeAction } from './outcomes.ts';
import { plugVolume, unplugVolume } from './steps/volume.ts';

export const volumeDetach = defineWorkflow({
  kind: 'volume.detach',
  purpose: 'From a volume of an instance to one of its own, while the guest runs',
  input: volumeInput,
  steps: [
    // a guest that boots lets go of nothing until it is up
    step('detach', ['Detach the volume', unplugVolume], ['attach the volume', plugVolume], within('attach', 20)),
  ],
  succeeded: async (tx, run) => {
    await detachVolumeRow(tx, run.input.volume);
    await endVolumeAction(tx, run, null);
  },
  unwound: endVolumeAction,
});
