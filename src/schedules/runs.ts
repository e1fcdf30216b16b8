import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, rowOf, rowsOf, type Tx } from '../db/index.ts';
import { auditSelf } from '../identity/index.ts';
import { nextRun } from './timing.ts';

/** Schedules, as `c`, with the volume or the VM that they are of: `s`. */
const living = sql`
  schedule c JOIN (SELECT uuid, name FROM volume WHERE state <> 'TERMINATED'
    UNION ALL SELECT uuid, name FROM instance WHERE state <> 'TERMINATED') s ON s.uuid = coalesce(c.volume, c.instance)`;

const uuidRow = z.strictObject({ uuid: z.string() });

/** The schedules of a cloud that are due, the longest first; one that could not begin is due again after a minute. */
export async function dueSchedules(db: Database, cloud: string): Promise<string[]> {
  const query = sql`
    SELECT c.uuid FROM ${living} WHERE c.next_run <= now() AND (NOT c.waiting OR c.modified < now() - interval '1 minute')
      AND c.project IN (SELECT p.uuid FROM project p WHERE p.cloud = ${cloud})
    ORDER BY c.next_run`;
  return (await rowsOf(db, uuidRow, query)).map(({ uuid }) => uuid);
}

export const powerWords = ['start', 'stop'] as const;
export type PowerWord = (typeof powerWords)[number];
/** All that a schedule can make or do. */
const makes = ['snapshot', ...powerWords] as const;
export type MakesWord = (typeof makes)[number];

const dueRow = z.strictObject({
  uuid: z.string(),
  makes: z.enum(makes),
  /** What it makes something of. */
  source: z.string(),
  source_name: z.string(),
  name: z.string(),
  cron: z.string(),
  timezone: z.string(),
  retention_days: z.number(),
  runs: z.number(),
  due: z.date(),
  user: z.string().nullable(),
  username: z.string(),
});
export type DueSchedule = z.output<typeof dueRow>;

/** Locks a schedule that is due until the transaction ends; undefined: it is not any more. */
export function lockDue(tx: Tx, uuid: string): Promise<DueSchedule | undefined> {
  const query = sql`
    SELECT c.uuid, c.makes, s.uuid AS source, s.name AS source_name, c.name, c.cron, c.timezone, c.retention_days, c.runs,
      c.next_run AS due, c.created_by AS user, coalesce((SELECT username FROM app_user WHERE uuid = c.created_by), '') AS username
    FROM ${living} WHERE c.uuid = ${uuid} AND c.next_run <= now() FOR UPDATE OF c`;
  return rowOf(tx, dueRow, query);
}

/** What was due has begun: whatever was missed beside it is not made up for, and nothing has failed so far. */
export async function moveOn(tx: Tx, schedule: DueSchedule): Promise<void> {
  const { uuid, due, runs } = schedule;
  // the clock of the database may be ahead of ours: never the same time again
  const next_run = nextRun(schedule, new Date(Math.max(Date.now(), due.getTime())));
  const change = { next_run, runs: runs + 1, waiting: false, error_message: '' };
  await tx.updateTable('schedule').set(change).where('uuid', '=', uuid).execute();
}

/** A run could not begin: it stays due, which is told once. */
export async function couldNotBegin(tx: Tx, uuid: string, why: string): Promise<void> {
  const begins = tx.selectFrom('schedule').select(['project', 'waiting']).where('uuid', '=', uuid).forUpdate();
  const schedule = await begins.executeTakeFirst();
  // deleted meanwhile
  if (schedule === undefined) return;
  const change = { waiting: true, error_message: why, modified: new Date() };
  await tx.updateTable('schedule').set(change).where('uuid', '=', uuid).execute();
  if (!schedule.waiting) await tellFailure(tx, uuid, schedule.project, why);
}

/** Notes with the schedule that a snapshot was made by, if any, why it could not be taken. */
export async function noteFailure(tx: Tx, snapshot: string, why: string): Promise<void> {
  const row = await tx
    .updateTable('schedule')
    .set({ error_message: why })
    .where('uuid', '=', (eb) => eb.selectFrom('snapshot').select('schedule').where('snapshot.uuid', '=', snapshot))
    .returning(['uuid', 'project'])
    .executeTakeFirst();
  if (row !== undefined) await tellFailure(tx, row.uuid, row.project, why);
}

async function tellFailure(tx: Tx, object: string, project: string, why: string): Promise<void> {
  await auditSelf(tx, 'schedule.run', { object, project, result: 'failed', detail: { error_message: why } });
}

const failingRow = z.strictObject({ name: z.string(), error_message: z.string() });

/** The active schedules of a cloud whose last run has failed, for its operator. */
export function failingSchedules(db: Database, cloud: string): Promise<z.output<typeof failingRow>[]> {
  const query = sql`
    SELECT c.name, c.error_message FROM ${living} JOIN project p ON p.uuid = c.project
    WHERE c.error_message <> '' AND c.next_run IS NOT NULL AND p.cloud = ${cloud} ORDER BY c.name`;
  return rowsOf(db, failingRow, query);
}
