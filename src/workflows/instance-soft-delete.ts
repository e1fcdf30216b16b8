import { z } from 'zod';
import { defineWorkflow, none, step } from '../engine/index.ts';
import { forward, keepingInput, within } from './context.ts';
import { instanceDeletion } from './deletion.ts';
import { setVolumesAside } from './steps/disk.ts';
import { removeGuest } from './steps/guest.ts';
import { disconnect } from './steps/network.ts';
import { keepInstance } from './steps/reservation.ts';

export const instanceSoftDelete = defineWorkflow({
  kind: 'instance.soft_delete',
  purpose: 'From an instance to nothing left of it but its disks, by which it can be brought back for a while',
  input: keepingInput.extend({ volumes: z.enum(['delete', 'keep']) }),
  steps: [
    step('remove', ['Stop and remove the guest', removeGuest], none(forward), within('remove', 20)),
    step('disconnect', ['Disconnect the network', disconnect], none(forward), within('network', 20)),
    step('set-aside', ['Set the disks aside', setVolumesAside], none(forward), within('volume', 20)),
    step('keep', ['Give back addresses and quota', keepInstance], none(forward), { retries: 20 }),
  ],
  ...instanceDeletion,
});
