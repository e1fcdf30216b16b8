import { defineWorkflow, none, step } from '../engine/index.ts';
import { forward, keepingInput, within } from './context.ts';
import { volumeDeletion } from './deletion.ts';
import { keepVolumeRow } from './steps/reservation.ts';
import { setVolumeAside } from './steps/volume.ts';

export const volumeSoftDelete = defineWorkflow({
  kind: 'volume.soft_delete',
  purpose: 'From a volume that nobody has to one that is gone for all, and can be brought back for a while',
  input: keepingInput,
  steps: [
    step('set-volume-aside', ['Set the volume aside', setVolumeAside], none(forward), within('volume', 20)),
    step('keep-volume', ['Keep it for a while', keepVolumeRow], none(forward), { retries: 20 }),
  ],
  ...volumeDeletion,
});
