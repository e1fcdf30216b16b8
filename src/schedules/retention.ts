import { sql } from 'kysely';

/**
 * The snapshots that their schedules keep no longer. Of good ones: what is too old, and what is beyond so many, but never the
 * newest. Of failed ones: all but the newest, for it says why. What could not be deleted is tried again. A failed run deletes
 * nothing that is good: it makes no newer good one.
 */
export const surplus = sql`
  SELECT uuid FROM (
    SELECT k.uuid, k.state, k.reserved, k.kept_until, c.most,
      row_number() OVER (PARTITION BY k.schedule, k.state, k.reserved ORDER BY k.due DESC) AS place
    FROM snapshot k JOIN schedule c ON c.uuid = k.schedule WHERE k.state IN ('OK', 'ERRED')) made
  WHERE CASE WHEN state = 'ERRED' THEN reserved OR place > 1
    ELSE place > 1 AND (kept_until <= now() OR (most > 0 AND place > most)) END`;
