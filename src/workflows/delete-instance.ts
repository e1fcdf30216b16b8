import { sql } from 'kysely';
import { defineWorkflow } from '../engine/index.ts';
import { deleteVolumes, release, removeGuest, unplugNetwork } from './steps/instance.ts';
import { endOrder, setInstance } from './outcome.ts';

/** From an instance, in whatever state, to nothing left of it. */
export const deleteInstance = defineWorkflow('instance.delete', [removeGuest, unplugNetwork, deleteVolumes, release], {
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
