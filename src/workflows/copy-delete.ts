import { defineWorkflow, none, step } from '../engine/index.ts';
import { forward, noInput } from './context.ts';
import { setCopy } from './outcomes.ts';
import { aDay, forgetCopy, prunePieces } from './steps/copy.ts';

export const copyDelete = defineWorkflow({
  kind: 'backup_copy.delete',
  purpose: 'From a copy of a backup, in whatever state, to nothing left of it but what other copies need, too',
  input: noInput,
  steps: [
    step('forget-copy', ['Delete the copy', forgetCopy], none(forward), { retries: 20 }),
    step('prune', ['Remove pieces that no copy needs', prunePieces], none(forward), { deadline: aDay, retries: 20 }),
  ],
  begins: (tx, run) => setCopy(tx, run.subject, 'DELETING', null),
  succeeded: (tx, run) => setCopy(tx, run.subject, 'TERMINATED', null),
  unwound: (tx, run, error) => setCopy(tx, run.subject, 'ERRED', error),
});
