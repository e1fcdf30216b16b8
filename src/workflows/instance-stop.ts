import { defineWorkflow, none, step } from '../engine/index.ts';
import { noInput, within } from './context.ts';
import { powerOutcome } from './outcomes.ts';
import { keepOff, stopGuest } from './steps/guest.ts';

export const instanceStop = defineWorkflow({
  kind: 'instance.stop',
  purpose: 'From an instance that runs to one that stays off',
  input: noInput,
  steps: [
    step('stop', ['Stop the guest', stopGuest], none('it is started again if it shall run'), within('stop')),
    // behind the stop: a guest that ended in a run that was cancelled is started again, as its row still wants it
    step('intent', ['Keep it off', keepOff], none('a power action is not taken back')),
  ],
  ...powerOutcome,
});
