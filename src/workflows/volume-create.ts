import { defineWorkflow, none, step } from '../engine/index.ts';
import { noInput, within } from './context.ts';
import { endOrder, setVolume } from './outcomes.ts';
import { bringVolumeImage } from './steps/image.ts';
import { releaseVolume, reserved } from './steps/reservation.ts';
import { createVolume, deleteVolume } from './steps/volume.ts';

export const volumeCreate = defineWorkflow({
  kind: 'volume.create',
  purpose: 'From a reservation to a volume that can be attached',
  input: noInput,
  steps: [
    step('quota', ['Reserve quota', reserved], ['give back quota', releaseVolume]),
    step('image', ['Make the image ready', bringVolumeImage], none('images are shared'), within('image', 2)),
    step('volume', ['Make the volume', createVolume], ['delete the volume', deleteVolume], within('volume')),
  ],
  succeeded: async (tx, run) => {
    await setVolume(tx, run.subject, 'OK', null);
    await endOrder(tx, run.workflow, 'done', null);
  },
  unwound: async (tx, run, error) => {
    await setVolume(tx, run.subject, error === null ? 'TERMINATED' : 'ERRED', error);
    await endOrder(tx, run.workflow, error === null ? 'canceled' : 'erred', error);
  },
});
