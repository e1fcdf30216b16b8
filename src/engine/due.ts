import { sql } from 'kysely';
import { type Database, notification, rowsOf, type Tx, unread } from '../db/index.ts';
import { z } from 'zod';

/** All runs of these kinds that shall be moved now; `cancelled`: what is being done for it shall end. */
export async function dueRuns(db: Database, kinds: string[]): Promise<{ uuid: string; cancelled: boolean }[]> {
  const rows = await db
    .selectFrom('workflow')
    .select(['uuid', 'state', 'cancel_requested'])
    .where('state', 'in', ['running', 'undoing'])
    .where('kind', 'in', kinds)
    .where((eb) => eb.or([eb('due', 'is', null), eb('due', '<=', sql<Date>`now()`)]))
    .execute();
  return rows.map(({ uuid, state, cancel_requested }) => ({
    uuid,
    cancelled: state === 'running' && cancel_requested,
  }));
}

/** Makes all unfinished runs due. */
export async function wakeAll(db: Database): Promise<void> {
  await sql`
    UPDATE workflow SET wake_seq = wake_seq + 1, due = NULL WHERE state IN ('running', 'undoing')
  `.execute(db);
}

/** Something happened that the unfinished run of `subject` may be waiting for. */
export async function wakeRun(tx: Tx, subject: string): Promise<void> {
  const woken = sql`
    WITH woken AS (
      UPDATE workflow SET wake_seq = wake_seq + 1, due = NULL
      WHERE subject = ${subject} AND state IN ('running', 'undoing') RETURNING uuid
    )
    SELECT ${notification('workflow_due', sql`uuid::text`)} FROM woken`;
  unread(woken.execute(tx));
}

/** A run that has not ended. */
export interface OpenRun {
  uuid: string;
  kind: string;
  input: unknown;
}

/** The run that is at work on `subject`, locked until the transaction ends: it neither ends nor turns around meanwhile. */
export async function lockRunOf(tx: Tx, subject: string): Promise<OpenRun | null> {
  const query = tx.selectFrom('workflow').select(['uuid', 'kind', 'input']).where('subject', '=', subject);
  return (await query.where('state', 'in', ['running', 'undoing']).forNoKeyUpdate().executeTakeFirst()) ?? null;
}

/** Has a run end as it stands, and all who wait for its end wait for that of `instead`. */
export async function abandonRun(tx: Tx, run: string, instead: string): Promise<void> {
  await sql`
    UPDATE workflow SET begins_after = ${instead} WHERE begins_after = ${run} AND uuid <> ${instead}
  `.execute(tx);
  await sql`
    WITH abandoned AS (
      UPDATE workflow SET abandoned = true, cancel_requested = true, wake_seq = wake_seq + 1, due = NULL
      WHERE uuid = ${run} AND state IN ('running', 'undoing') RETURNING uuid
    )
    SELECT ${notification('workflow_cancelled', sql`uuid::text`)} FROM abandoned
  `.execute(tx);
}

const begunRow = z.object({ uuid: z.string(), kind: z.string(), subject: z.string(), input: z.unknown() });
export type BegunRun = z.output<typeof begunRow>;

/** Begins the runs that wait for the end of `run`, or of one that nobody knows any more; returns them. */
export async function unqueueRuns(tx: Tx, run: string | null): Promise<BegunRun[]> {
  const query = sql`
    WITH begun AS (
      UPDATE workflow SET state = 'running', begins_after = NULL
      WHERE state = 'queued' AND begins_after IS NOT DISTINCT FROM ${run}::uuid RETURNING uuid, kind, subject, input
    )
    SELECT begun.*, ${notification('workflow_due', sql`begun.uuid::text`)} FROM begun`;
  return rowsOf(tx, begunRow, query);
}

/** True when the run was still running and will now be undone. */
export async function cancelRun(tx: Tx, run: string): Promise<boolean> {
  const { rows } = await sql`
    WITH cancelled AS (
      UPDATE workflow SET cancel_requested = true, wake_seq = wake_seq + 1, due = NULL
      WHERE uuid = ${run} AND state = 'running' AND NOT cancel_requested RETURNING uuid
    )
    SELECT ${notification('workflow_cancelled', sql`uuid::text`)} FROM cancelled
  `.execute(tx);
  return rows.length > 0;
}

export async function isCancelled(tx: Tx, run: string): Promise<boolean> {
  const query = tx.selectFrom('workflow').select('uuid').where('uuid', '=', run).where('finished', 'is', null);
  return (await query.where('cancel_requested', '=', true).executeTakeFirst()) !== undefined;
}
