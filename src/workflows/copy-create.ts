import { defineWorkflow, step } from '../engine/index.ts';
import { noInput } from './context.ts';
import { endUncopied, setCopy } from './outcomes.ts';
import { abandonCopy, aDay, sendCopy } from './steps/copy.ts';

/** What was sent stays sent: begun again, it sends the rest. */
export const copyCreate = defineWorkflow({
  kind: 'backup_copy.create',
  purpose: 'From a backup of a VM to a copy on a target, which needs neither the VM nor another copy',
  input: noInput,
  steps: [
    step('send', ['Send what the target does not have', sendCopy], ['delete what was sent', abandonCopy], {
      deadline: aDay,
    }),
  ],
  succeeded: (tx, run) => setCopy(tx, run.subject, 'OK', null),
  unwound: (tx, run, error) => endUncopied(tx, run.subject, error),
});
