import { type RawBuilder, sql } from 'kysely';
import { type Problem, stored } from '../common/problem.ts';
import {
  type BackupCopyState,
  type BackupState,
  type InstanceState,
  notify,
  type OrderState,
  type SnapshotState,
  type Tx,
  unread,
  type VolumeState,
} from '../db/index.ts';
import type { FinishedRun, Outcome } from '../engine/index.ts';
import { type Action, auditSelf } from '../identity/index.ts';
import { forgetRollback, rollBack } from '../instances/index.ts';
import { type KeptWord, noteFailure } from '../schedules/index.ts';
import type { VolumeInput } from './context.ts';

/** Ends an order together with its run, and writes down what came of it. */
export async function endOrder(tx: Tx, order: string, state: OrderState, error: Problem | null): Promise<void> {
  const problem = error === null ? null : JSON.stringify(stored(error));
  const now = new Date();
  const rows = await tx
    .updateTable('order')
    .set({ state, error: problem, modified: now, completed: now })
    .where('uuid', '=', order)
    .returning('project')
    .execute();
  // of what was never ordered there is no order
  for (const { project } of rows) await tellEnd(tx, 'order.end', { object: order, project, error }, resultOf(state));
}

const resultOf = (state: OrderState): EndResult =>
  state === 'done' ? 'succeeded' : state === 'canceled' ? 'canceled' : 'failed';

type EndResult = 'succeeded' | 'failed' | 'canceled';

/** Writes down what came of what was asked for, in the transaction of its end. */
export async function tellEnd(
  tx: Tx,
  action: Action,
  { object, project, error }: { object: string; project: string | RawBuilder<string | null>; error: Problem | null },
  result: EndResult,
): Promise<void> {
  const detail = error === null ? {} : { error_message: failureText(error), code: error.code };
  await auditSelf(tx, action, { object, project, result, detail });
}

export async function setInstance(
  tx: Tx,
  instance: string,
  state: InstanceState,
  error: Problem | null,
): Promise<void> {
  const set = sql`
    UPDATE instance SET state = ${state}, error_message = ${error?.message ?? ''}, modified = now(), action = '', action_details = '{}',
      runtime_state = CASE WHEN ${error !== null} THEN 'ERROR' WHEN ${state} = 'TERMINATED' THEN 'SHUTOFF'
        ELSE runtime_state END,
      terminated = CASE WHEN ${state} = 'TERMINATED' THEN now() END
    WHERE uuid = ${instance}`;
  unread(set.execute(tx));
}

/** From now on an instance that was ordered costs again what its plan says: while it was deleted it cost nothing. */
export async function costAgain(tx: Tx, instance: string): Promise<void> {
  await sql`
    INSERT INTO "order" (type, project, offering, plan, old_plan, cost, instance, state, attributes, completed)
    SELECT 'Update', i.project, i.offering, i.plan, i.plan, l.unit_price, i.uuid, 'done', '{}', now()
    FROM instance i JOIN plan l ON l.uuid = i.plan
    WHERE i.uuid = ${instance} AND EXISTS (SELECT FROM "order" d WHERE d.instance = i.uuid AND d.type = 'Create')
  `.execute(tx);
}

/** Ends an action of an instance whose steps have written its runtime state: an action that failed leaves it usable. */
export async function endAction(tx: Tx, instance: string, error: Problem | null): Promise<void> {
  await sql`
    UPDATE instance SET state = 'OK', error_message = ${error === null ? '' : failureText(error)}, modified = now(),
      action = '', action_details = '{}',
      -- what the run has taken down did not crash
      crashes = 0 WHERE uuid = ${instance}
  `.execute(tx);
}

export async function setVolume(tx: Tx, volume: string, state: VolumeState, error: Problem | null): Promise<void> {
  const change = { state, error_message: error === null ? '' : failureText(error), modified: new Date() };
  await tx.updateTable('volume').set(change).where('uuid', '=', volume).execute();
}

export async function setSnapshot(
  tx: Tx,
  snapshot: string,
  state: SnapshotState,
  error: Problem | null,
): Promise<void> {
  const change = { state, error_message: error === null ? '' : failureText(error), modified: new Date() };
  await tx.updateTable('snapshot').set(change).where('uuid', '=', snapshot).execute();
}

