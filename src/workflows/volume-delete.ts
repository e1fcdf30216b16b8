import { defineWorkflow, none, step } from '../engine/index.ts';
import { forgetDeleted } from '../storage/index.ts';
import { forward, noInput, within } from './context.ts';
import { volumeDeletion } from './deletion.ts';
import { releaseVolume } from './steps/reservation.ts';
import { deleteVolume } from './steps/volume.ts';

export const volumeDelete = defineWorkflow({
  kind: 'volume.delete',
  purpose: 'From a volume that nobody has, in whatever state, to nothing left of it',
  input: noInput,
  steps: [
    step('delete-volume', ['Delete the volume', deleteVolume], none(forward), within('volume', 20)),
    step('release-quota', ['Give back quota', releaseVolume], none(forward), { retries: 20 }),
  ],
  ...volumeDeletion,
  succeeded: async (tx, run) => {
    await volumeDeletion.succeeded(tx, run);
    // it may have been kept by an attempt to delete it that failed
    await forgetDeleted(tx, run.subject);
  },
});
