import { sql } from 'kysely';
import { olderThan, type Prune, pruneRows, rowsOf } from '../db/index.ts';
import { z } from 'zod';

/** A run, by the alias `t`, of a failed order: who retries the order begins it again. */
export const retriedRun = sql<boolean>`EXISTS (SELECT FROM "order" d WHERE d.uuid = t.uuid AND d.type = 'Create'
  AND d.state = 'erred')`;

/** Quotes that hold no more. */
export function pruneQuotes(): Prune[] {
  return [pruneRows('quote', sql<boolean>`t.expires < now()`)];
}

/**
 * VMs and volumes that are gone, or never came to be, for so many days, each with all of its orders: while a resource
 * is there its orders say what it is and who wanted it, and after that they go with it, so that none names nothing.
 */
export function pruneResources(days: number): Prune[] {
  return [
    pruneRows('backup_copy', sql<boolean>`t.state = 'TERMINATED' AND ${olderThan('t.modified', days)}`),
    pruneKept('snapshot', days),
    pruneKept('backup', days),
    pruneGone('instance', days),
    pruneGone('volume', days),
  ];
}

/** Snapshots name their backup and their volume, backups their instance: these are pruned after them. */
function pruneKept(kind: 'snapshot' | 'backup', days: number): Prune {
  const held = kind === 'snapshot' ? sql`t.reserved` : sql`EXISTS (SELECT FROM snapshot s WHERE s.backup = t.uuid)`;
  return pruneRows(
    kind,
    sql<boolean>`NOT ${held} AND t.state IN ('TERMINATED', 'ERRED') AND ${olderThan('t.modified', days)}
      AND NOT EXISTS (SELECT FROM workflow w WHERE w.subject = t.uuid AND w.state IN ('running', 'undoing'))`,
  );
}

const goneRow = z.strictObject({ uuid: z.string() });

function pruneGone(kind: 'instance' | 'volume', days: number): Prune {
  const column = sql.ref(kind);
  return async (tx, limit) => {
    const query = sql`
      SELECT t.uuid FROM ${sql.table(kind)} t
      WHERE NOT t.reserved AND t.state IN ('TERMINATED', 'ERRED') AND ${olderThan('t.modified', days)}
        AND NOT EXISTS (SELECT FROM "order" d WHERE d.${column} = t.uuid
          AND (d.completed IS NULL OR NOT ${olderThan('d.completed', days)}))
        AND NOT EXISTS (SELECT FROM workflow w WHERE w.subject = t.uuid AND w.state IN ('running', 'undoing'))
        AND NOT EXISTS (SELECT FROM deleted_resource d WHERE d.uuid = t.uuid)
        AND NOT EXISTS (SELECT FROM ${sql.table(kind === 'volume' ? 'snapshot' : 'backup')} k WHERE k.${column} = t.uuid)
      LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
    const gone = (await rowsOf(tx, goneRow, query)).map(({ uuid }) => uuid);
    if (gone.length === 0) return {};
    const orders = await tx.deleteFrom('order').where(kind, 'in', gone).returning('uuid').execute();
    const runs = await sql`DELETE FROM workflow WHERE uuid = ANY(${orders.map(({ uuid }) => uuid)}::uuid[])`.execute(
      tx,
    );
    await tx.deleteFrom(kind).where('uuid', 'in', gone).execute();
    return { [kind]: gone.length, order: orders.length, workflow: Number(runs.numAffectedRows) };
  };
}
