import { defineWorkflow, none, type StepContext, step, type WorkflowDefinition } from '../engine/index.ts';
import { plugNetwork, startGuest as bootGuest, stopGuest } from './steps/instance.ts';
import { setInstance } from './outcome.ts';
import type { Services } from './services.ts';

const outcome: Pick<WorkflowDefinition<Services>, 'succeeded' | 'unwound'> = {
  succeeded: (tx, run) => setInstance(tx, run.subject, 'OK', null),
  // the instance stays manageable: runtime state ERROR says that the last action failed, and it can be tried again
  unwound: (tx, run, error) => setInstance(tx, run.subject, 'OK', error),
};

// what a power action has changed is what its owner asked for: a later step's failure does not take it back
const kept = none('a power action is not taken back');
const startGuest = { ...bootGuest, undo: kept };
const plug = { ...plugNetwork, undo: kept };

// behind the stop: a guest that ended in a run that was cancelled is started again, as its row still wants it
const wantOff = step<Services>('intent', {
  do: async ({ services, subject }: StepContext<Services>) => {
    await services.db.updateTable('instance').set({ power: 'off' }).where('uuid', '=', subject).execute();
  },
  undo: kept,
});

export const startInstance = defineWorkflow('instance.start', [plug, startGuest], outcome);
export const stopInstance = defineWorkflow('instance.stop', [stopGuest, wantOff], outcome);
export const restartInstance = defineWorkflow('instance.restart', [stopGuest, plug, startGuest], outcome);
