import { Problem } from '../common/problem.ts';
import { dayOrTime } from '../common/today.ts';
import { z } from 'zod';
import { type RawBuilder, sql } from 'kysely';
import { type Database, rowsOf, type Tx } from '../db/index.ts';
import { auditSelf, type Principal, projectEnd } from '../identity/index.ts';
import type { Engine } from '../engine/index.ts';
import { backedUp, firstSnapshot } from '../instances/index.ts';
import { snapshotted } from '../storage/index.ts';
import { type EndAction, endActions } from './ends.ts';
import { stopAnyhow } from './vm/power.ts';
import { orderTermination } from './vm/terminate.ts';
import { terminateVolume } from './volume/terminate.ts';
import type { Services } from '../workflows/index.ts';

const dueRow = z.strictObject({
  kind: z.enum(['instance', 'volume']),
  action: z.enum(endActions),
  uuid: z.string(),
  project: z.string(),
  ends_at: z.date(),
  user: z.string().nullable(),
  username: z.string(),
});

type Due = z.output<typeof dueRow>;

/**
 * The resources of a cloud whose end has come, or that of their project, and with which can be done what is to be done then. One that is
 * protected, attached, at work or has snapshots or backups is deleted as soon as it is or has that not any more; what could not be done is tried
 * again, a deletion after an hour, a stop after a minute.
 */
export function resourcesDue(cloud: string): RawBuilder<unknown> {
  // of each its own end, and that of its project; once when both have come
  const dueOf = (kind: Due['kind'], action: EndAction, own: RawBuilder<unknown>, ready: RawBuilder<unknown>) => sql`
    SELECT DISTINCT ON (r.uuid) ${kind}::text AS kind, ${action}::text AS action, r.uuid, r.project, d.ends_at, u.uuid AS user,
      coalesce(u.username, '') AS username
    FROM (
      SELECT uuid, ends_at, end_date_requested_by FROM ${sql.table(kind)} WHERE ends_at <= now() AND reserved AND ${own}
      UNION ALL
      SELECT x.uuid, p.ends_at, p.end_date_requested_by FROM project p JOIN ${sql.table(kind)} x ON x.project = p.uuid
      WHERE ${projectEnd('p')} <= now() AND p.end_action = ${action} AND x.reserved
    ) d JOIN ${sql.table(kind)} r USING (uuid) LEFT JOIN app_user u ON u.uuid = d.end_date_requested_by
    WHERE ${ready} AND r.project IN (SELECT p.uuid FROM project p WHERE p.cloud = ${cloud})
    ORDER BY r.uuid, d.ends_at`;
  const untried = (kind: Due['kind']) => sql`r.state IN ('OK', 'ERRED') AND NOT EXISTS (
    SELECT FROM "order" o WHERE o.${sql.ref(kind)} = r.uuid AND o.type = 'Terminate' AND o.created > now() - interval '1 hour')`;
  const unstopped = sql`r.state = 'OK' AND r.power = 'on' AND NOT EXISTS (
    SELECT FROM workflow w WHERE w.subject = r.uuid AND w.kind = 'instance.stop' AND w.finished > now() - interval '1 minute')`;
  const free = sql`NOT r.termination_protection AND ${firstSnapshot('r')} IS NULL AND NOT ${backedUp('r')}`;
  const parts = [
    dueOf('instance', 'delete', sql`end_action = 'delete'`, sql`${untried('instance')} AND ${free}`),
    dueOf('volume', 'delete', sql`true`, sql`${untried('volume')} AND r.instance IS NULL AND NOT ${snapshotted('r')}`),
    dueOf('instance', 'stop', sql`end_action = 'stop'`, unstopped),
  ];
  return sql`SELECT * FROM (${sql.join(
    parts.map((part) => sql`(${part})`),
    sql` UNION ALL `,
  )}) ends`;
}

/** How soon one of the ends comes that come within `withinMs`, ms; null: none does. */
export function nextEnd(withinMs: number): RawBuilder<unknown> {
  const soon = (at: RawBuilder<unknown>, table: string) => sql`
    SELECT ${at} AS at FROM ${sql.table(table)} e WHERE ${at} > now() AND ${at} <= now() + ${withinMs} * interval '1 ms'`;
  return sql`SELECT (extract(epoch FROM min(at) - now()) * 1000)::float8 FROM (
    ${soon(sql`e.ends_at`, 'instance')} AND e.reserved UNION ALL ${soon(sql`e.ends_at`, 'volume')} AND e.reserved
    UNION ALL ${soon(projectEnd('e'), 'project')}) soon`;
}

/**
 * Does with these what is to be done at their end, in the name of who asked for it. An end is a property of the resource: who set it had the
 * right to, and is not asked after when it comes, for a role that ended in between has changed nothing about the resource. Throws at the end
 * what went wrong.
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
  const { kind, action, uuid, project, ends_at, username } = due;
  const ended = db.transaction().execute(async (tx) => {
    await act(tx, engine, due, keptDays);
    const detail = { end_date: dayOrTime(ends_at), requested_by: username };
    const result = action === 'stop' ? 'off' : 'terminated';
    await auditSelf(tx, `${kind}.expired`, { object: uuid, project, result, detail });
  });
  await ended.catch((error: unknown) => {
    // it has changed since it was found: the next look decides anew
    if (!(error instanceof Problem && ['wrong-state', 'not-found'].includes(error.code))) throw error;
  });
}

async function act(tx: Tx, engine: Engine<Services>, due: Due, keptDays: number): Promise<void> {
  const { kind, action, uuid, user, username } = due;
  const principal: Principal = { user, username, address: '' };
  if (kind === 'volume') await terminateVolume(tx, engine, principal, uuid, keptDays);
  else if (action === 'stop') await stopAnyhow(tx, engine, principal, uuid);
  else await orderTermination(tx, engine, principal, uuid, { volumes: 'delete', keptDays });
}
