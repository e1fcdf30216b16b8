import { type RawBuilder, sql } from 'kysely';

/** Place of the first volume of an instance, by its alias, that has snapshots; null: none has. */
export const firstSnapshot = (instance: string) => sql`(
  SELECT min(w.position) FROM volume w JOIN snapshot k ON k.volume = w.uuid AND k.reserved
  WHERE w.instance = ${sql.ref(`${instance}.uuid`)})`;

/** Whether an instance, by its alias, was ordered, or made of a backup. */
export const wasOrdered = (instance: string): RawBuilder<boolean> => sql<boolean>`EXISTS (
  SELECT FROM "order" d WHERE d.instance = ${sql.ref(`${instance}.uuid`)} AND d.type = 'Create')`;

/** Whether there are backups of an instance, by its alias, that hold anything. */
export const backedUp = (instance: string): RawBuilder<boolean> => sql<boolean>`EXISTS (
  SELECT FROM backup b JOIN snapshot k ON k.backup = b.uuid AND k.reserved
  WHERE b.instance = ${sql.ref(`${instance}.uuid`)})`;
