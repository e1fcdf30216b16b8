import { defineWorkflow, none, step } from '../engine/index.ts';
import { noInput, within } from './context.ts';
import { setInstance } from './outcomes.ts';
import { deleteVolumes } from './steps/disk.ts';
import { awaitReadiness, removeGuest, startGuest } from './steps/guest.ts';
import { bringImage } from './steps/image.ts';
import { connect, disconnect } from './steps/network.ts';
import { reserved, releaseInstance } from './steps/reservation.ts';
import { restoreVolumes } from './steps/snapshot.ts';

/** The image is wanted all the same: some VMs boot by its kernel. */
export const instanceRestore = defineWorkflow({
  kind: 'instance.restore',
  purpose: 'From a backup to a guest of its own that answers',
  input: noInput,
  steps: [
    step('reserve', ['Reserve addresses and quota', reserved], ['give back addresses and quota', releaseInstance]),
    step('image', ['Make the image ready', bringImage], none('images are shared'), within('image', 2)),
    step('network', ['Connect the network', connect], ['disconnect the network', disconnect], within('network')),
    step('copies', ['Copy the snapshots', restoreVolumes], ['delete the disks', deleteVolumes], within('capture', 2)),
    step('guest', ['Start the guest', startGuest], ['stop and remove the guest', removeGuest], within('start')),
    step('ready', ['Wait until it answers', awaitReadiness], none('waiting leaves nothing behind'), within('ready')),
  ],
  succeeded: (tx, run) => setInstance(tx, run.subject, 'OK', null),
  unwound: (tx, run, error) => setInstance(tx, run.subject, error === null ? 'TERMINATED' : 'ERRED', error),
});
