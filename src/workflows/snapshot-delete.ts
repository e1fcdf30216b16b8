import { defineWorkflow, none, step } from '../engine/index.ts';
import { forward, noInput, within } from './context.ts';
import { setSnapshot } from './outcomes.ts';
import { deleteSnapshots, releaseOf } from './steps/snapshot.ts';

export const snapshotDelete = defineWorkflow({
  kind: 'snapshot.delete',
  purpose: 'From a snapshot, in whatever state, to nothing left of it; its volume stays as it is',
  input: noInput,
  steps: [
    step('delete-snapshot', ['Delete the snapshot', deleteSnapshots('uuid')], none(forward), within('volume', 20)),
    step('release-quota', ['Give back quota', releaseOf('uuid')], none(forward), { retries: 20 }),
  ],
  begins: (tx, { subject }) => setSnapshot(tx, subject, 'DELETING', null),
  succeeded: (tx, run) => setSnapshot(tx, run.subject, 'TERMINATED', null),
  unwound: (tx, run, error) => setSnapshot(tx, run.subject, 'ERRED', error),
});
