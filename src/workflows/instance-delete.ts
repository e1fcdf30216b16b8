import { z } from 'zod';
import { defineWorkflow, none, step } from '../engine/index.ts';
import { forgetDeleted } from '../storage/index.ts';
import { forward, within } from './context.ts';
import { instanceDeletion } from './deletion.ts';
import { deleteVolumes } from './steps/disk.ts';
import { removeGuest } from './steps/guest.ts';
import { disconnect } from './steps/network.ts';
import { releaseInstance } from './steps/reservation.ts';

export const instanceDelete = defineWorkflow({
  kind: 'instance.delete',
  purpose: 'From an instance, in whatever state, to nothing left of it',
  // of its volumes beside the system volume; one that is just coming or going is kept whatever was said of the others
  input: z.object({ volumes: z.enum(['delete', 'keep']).default('delete') }),
  steps: [
    step('remove', ['Stop and remove the guest', removeGuest], none(forward), within('remove', 20)),
    step('disconnect', ['Disconnect the network', disconnect], none(forward), within('network', 20)),
    step('delete-volumes', ['Delete the disks', deleteVolumes], none(forward), within('volume', 20)),
    step('release', ['Give back addresses and quota', releaseInstance], none(forward), { retries: 20 }),
  ],
  ...instanceDeletion,
  succeeded: async (tx, run) => {
    await instanceDeletion.succeeded(tx, run);
    // it may have been coming back, or kept by an attempt to delete it that failed
    await forgetDeleted(tx, run.subject);
  },
});
