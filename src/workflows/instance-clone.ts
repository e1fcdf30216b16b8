import { defineWorkflow, none, step } from '../engine/index.ts';
import { within } from './context.ts';
import { abandonBackup, forgetBackup, setInstance } from './outcomes.ts';
import { deleteVolumes } from './steps/disk.ts';
import { awaitReadiness, removeGuest, startGuest } from './steps/guest.ts';
import { bringImage } from './steps/image.ts';
import { deleteKept, dropKept, keptInput, releaseClone, takeKept } from './steps/kept.ts';
import { connect, disconnect } from './steps/network.ts';
import { reserved } from './steps/reservation.ts';
import { restoreVolumes } from './steps/snapshot.ts';

/** A backup and what is made of it, as one: the backup is the run's alone, and gone as soon as its disks are copied. */
export const instanceClone = defineWorkflow({
  kind: 'instance.clone',
  purpose: 'From another instance, running or not, to a guest of its own with the same disks',
  input: keptInput,
  steps: [
    step('reserve-clone', ['Reserve addresses and quota', reserved], ['give back addresses and quota', releaseClone]),
    step(
      'keep-disks',
      ['Keep the disks as they are', takeKept],
      ['delete what was kept', deleteKept],
      within('volume'),
    ),
    step('image', ['Make the image ready', bringImage], none('images are shared'), within('image', 2)),
    step('network', ['Connect the network', connect], ['disconnect the network', disconnect], within('network')),
    step('copies', ['Copy the snapshots', restoreVolumes], ['delete the disks', deleteVolumes], within('capture', 2)),
    step('drop-kept', ['Delete what was kept', dropKept], none('the copies stand on nothing else'), within('volume')),
    step('guest', ['Start the guest', startGuest], ['stop and remove the guest', removeGuest], within('start')),
    step('ready', ['Wait until it answers', awaitReadiness], none('waiting leaves nothing behind'), within('ready')),
  ],
  succeeded: async (tx, run) => {
    await setInstance(tx, run.subject, 'OK', null);
    await forgetBackup(tx, run.input.kept);
  },
  abandoned: (tx, run) => abandonBackup(tx, run.input.kept),
  unwound: async (tx, run, error) => {
    await setInstance(tx, run.subject, error === null ? 'TERMINATED' : 'ERRED', error);
    await forgetBackup(tx, run.input.kept);
  },
});
