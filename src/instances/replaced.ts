import { sql } from 'kysely';
import type { Database, Replaced, Tx } from '../db/index.ts';

/**
 * Replaces columns of an instance and of its system volume, and keeps what they were until the run that makes it so can
 * no longer fail. The instance's row must be locked, with no run under way.
 */
export async function replace(tx: Tx, uuid: string, change: Replaced): Promise<void> {
  const { rows } = await sql<{ instance: Record<string, unknown>; volume: Record<string, unknown> | null }>`
    SELECT to_jsonb(i) AS instance, to_jsonb(v) AS volume
    FROM instance i LEFT JOIN volume v ON v.instance = i.uuid AND v.position = 0 WHERE i.uuid = ${uuid}
  `.execute(tx);
  const were = (row: Record<string, unknown> | null | undefined, keys: object): Record<string, unknown> =>
    Object.fromEntries(Object.keys(keys).map((key) => [key, row?.[key]]));
  const replaced = { instance: were(rows[0]?.instance, change.instance), volume: were(rows[0]?.volume, change.volume) };
  await write(tx, uuid, change, JSON.stringify(replaced));
}

/** Brings back what was replaced, unless that was given up: then nothing changes. */
export async function restoreReplaced(tx: Tx, uuid: string): Promise<void> {
  const replaced = await replacedOf(tx, uuid);
  if (replaced !== null) await write(tx, uuid, replaced, null);
}

/** Gives up what was replaced: the run can only go forward from here. */
export async function forgetReplaced(db: Database, uuid: string): Promise<void> {
  await db.updateTable('instance').set({ replaced: null }).where('uuid', '=', uuid).execute();
}

export async function replacedOf(db: Database, uuid: string): Promise<Replaced | null> {
  const query = db.selectFrom('instance').select('replaced').where('uuid', '=', uuid);
  return (await query.executeTakeFirstOrThrow()).replaced;
}

async function write(tx: Tx, uuid: string, values: Replaced, replaced: string | null): Promise<void> {
  await tx
    .updateTable('instance')
    .set({ ...values.instance, replaced })
    .where('uuid', '=', uuid)
    .execute();
  if (Object.keys(values.volume).length === 0) return;
  await tx.updateTable('volume').set(values.volume).where('instance', '=', uuid).where('position', '=', 0).execute();
}
