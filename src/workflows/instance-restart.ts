import { defineWorkflow, none, step } from '../engine/index.ts';
import { noInput, within } from './context.ts';
import { powerOutcome } from './outcomes.ts';
import { startGuest, stopGuest } from './steps/guest.ts';
import { connect } from './steps/network.ts';

export const instanceRestart = defineWorkflow({
  kind: 'instance.restart',
  purpose: 'From an instance that runs to one that has booted anew',
  input: noInput,
  steps: [
    step('stop', ['Stop the guest', stopGuest], none('it is started again if it shall run'), within('stop')),
    step(
      'connect',
      ['Connect the network', connect],
      none('an instance keeps its ports, running or not'),
      within('network'),
    ),
    step('start', ['Start the guest', startGuest], none('a power action is not taken back'), within('start')),
  ],
  ...powerOutcome,
});
