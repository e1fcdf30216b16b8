import { defineWorkflow, none, step } from '../engine/index.ts';
import { noInput, within } from './context.ts';
import { endOrder, setInstance } from './outcomes.ts';
import { createVolumes, deleteVolumes } from './steps/disk.ts';
import { awaitReadiness, removeGuest, startGuest } from './steps/guest.ts';
import { bringImage } from './steps/image.ts';
import { connect, disconnect } from './steps/network.ts';
import { reserved, releaseInstance } from './steps/reservation.ts';

export const instanceCreate = defineWorkflow({
  kind: 'instance.create',
  purpose: 'From a reservation to a guest that answers',
  input: noInput,
  steps: [
    step('reserve', ['Reserve addresses and quota', reserved], ['give back addresses and quota', releaseInstance]),
    step('image', ['Make the image ready', bringImage], none('images are shared'), within('image', 2)),
    step('network', ['Connect the network', connect], ['disconnect the network', disconnect], within('network')),
    step('volumes', ['Prepare the disks', createVolumes], ['delete the disks', deleteVolumes], within('volume')),
    step('guest', ['Start the guest', startGuest], ['stop and remove the guest', removeGuest], within('start')),
    step('ready', ['Wait until it answers', awaitReadiness], none('waiting leaves nothing behind'), within('ready')),
  ],
  succeeded: async (tx, run) => {
    await setInstance(tx, run.subject, 'OK', null);
    await endOrder(tx, run.workflow, 'done', null);
  },
  unwound: async (tx, run, error) => {
    await setInstance(tx, run.subject, error === null ? 'TERMINATED' : 'ERRED', error);
    await endOrder(tx, run.workflow, error === null ? 'canceled' : 'erred', error);
  },
});
