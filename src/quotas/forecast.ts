import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Database, onlyRowOf, type Prune, pruneRows } from '../db/index.ts';
import type { CloudName } from '../identity/index.ts';

/** How long what was free in each hour is kept, days. */
const keptDays = 30;
/** What a forecast looks back on, days, and so many hours of that it has to know. */
const lookedAt = { days: 7, hours: 24 };

/** A statement that keeps what is free on the disk of a cloud, MiB, once an hour. */
export const keepFree = (cloud: CloudName, freeMiB: number): RawBuilder<unknown> => sql`
  INSERT INTO disk_figure (cloud, slot, at, free_mib)
  SELECT ${cloud}, (extract(epoch FROM hour) / 3600)::bigint % ${keptDays * 24}::int, hour, ${freeMiB}::int
  FROM date_trunc('hour', now(), 'UTC') hour
  WHERE NOT EXISTS (SELECT FROM disk_figure f WHERE f.cloud = ${cloud} AND f.at = hour)
  ON CONFLICT (cloud, slot) DO UPDATE SET at = excluded.at, free_mib = excluded.free_mib`;

const forecastRow = z.strictObject({ days: z.number().nullable() });

/** In how many days nothing will be free on the disk of a cloud at the pace of the last week; null: never, or too little is known. */
export async function daysUntilFull(db: Database, cloud: CloudName): Promise<number | null> {
  const { days } = await onlyRowOf(
    db,
    forecastRow,
    sql`
      WITH pace AS (
        SELECT regr_slope(free_mib, extract(epoch FROM at)) * 86400 AS mib_a_day FROM disk_figure
        WHERE cloud = ${cloud} AND at > now() - make_interval(days => ${lookedAt.days}) HAVING count(*) >= ${lookedAt.hours})
      SELECT (SELECT b.disk_free_mib / -mib_a_day FROM pace WHERE mib_a_day < 0)::float8 AS days
      FROM backend b WHERE b.cloud = ${cloud}`,
  );
  return days;
}

/** Figures that no ring of slots has overwritten, for nothing was measured since. */
export function pruneDiskFigures(): Prune[] {
  return [pruneRows('disk_figure', sql<boolean>`t.at < now() - make_interval(days => ${keptDays})`)];
}