/** Sets a backup and the snapshots that it has. */
export async function setBackup(
  tx: Tx,
  backup: string,
  { state, parts }: { state: BackupState; parts: SnapshotState },
  error: Problem | null,
): Promise<void> {
  const [error_message, modified] = [error === null ? '' : failureText(error), new Date()];
  await tx.updateTable('backup').set({ state, error_message, modified }).where('uuid', '=', backup).execute();
  const snapshots = tx.updateTable('snapshot').set({ state: parts, error_message, modified });
  await snapshots.where('backup', '=', backup).where('state', '<>', 'TERMINATED').execute();
}

export async function setCopy(tx: Tx, copy: string, state: BackupCopyState, error: Problem | null): Promise<void> {
  const change = { state, error_message: error === null ? '' : failureText(error), modified: new Date() };
  await tx.updateTable('backup_copy').set(change).where('uuid', '=', copy).execute();
}

/** Ends a copy that is not there, and tells the schedule that it was made by why, if any. */
export async function endUncopied(tx: Tx, copy: string, error: Problem | null): Promise<void> {
  await setCopy(tx, copy, error === null ? 'TERMINATED' : 'ERRED', error);
  if (error !== null) await noteFailure(tx, 'backup_copy', copy, failureText(error));
}

/** Ends a backup that a run has made for itself, and of which nothing is left. */
export const forgetBackup = (tx: Tx, backup: string): Promise<void> =>
  setBackup(tx, backup, { state: 'TERMINATED', parts: 'TERMINATED' }, null);

/** Leaves what there is of a backup that a run has made for itself to who deletes what is kept no longer. */
export async function abandonBackup(tx: Tx, backup: string): Promise<void> {
  const left = tx.selectFrom('snapshot').select('uuid').where('backup', '=', backup).where('reserved', '=', true);
  if ((await left.executeTakeFirst()) === undefined) return forgetBackup(tx, backup);
  await setBackup(tx, backup, { state: 'ERRED', parts: 'ERRED' }, null);
  // due at once, as one whose deletion has failed an hour ago
  const due = { kept_until: new Date(), modified: new Date(Date.now() - 3_600_001) };
  await tx.updateTable('backup').set(due).where('uuid', '=', backup).execute();
  await notify(tx, 'resource_changed');
}

/** Of a snapshot or a backup that could not be made: its schedule, if it has one, is told. Without an error it was given up. */
export async function endUnmade(tx: Tx, kind: KeptWord, uuid: string, error: Problem | null): Promise<void> {
  const state = error === null ? 'TERMINATED' : 'ERRED';
  // of a backup a part alone is worth nothing
  if (kind === 'backup') await setBackup(tx, uuid, { state, parts: 'TERMINATED' }, error);
  else await setSnapshot(tx, uuid, state, error);
  if (error !== null) await noteFailure(tx, kind, uuid, failureText(error));
}

/** Ends an action on a volume, which goes on as it was whatever came of it, as does the instance that has it. */
export async function endVolumeAction(
  tx: Tx,
  { subject, input: { volume } }: FinishedRun<VolumeInput>,
  error: Problem | null,
): Promise<void> {
  await setVolume(tx, volume, 'OK', error);
  if (subject !== volume) await endAction(tx, subject, null);
}

/** The instance stays manageable: runtime state ERROR says that the last action failed, and it can be tried again. */
export const powerOutcome: Outcome = {
  succeeded: (tx, run) => setInstance(tx, run.subject, 'OK', null),
  unwound: (tx, run, error) => setInstance(tx, run.subject, 'OK', error),
};

/**
 * Of resize, rebuild and rescue, which replace what the rows say of an instance before their run begins; the run makes it
 * so. Its failure brings back what was replaced, until that has been given up.
 */
export const rollbackOutcome: Outcome = {
  succeeded: async (tx, run) => {
    await forgetRollback(tx, run.subject);
    await endAction(tx, run.subject, null);
  },
  unwound: async (tx, run, error) => {
    await rollBack(tx, run.subject);
    await endAction(tx, run.subject, error);
  },
};

/** A failure as the row of what it left usable shows it. */
export function failureText(error: Problem): string {
  return [error.message, error.constraint, error.remedy].filter((part) => part !== '').join(' ');
}
