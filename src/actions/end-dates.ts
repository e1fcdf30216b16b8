import { Problem } from '../common/problem.ts';
import { today } from '../common/today.ts';
import { z } from 'zod';
import { type RawBuilder, sql } from 'kysely';
import { type Database, rowsOf } from '../db/index.ts';
import { type Actor, auditSelf, type Principal } from '../identity/index.ts';
import type { Engine } from '../engine/index.ts';
import { backedUp, firstSnapshot } from '../instances/index.ts';
import { snapshotted } from '../storage/index.ts';
import { warnedBySetting } from './end-warnings.ts';
import { orderTermination } from './vm/terminate.ts';
import { terminateVolume } from './volume/terminate.ts';
import type { Services } from '../workflows/index.ts';

const dueRow = z.strictObject({
  kind: z.enum(['instance', 'volume']),
  uuid: z.string(),
  project: z.string(),
  end_date: z.string(),
  user: z.string().nullable(),
  username: z.string(),
});

type Due = z.output<typeof dueRow>;

/**
 * The resources of a cloud whose day has come, or that of their project, and that can go. One that is protected, attached, at work or has
 * snapshots or backups goes as soon as it is or has that not any more; one that could not be ended is tried again after an hour.
 */
export function resourcesDue(cloud: string): RawBuilder<unknown> {
  const day = sql`(now() AT TIME ZONE 'UTC')::date`;
  // of each its own day, and that of its project
  const dueOf = (kind: Due['kind'], ready: RawBuilder<unknown>) => sql`
    SELECT ${kind}::text AS kind, r.uuid, r.project, d.end_date::text, u.uuid AS user, coalesce(u.username, '') AS username
    FROM (
      SELECT uuid, end_date, end_date_requested_by FROM ${sql.table(kind)} WHERE end_date <= ${day} AND reserved
      UNION ALL
      SELECT x.uuid, p.end_date, p.end_date_requested_by FROM project p JOIN ${sql.table(kind)} x ON x.project = p.uuid
      WHERE p.end_date + coalesce(p.grace_days, 0) <= ${day} AND (x.end_date > ${day}) IS NOT FALSE AND x.reserved
    ) d JOIN ${sql.table(kind)} r USING (uuid) LEFT JOIN app_user u ON u.uuid = d.end_date_requested_by
    WHERE r.state IN ('OK', 'ERRED') AND ${ready}
      AND r.project IN (SELECT p.uuid FROM project p WHERE p.cloud = ${cloud})
      AND NOT EXISTS (SELECT FROM "order" o WHERE o.${sql.ref(kind)} = r.uuid AND o.type = 'Terminate'
        AND o.created > now() - interval '1 hour')`;
  const [vms, volumes] = [
    dueOf('instance', sql`NOT r.termination_protection AND ${firstSnapshot('r')} IS NULL AND NOT ${backedUp('r')}`),
    dueOf('volume', sql`r.instance IS NULL AND NOT ${snapshotted('r')}`),
  ];
  return sql`${vms} UNION ALL ${volumes}`;
}

/**
 * Orders the end of these, in the name of who asked for it. A day is a property of the resource: who set it had the right to, and is not asked
 * after when it comes, for a role that ended in between has changed nothing about the resource. Throws at the end what went wrong.
 */
export async function endDueResources(
  db: Database,
  engine: Engine<Services>,
  cloud: string,
  keptDays: number,
): Promise<void> {
  const rows = await rowsOf(db, dueRow, resourcesDue(cloud));
  const failures: unknown[] = [];
  // one that cannot be ended does not hold up the others
  for (const due of rows) await end(db, engine, due, keptDays).catch((error: unknown) => failures.push(error));
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} of ${rows.length} could not be ended`);
}

async function end(db: Database, engine: Engine<Services>, due: Due, keptDays: number): Promise<void> {
  const { kind, uuid, project, end_date, user, username } = due;
  const principal: Principal = { user, username, address: '' };
  const ended = db.transaction().execute(async (tx) => {
    if (kind === 'instance') await orderTermination(tx, engine, principal, uuid, { volumes: 'delete', keptDays });
    else await terminateVolume(tx, engine, principal, uuid, keptDays);
    const what = { object: uuid, project, result: 'terminated' as const, detail: { end_date, requested_by: username } };
    await auditSelf(tx, `${kind}.expired`, what);
  });
  await ended.catch((error: unknown) => {
    // it has changed since it was found: the next look decides anew
    if (!(error instanceof Problem && ['wrong-state', 'not-found'].includes(error.code))) throw error;
  });
}

const moment = z.iso.datetime({ offset: true });
const wrong = 'Must be a date such as 2026-01-31, a time that is midnight in UTC, or null for no end.';

/** The day of a time that is its midnight in UTC; of any other the end would come earlier than was asked for. */
function dayOf(text: string): string {
  const [day = '', time] = moment.safeParse(text).success ? new Date(text).toISOString().split('T') : [];
  return time === '00:00:00.000Z' ? day : text;
}

/** A day that is not over yet, or null for no end. Clients that know only times give the day by its midnight. */
export const endDate = z
  .string(wrong)
  .transform(dayOf)
  .pipe(z.iso.date(wrong))
  .refine((day) => day >= today(), 'Lies in the past. Give today, a later date, or null for no end.')
  .meta({ format: 'date' })
  .nullable()
  .describe('On this day, in UTC, the resource is terminated with all that is on it; null: it stays');

/** The columns that say when a resource is to go; none when that does not change. */
export function endColumns(actor: Actor, day: string | null | undefined) {
  if (day === undefined) return {};
  if (day === null) return { end_date: null, end_date_requested_by: null, end_warned: null };
  return { end_date: day, end_date_requested_by: actor.user, end_warned: warnedBySetting(day) };
}
