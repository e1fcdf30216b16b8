import { defineWorkflow, step } from '../engine/index.ts';
import { noInput, within } from './context.ts';
import { endUnmade, setBackup } from './outcomes.ts';
import { reserved } from './steps/reservation.ts';
import { deleteSnapshots, releaseOf, takeSnapshots } from './steps/snapshot.ts';

/** As a snapshot it holds up nothing else: the VM goes on, and may be changed. */
export const backupCreate = defineWorkflow({
  kind: 'backup.create',
  purpose: 'All volumes of a VM as they are at one moment, while it runs',
  input: noInput,
  steps: [
    step('backup-quota', ['Reserve quota', reserved], ['give back quota', releaseOf('backup')]),
    step(
      'snapshots',
      ['Take the snapshots', takeSnapshots('backup')],
      ['delete the snapshots', deleteSnapshots('backup')],
      within('volume'),
    ),
  ],
  succeeded: (tx, run) => setBackup(tx, run.subject, { state: 'OK', parts: 'OK' }, null),
  unwound: (tx, run, error) => endUnmade(tx, 'backup', run.subject, error),
});
