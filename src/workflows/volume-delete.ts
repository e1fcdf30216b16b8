import { defineWorkflow, none, step } from '../engine/index.ts';
import { forward, noInput } from './context.ts';
import { endOrder, setVolume } from './outcomes.ts';
import { releaseVolume } from './steps/reservation.ts';
import { deleteVolume } from './steps/volume.ts';

export const volumeDelete = defineWorkflow({
  kind: 'volume.delete',
  purpose: 'From a volume that nobody has, in whatever state, to nothing left of it',
  input: noInput,
  steps: [
    step('delete-volume', ['Delete the volume', deleteVolume], none(forward), { retries: 20 }),
    step('release-quota', ['Give back quota', releaseVolume], none(forward), { retries: 20 }),
  ],
  succeeded: async (tx, run) => {
    await setVolume(tx, run.subject, 'TERMINATED', null);
    await endOrder(tx, run.workflow, 'done', null);
  },
  unwound: async (tx, run, error) => {
    await setVolume(tx, run.subject, 'ERRED', error);
    await endOrder(tx, run.workflow, 'erred', error);
  },
});
