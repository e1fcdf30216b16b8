import { defineWorkflow, none, step } from '../engine/index.ts';
import { noInput, within } from './context.ts';
import { powerOutcome } from './outcomes.ts';
import { startGuest } from './steps/guest.ts';
import { connect } from './steps/network.ts';

export const instanceStart = defineWorkflow({
  kind: 'instance.start',
  purpose: 'From an instance that is off to one that runs',
  input: noInput,
  steps: [
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
