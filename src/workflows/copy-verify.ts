import { defineWorkflow, none, step } from '../engine/index.ts';
import { noInput } from './context.ts';
import { setCopy } from './outcomes.ts';
import { aDay, readCopyBack } from './steps/copy.ts';

export const copyVerify = defineWorkflow({
  kind: 'backup_copy.verify',
  purpose: 'Every piece of a copy read back from its target, and what is wrong with it known',
  input: noInput,
  steps: [
    step('read-back', ['Read the copy back', readCopyBack], none('what was read is left as it is'), { deadline: aDay }),
  ],
  begins: (tx, run) => setCopy(tx, run.subject, 'UPDATING', null),
  succeeded: (tx, run) => setCopy(tx, run.subject, 'OK', null),
  unwound: (tx, run, error) => setCopy(tx, run.subject, 'OK', error),
});
