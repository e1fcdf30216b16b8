import { defineWorkflow, none, step } from '../engine/index.ts';
import { forward, noInput, within } from './context.ts';
import { setBackup } from './outcomes.ts';
import { deleteSnapshots, releaseOf } from './steps/snapshot.ts';

export const backupDelete = defineWorkflow({
  kind: 'backup.delete',
  purpose: 'From a backup of a VM, in whatever state, to nothing left of it; the VM stays as it is',
  input: noInput,
  steps: [
    step('delete-snapshots', ['Delete the snapshots', deleteSnapshots('backup')], none(forward), within('volume', 20)),
    step('release-quota', ['Give back quota', releaseOf('backup')], none(forward), { retries: 20 }),
  ],
  begins: (tx, { subject }) => setBackup(tx, subject, { state: 'DELETING', parts: 'DELETING' }, null),
  succeeded: (tx, run) => setBackup(tx, run.subject, { state: 'TERMINATED', parts: 'TERMINATED' }, null),
  unwound: (tx, run, error) => setBackup(tx, run.subject, { state: 'ERRED', parts: 'ERRED' }, error),
});
