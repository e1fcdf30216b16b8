import { defineWorkflow, none, step } from '../engine/index.ts';
import { within } from './context.ts';
import { forgetBackup, rollbackOutcome } from './outcomes.ts';
import { awaitReadiness, cutPower, startGuest, stopGuest } from './steps/guest.ts';
import { deleteKept, releaseKept, takeKept } from './steps/kept.ts';
import { connect } from './steps/network.ts';
import { reserved } from './steps/reservation.ts';
import { discardKept, finishDiscardingKept, putDisksBack, rollBackDisks, rollbackInput } from './steps/rollback.ts';

/** As a rebuild, but that a disk with snapshots can only be kept by one more of them. */
export const instanceRollback = defineWorkflow({
  kind: 'instance.rollback',
  purpose: 'All disks of an instance as they were when it was backed up; it keeps its addresses',
  input: rollbackInput,
  steps: [
    step('kept-quota', ['Reserve quota', reserved], ['give back quota', releaseKept]),
    step('stop', ['Stop the guest', stopGuest], none('it is started again if it shall run'), within('stop')),
    step(
      'keep-disks',
      ['Keep the disks as they are', takeKept],
      ['delete what was kept', deleteKept],
      within('volume'),
    ),
    step('roll-back', ['Roll the disks back', rollBackDisks], ['put the disks back', putDisksBack], within('disk')),
    step(
      'connect',
      ['Connect the network', connect],
      none('an instance keeps its ports, running or not'),
      within('network'),
    ),
    step('boot', ['Start the guest', startGuest], ['cut the power of the guest', cutPower], within('start')),
    step('ready', ['Wait until it answers', awaitReadiness], none('waiting leaves nothing behind'), within('ready')),
    step(
      'discard-kept',
      ['Remove what was replaced', discardKept],
      ['finish the removal', finishDiscardingKept],
      within('volume', 20),
    ),
  ],
  succeeded: async (tx, run) => {
    await rollbackOutcome.succeeded(tx, run);
    await forgetBackup(tx, run.input.kept);
  },
  unwound: async (tx, run, error) => {
    await rollbackOutcome.unwound(tx, run, error);
    await forgetBackup(tx, run.input.kept);
  },
});
