import { sql } from 'kysely';
import { defineWorkflow, none, step } from '../engine/index.ts';
import { forward, noInput } from './context.ts';
import { endOrder, setInstance } from './outcomes.ts';
import { deleteVolumes } from './steps/disk.ts';
import { removeGuest } from './steps/guest.ts';
import { disconnect } from './steps/network.ts';
import { releaseInstance } from './steps/reservation.ts';

export const instanceDelete = defineWorkflow({
  kind: 'instance.delete',
  purpose: 'From an instance, in whatever state, to nothing left of it',
  input: noInput,
  steps: [
    step('remove', ['Stop and remove the guest', removeGuest], none(forward), { retries: 20 }),
    step('disconnect', ['Disconnect the network', disconnect], none(forward), { retries: 20 }),
    step('delete-volumes', ['Delete the disks', deleteVolumes], none(forward), { retries: 20 }),
    step('release', ['Give back addresses and quota', releaseInstance], none(forward), { retries: 20 }),
  ],
  succeeded: async (tx, run) => {
    await setInstance(tx, run.subject, 'TERMINATED', null);
    await endOrder(tx, run.workflow, 'done', null);
  },
  unwound: async (tx, run, error) => {
    await setInstance(tx, run.subject, 'ERRED', error);
    await sql`
      UPDATE volume SET state = CASE WHEN state = 'UPDATING' THEN 'OK' ELSE 'ERRED' END WHERE instance = ${run.subject}
    `.execute(tx);
    await endOrder(tx, run.workflow, 'erred', error);
  },
});
