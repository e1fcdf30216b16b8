import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Database, enums, onlyRowOf } from '../db/index.ts';

/**
 * What plan the instance has had that a query calls `i`, and from when to when, by its orders that were done. It ends
 * with the next of them, or with the instance, which has no last one when it was unlinked.
 */
export const planPeriods: RawBuilder<unknown> = sql`(SELECT * FROM (
    SELECT d.uuid, d.type, d.plan, d.completed AS start,
      coalesce(lead(d.completed) OVER (ORDER BY d.completed), i.terminated) AS "end"
    FROM "order" d WHERE d.instance = i.uuid AND d.state = 'done'
  ) period WHERE type <> 'Terminate' AND plan IS NOT NULL)`;

/** Seconds that the price of the plan `l` is for: a month is a twelfth of a year, whichever it is. */
const unitSeconds = sql`CASE l.unit WHEN 'hour' THEN 3600 WHEN 'day' THEN 86400 ELSE 365.25 / 12 * 86400 END`;

const costsRow = z.strictObject({
  /** Decimal, as each of the prices that it is the sum of. */
  total: z.string(),
  vms: z.array(
    z.strictObject({
      uuid: z.string(),
      name: z.string(),
      state: z.enum(enums['instance.state']),
      price: z.string(),
    }),
  ),
});

/**
 * What the VMs of a project have cost between two moments, as far as these have passed: those that are gone, too, the
 * most expensive first. A plan costs its price of today for as long as it held; a month of it is a twelfth of a year.
 */
export function costsOf(
  db: Database,
  project: string,
  { from, to }: { from: Date; to: Date },
): Promise<z.output<typeof costsRow>> {
  const until = sql`least(t."end", ${to}, now())`;
  const query = sql`
    WITH part AS (
      SELECT i.uuid, i.name, i.state, sum(extract(epoch FROM ${until} - greatest(t.start, ${from})) * l.unit_price
        / (${unitSeconds}))::numeric(22, 10) AS price
      FROM instance i CROSS JOIN LATERAL ${planPeriods} t JOIN plan l ON l.uuid = t.plan
      WHERE i.project = ${project} AND (i.terminated IS NULL OR i.terminated > ${from})
        AND t.start < ${until} AND ${until} > ${from}
      GROUP BY i.uuid
    )
    SELECT coalesce(sum(price), 0)::numeric(22, 10)::text AS total,
      coalesce(jsonb_agg(jsonb_build_object('uuid', uuid, 'name', name, 'state', state, 'price', price::text)
        ORDER BY price DESC, name, uuid), '[]') AS vms FROM part`;
  return onlyRowOf(db, costsRow, query);
}
