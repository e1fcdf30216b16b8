import { sql } from 'kysely';
import { z } from 'zod';
import { notFound } from '../common/problem.ts';
import { type Database, enums, json, rowOf, rowsOf, type Tx } from '../db/index.ts';

/** For how long something that is deleted is kept, and who has deleted it. */
export interface Keeping {
  /** More than 0. */
  days: number;
  by: string | null;
}

export const keptUntil = ({ days }: Keeping) => sql<Date>`now() + make_interval(days => ${days})`;

/** Notes that a volume, which nobody has, can be brought back for a while. Idempotent. */
export async function keepDeletedVolume(tx: Tx, volume: string, keeping: Keeping): Promise<void> {
  await sql`
    INSERT INTO deleted_resource (uuid, project, volume, deleted_by, kept_until)
    SELECT uuid, project, uuid, ${keeping.by}, ${keptUntil(keeping)} FROM volume
    WHERE uuid = ${volume} AND reserved AND state <> 'TERMINATED'
    ON CONFLICT (uuid) DO NOTHING
  `.execute(tx);
}

const lockedRow = z.strictObject({
  uuid: z.string(),
  project: z.string(),
  kind: z.enum(['instance', 'volume']),
  state: z.enum(enums['deleted_resource.state']),
  vm: json['deleted_resource.vm'].nullable(),
});
export type LockedDeleted = z.output<typeof lockedRow>;

/** Whether a deleted resource, by its alias, is gone for all others: not while it comes back or is still being deleted. */
export const isAtRest = (deleted: string) => sql<boolean>`(
  SELECT i.state = 'TERMINATED' FROM instance i WHERE i.uuid = ${sql.ref(`${deleted}.instance`)}
  UNION ALL SELECT v.state = 'TERMINATED' FROM volume v WHERE v.uuid = ${sql.ref(`${deleted}.volume`)})`;

/** Whether it was deleted before and can be brought back, or was about to be. */
export async function isKept(tx: Tx, uuid: string): Promise<boolean> {
  const query = tx.selectFrom('deleted_resource').select('uuid').where('uuid', '=', uuid);
  return (await query.executeTakeFirst()) !== undefined;
}

/** Locks what was deleted, and then its deletion, until the transaction ends. Throws `not-found` when there is nothing to bring back. */
export async function lockDeleted(tx: Tx, uuid: string): Promise<LockedDeleted> {
  await sql`SELECT FROM instance WHERE uuid = ${uuid} FOR UPDATE`.execute(tx);
  await sql`SELECT FROM volume WHERE uuid = ${uuid} FOR UPDATE`.execute(tx);
  const query = sql`
    SELECT uuid, project, CASE WHEN volume IS NULL THEN 'instance' ELSE 'volume' END AS kind, state, vm
    FROM deleted_resource d WHERE uuid = ${uuid} AND ${isAtRest('d')} FOR UPDATE`;
  const row = await rowOf(tx, lockedRow, query);
  if (row === undefined) throw notFound();
  return row;
}

/** Brings a volume back; what is counted for it it has held all the time. Returns what is not as it was, in sentences. */
export async function bringBackVolume(tx: Tx, volume: string): Promise<string[]> {
  await tx.updateTable('volume').set({ state: 'OK', modified: new Date() }).where('uuid', '=', volume).execute();
  await forgetDeleted(tx, volume);
  return (await forgetPastEnd(tx, 'volume', volume)) ? [pastEnd] : [];
}

/** Of what comes back after its end. */
export const pastEnd = 'The time at which it was to end has come: it has no end any more.';

/** Takes away an end date that has come; false: it has none. */
export async function forgetPastEnd(tx: Tx, kind: 'instance' | 'volume', uuid: string): Promise<boolean> {
  const past = sql<boolean>`ends_at <= now()`;
  const change = tx.updateTable(kind).set({ ends_at: null, end_date_requested_by: null, end_warned: null });
  return (await change.where('uuid', '=', uuid).where(past).returning('uuid').executeTakeFirst()) !== undefined;
}

/** The volumes of what was deleted that still have their disks: itself, or those of an instance. */
export async function deletedVolumes(db: Database | Tx, uuid: string): Promise<string[]> {
  const query = sql`
    SELECT uuid FROM volume WHERE reserved AND state = 'TERMINATED' AND uuid IN (
      SELECT volume FROM deleted_resource WHERE uuid = ${uuid}
      UNION ALL SELECT had::uuid FROM deleted_resource d, jsonb_array_elements_text(d.vm -> 'volumes') had WHERE d.uuid = ${uuid})`;
  return (await rowsOf(db, volumeRow, query)).map((row) => row.uuid);
}

const volumeRow = z.strictObject({ uuid: z.string() });

/** Gives back what these have reserved, whose disks are gone. Idempotent. */
export async function releaseDeletedVolumes(tx: Tx, uuid: string): Promise<void> {
  const volumes = await deletedVolumes(tx, uuid);
  await sql`UPDATE volume SET reserved = false, modified = now() WHERE uuid = ANY(${volumes}::uuid[])`.execute(tx);
}

/** Says how far the end of what is deleted for good has come; what can be brought back is OK. */
export async function setDeleted(
  tx: Tx,
  uuid: string,
  state: LockedDeleted['state'],
  error_message = '',
): Promise<void> {
  const change = { state, error_message, modified: new Date() };
  await tx.updateTable('deleted_resource').set(change).where('uuid', '=', uuid).execute();
}

/** It is back, or gone for good. */
export async function forgetDeleted(tx: Tx, uuid: string): Promise<void> {
  await tx.deleteFrom('deleted_resource').where('uuid', '=', uuid).execute();
}
