import { sql } from 'kysely';
import { defineWorkflow, none, step } from '../engine/index.ts';
import { forward, noInput, within } from './context.ts';
import { endOrder, setVolume } from './outcomes.ts';
import { releaseVolume } from './steps/reservation.ts';
import { deleteVolume } from './steps/volume.ts';

export const volumeDelete = defineWorkflow({
  kind: 'volume.delete',
  purpose: 'From a volume that nobody has, in whatever state, to nothing left of it',
  input: noInput,
  steps: [
    step('delete-volume', ['Delete the volume', deleteVolume], none(forward), within('volume', 20)),
    step('release-quota', ['Give back quota', releaseVolume], none(forward), { retries: 20 }),
  ],
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
});
