import { type RawBuilder, sql } from 'kysely';
import type { KeptWord } from './makes.ts';

/** Whether there is something left of a snapshot or a backup, by its alias, whatever its state. */
export const isLeft = (kind: KeptWord, alias: string): RawBuilder<boolean> =>
  kind === 'snapshot'
    ? sql<boolean>`${sql.ref(`${alias}.reserved`)}`
    : sql<boolean>`EXISTS (SELECT FROM snapshot part WHERE part.backup = ${sql.ref(`${alias}.uuid`)} AND part.reserved)`;

/** Whether one, by its alias, could not be deleted. */
export const isStuck = (kind: KeptWord, alias: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${alias}.state`)} = 'ERRED' AND ${isLeft(kind, alias)})`;

/**
 * The snapshots, or the backups, that their schedules keep no longer. Of good ones: what is too old, and what is beyond so many, but never
 * the newest. Of failed ones: all but the newest, for it says why. What could not be deleted is tried again. A failed run deletes
 * nothing that is good: it makes no newer good one.
 */
export const surplus = (kind: KeptWord): RawBuilder<unknown> => sql`
  SELECT uuid, project, created_by, modified, stuck FROM (
    SELECT k.uuid, k.project, k.created_by, k.modified, k.state, k.kept_until, c.most, ${isStuck(kind, 'k')} AS stuck,
      row_number() OVER (PARTITION BY k.schedule, k.state, ${isStuck(kind, 'k')} ORDER BY k.due DESC) AS place
    FROM ${sql.table(kind)} k JOIN schedule c ON c.uuid = k.schedule
    WHERE k.schedule IS NOT NULL AND k.state IN ('OK', 'ERRED')) made
  WHERE CASE WHEN state = 'ERRED' THEN stuck OR place > 1
    ELSE place > 1 AND (kept_until <= now() OR (most > 0 AND place > most)) END`;
