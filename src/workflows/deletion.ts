import { sql } from 'kysely';
import type { Outcome } from '../engine/index.ts';
import { endOrder, setInstance, setVolume } from './outcomes.ts';

/** Of what ends an instance for all who know it, whether it can be brought back or not. */
export const instanceDeletion = {
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
} satisfies Outcome<{ volumes: 'delete' | 'keep' }>;

/** The same of a volume. */
export const volumeDeletion = {
  begins: async (tx, { subject }) => {
    const change = tx.updateTable('volume').set({ state: 'DELETING', modified: new Date() });
    // it may have gone with its VM, for whose end this has waited
    await change.where('uuid', '=', subject).where('state', '<>', 'TERMINATED').execute();
  },
  succeeded: async (tx, run) => {
    await setVolume(tx, run.subject, 'TERMINATED', null);
    await endOrder(tx, run.workflow, 'done', null);
  },
  unwound: async (tx, run, error) => {
    await sql`
      UPDATE volume SET state = CASE WHEN instance IS NULL THEN 'ERRED' ELSE 'OK' END, error_message = ${error?.message ?? ''},
        modified = now() WHERE uuid = ${run.subject}
    `.execute(tx);
    await endOrder(tx, run.workflow, 'erred', error);
  },
} satisfies Outcome;
