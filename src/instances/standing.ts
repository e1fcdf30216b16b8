import { type RawBuilder, sql } from 'kysely';
import { projectEnd } from '../identity/index.ts';

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

/** Whether the end of an instance, by its alias, has come, or that of its project, at which it is stopped. */
export const ended = (instance: string): RawBuilder<boolean> => sql<boolean>`(
  (${sql.ref(`${instance}.end_action`)} = 'stop' AND ${sql.ref(`${instance}.ends_at`)} <= now()) IS TRUE
  OR EXISTS (SELECT FROM project e WHERE e.uuid = ${sql.ref(`${instance}.project`)} AND e.end_action = 'stop' AND ${projectEnd('e')} <= now()))`;
