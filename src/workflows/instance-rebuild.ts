import { defineWorkflow, none, step } from '../engine/index.ts';
import { noInput, within } from './context.ts';
import { rollbackOutcome } from './outcomes.ts';
import { discardOldDisk, finishDiscarding, renewDisk, restoreDisk } from './steps/disk.ts';
import { awaitReadiness, cutPower, startGuest, stopGuest } from './steps/guest.ts';
import { bringImage } from './steps/image.ts';
import { connect } from './steps/network.ts';

export const instanceRebuild = defineWorkflow({
  kind: 'instance.rebuild',
  purpose: 'A new system volume from an image for an instance that keeps its addresses and its data volumes',
  input: noInput,
  steps: [
    step('image', ['Make the image ready', bringImage], none('images are shared'), within('image', 2)),
    step('stop', ['Stop the guest', stopGuest], none('it is started again if it shall run'), within('stop')),
    step('disk', ['Change the disk', renewDisk], ['put the old disk back', restoreDisk], within('disk')),
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
