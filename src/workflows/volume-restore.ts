import { defineWorkflow, step } from '../engine/index.ts';
import { noInput, within } from './context.ts';
import { setVolume } from './outcomes.ts';
import { releaseVolume, reserved } from './steps/reservation.ts';
import { restoreSnapshot } from './steps/snapshot.ts';
import { deleteVolume } from './steps/volume.ts';

export const volumeRestore = defineWorkflow({
  kind: 'volume.restore',
  purpose: 'From a snapshot to a volume of its own, which stands on nothing else',
  input: noInput,
  steps: [
    step('quota', ['Reserve quota', reserved], ['give back quota', releaseVolume]),
    step('copy', ['Copy the snapshot', restoreSnapshot], ['delete the volume', deleteVolume], within('capture', 2)),
  ],
  succeeded: (tx, run) => setVolume(tx, run.subject, 'OK', null),
  unwound: (tx, run, error) => setVolume(tx, run.subject, error === null ? 'TERMINATED' : 'ERRED', error),
});
