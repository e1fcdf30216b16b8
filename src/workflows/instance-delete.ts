import { sql } from 'kysely';
import { z } from 'zod';
import { defineWorkflow, none, step } from '../engine/index.ts';
import { forward, within } from './context.ts';
import { endOrder, setInstance } from './outcomes.ts';
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
  begins: async (tx, { subject, input: { volumes } }) => {
    await tx.updateTable('instance').set({ state: 'DELETING', action: 'Delete' }).where('uuid', '=', subject).execute();
    await sql`
      UPDATE volume SET modified = now(), state = CASE
        WHEN position > 0 AND (state = 'UPDATING' OR ${volumes === 'keep'} AND state = 'OK') THEN 'UPDATING' ELSE 'DELETING' END
      WHERE instance = ${subject}
    `.execute(tx);
  },
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
