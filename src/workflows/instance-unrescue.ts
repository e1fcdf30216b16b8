import { defineWorkflow, none, step } from '../engine/index.ts';
import { noInput, within } from './context.ts';
import { rollbackOutcome } from './outcomes.ts';
import { discardOldDisk, finishDiscarding } from './steps/disk.ts';
import { awaitReadiness, cutPower, startGuest, stopGuest } from './steps/guest.ts';
import { connect } from './steps/network.ts';

export const instanceUnrescue = defineWorkflow({
  kind: 'instance.unrescue',
  purpose: "The instance's own system again; when it does not come up, the rescue system comes back",
  input: noInput,
  steps: [
    step('stop', ['Stop the guest', stopGuest], none('it is started again if it shall run'), within('stop')),
    step(
      'connect',
      ['Connect the network', connect],
      none('an instance keeps its ports, running or not'),
      within('network'),
    ),
    step('boot', ['Start the guest', startGuest], ['cut the power of the guest', cutPower], within('start')),
    step('ready', ['Wait until it answers', awaitReadiness], none('waiting leaves nothing behind'), within('ready')),
    step(
      'clean-up',
      ['Remove what was replaced', discardOldDisk],
      ['finish the removal', finishDiscarding],
      within('volume', 20),
    ),
  ],
  ...rollbackOutcome,
});
