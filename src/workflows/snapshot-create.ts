import { defineWorkflow, step } from '../engine/index.ts';
import { noInput, within } from './context.ts';
import { endUnmade, setSnapshot } from './outcomes.ts';
import { reserved } from './steps/reservation.ts';
import { deleteSnapshots, releaseOf, takeSnapshots } from './steps/snapshot.ts';

/** Nothing else is held up by it: the volume and its VM go on, and may be changed. */
export const snapshotCreate = defineWorkflow({
  kind: 'snapshot.create',
  purpose: 'A volume as it is at one moment, while the guest that has it runs',
  input: noInput,
  steps: [
    step('snapshot-quota', ['Reserve quota', reserved], ['give back quota', releaseOf('uuid')]),
    step(
      'snapshot',
      ['Take the snapshot', takeSnapshots('uuid')],
      ['delete the snapshot', deleteSnapshots('uuid')],
      within('volume'),
    ),
  ],
  succeeded: (tx, run) => setSnapshot(tx, run.subject, 'OK', null),
  unwound: (tx, run, error) => endUnmade(tx, 'snapshot', run.subject, error),
});
