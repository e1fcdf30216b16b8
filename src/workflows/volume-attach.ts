import { defineWorkflow, step } from '../engine/index.ts';
import { detachVolumeRow } from '../storage/index.ts';
import { volumeInput, within } from './context.ts';
import { endVolumeAction } from './outcomes.ts';
import { plugVolume, unplugVolume } from './steps/volume.ts';

/** The row has the volume already; a guest that does not run gets it at its next start. */
export const volumeAttach = defineWorkflow({
  kind: 'volume.attach',
  purpose: 'From a volume of its own to one of an instance, while the guest runs',
  input: volumeInput,
  steps: [
    // a guest that boots lets go of nothing until it is up
    step('attach', ['Attach the volume', plugVolume], ['detach the volume', unplugVolume], within('attach', 20)),
  ],
  succeeded: (tx, run) => endVolumeAction(tx, run, null),
  unwound: async (tx, run, error) => {
    await detachVolumeRow(tx, run.input.volume);
    await endVolumeAction(tx, run, error);
  },
});
