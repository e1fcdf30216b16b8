import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Database, rowsOf } from '../db/index.ts';
import { dayOrTime } from '../common/today.ts';
import { auditSelf } from '../identity/index.ts';

/** How long before its end somebody is warned of it, hours, and in words. */
const warnings = [
  { hours: 1, words: 'an hour' },
  { hours: 24, words: 'a day' },
  { hours: 7 * 24, words: '7 days' },
] as const;

const warnedRow = z.strictObject({ uuid: z.string(), project: z.string(), ends_at: z.date(), hours: z.int() });

const hourMs = 3_600_000;

/** Which warning of an end is due by now, hours; null: none yet. Whoever sets that end sees it, and is not told. */
export function warnedBySetting(end: Date): number | null {
  const left = (end.getTime() - Date.now()) / hourMs;
  return warnings.find(({ hours }) => left <= hours)?.hours ?? null;
}

const hoursLeft = sql`extract(epoch FROM ends_at - now()) / 3600`;
const cases = warnings.map(({ hours }) => sql`WHEN ${hoursLeft} <= ${sql.lit(hours)} THEN ${sql.lit(hours)}`);
/** The same of a row. */
const due = sql`CASE ${sql.join(cases, sql` `)} END`;

const kinds = ['instance', 'volume', 'project'] as const;

/** Which rows of a table are of a cloud, end soon, and have not been warned of that. */
function endsSoon(kind: (typeof kinds)[number], cloud: string): RawBuilder<unknown> {
  const lives =
    kind === 'project'
      ? sql`removed IS NULL AND cloud = ${cloud}`
      : sql`reserved AND state <> 'TERMINATED' AND project IN (SELECT p.uuid FROM project p WHERE p.cloud = ${cloud})`;
  return sql`ends_at > now() AND ends_at <= now() + interval '168 hours' AND ${due} < coalesce(end_warned, 1000) AND ${lives}`;
}

/** All that is to be warned of. */
export const warningsDue = (cloud: string): RawBuilder<unknown> =>
  sql.join(
    kinds.map((kind) => sql`SELECT FROM ${sql.table(kind)} WHERE ${endsSoon(kind, cloud)}`),
    sql` UNION ALL `,
  );

/** Tells of all of a cloud that ends in 7 days, a day or an hour, once each; of one that was missed the nearer. */
export async function warnOfEnds(db: Database, cloud: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const kind of kinds) {
      const project = sql.ref(kind === 'project' ? 'uuid' : 'project');
      const warned = await rowsOf(
        tx,
        warnedRow,
        sql`
          UPDATE ${sql.table(kind)} SET end_warned = ${due}
          WHERE ${endsSoon(kind, cloud)}
          RETURNING uuid, ${project} AS project, ends_at, end_warned AS hours`,
      );
      for (const { uuid, hours, ...told } of warned) {
        const left = warnings.find((each) => each.hours === hours)?.words ?? '';
        const detail = { end_date: dayOrTime(told.ends_at), left };
        await auditSelf(tx, `${kind}.ends-soon`, { object: uuid, project: told.project, result: 'accepted', detail });
      }
    }
  });
}
