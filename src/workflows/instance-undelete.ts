import { defineWorkflow, none, step } from '../engine/index.ts';
import { forgetDeleted, setDeleted } from '../storage/index.ts';
import { noInput, within } from './context.ts';
import { costAgain, failureText, setInstance } from './outcomes.ts';
import { removeGuest, startGuest } from './steps/guest.ts';
import { bringImage } from './steps/image.ts';
import { connect, disconnect } from './steps/network.ts';
import { releaseAgain, reserved } from './steps/reservation.ts';

/** Nobody waits until it answers: how it comes up is no reason to take it away again. */
export const instanceUndelete = defineWorkflow({
  kind: 'instance.undelete',
  purpose: 'From the disks of a deleted instance to one that runs',
  input: noInput,
  steps: [
    step('take-again', ['Reserve addresses and quota', reserved], ['give back addresses and quota', releaseAgain]),
    step('image', ['Make the image ready', bringImage], none('images are shared'), within('image', 2)),
    step('network', ['Connect the network', connect], ['disconnect the network', disconnect], within('network')),
    step('guest', ['Start the guest', startGuest], ['stop and remove the guest', removeGuest], within('start')),
  ],
  succeeded: async (tx, run) => {
    await setInstance(tx, run.subject, 'OK', null);
    await costAgain(tx, run.subject);
    await forgetDeleted(tx, run.subject);
  },
  // it is in no other way than before
  unwound: async (tx, run, error) => {
    await setInstance(tx, run.subject, 'TERMINATED', null);
    await setDeleted(tx, run.subject, 'OK', error === null ? '' : failureText(error));
  },
});
