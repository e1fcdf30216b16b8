import { defineWorkflow, none, step } from '../engine/index.ts';
import { noInput, within } from './context.ts';
import { rollbackOutcome } from './outcomes.ts';
import { createRescueDisk, deleteRescueDisk } from './steps/disk.ts';
import { awaitReadiness, cutPower, startGuest, stopGuest } from './steps/guest.ts';
import { bringImage } from './steps/image.ts';
import { connect } from './steps/network.ts';

export const instanceRescue = defineWorkflow({
  kind: 'instance.rescue',
  purpose: "A rescue system in place of the instance's own, which it sees as a further disk",
  input: noInput,
  steps: [
    step('image', ['Make the image ready', bringImage], none('images are shared'), within('image', 2)),
    step('stop', ['Stop the guest', stopGuest], none('it is started again if it shall run'), within('stop')),
    step(
      'rescue-disk',
      ['Make the rescue disk', createRescueDisk],
      ['delete the rescue disk', deleteRescueDisk],
      within('volume'),
    ),
    step(
      'connect',
      ['Connect the network', connect],
      none('an instance keeps its ports, running or not'),
      within('network'),
    ),
    step('boot', ['Start the guest', startGuest], ['cut the power of the guest', cutPower], within('start')),
    step('ready', ['Wait until it answers', awaitReadiness], none('waiting leaves nothing behind'), within('ready')),
  ],
  ...rollbackOutcome,
});
