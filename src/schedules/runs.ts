import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Database, rowOf, rowsOf, type Tx } from '../db/index.ts';
import { auditSelf } from '../identity/index.ts';
import { type KeptWord, makesWords } from './makes.ts';
import { nextRun } from './timing.ts';

/** Schedules, as `c`, with the volume or the VM that they are of: `s`. */
const living = sql`
  schedule c JOIN (SELECT uuid, name FROM volume WHERE state <> 'TERMINATED'
    UNION ALL SELECT uuid, name FROM instance WHERE state <> 'TERMINATED') s ON s.uuid = coalesce(c.volume, c.instance)`;

const uuidRow = z.strictObject({ uuid: z.string() });

/** The schedules of a cloud that are due, the longest first; one that could not begin is due again after a minute. */
export const schedulesDue = (cloud: string): RawBuilder<unknown> => sql`
  SELECT c.uuid FROM ${living} WHERE c.next_run <= now() AND (NOT c.waiting OR c.modified < now() - interval '1 minute')
    AND c.project IN (SELECT p.uuid FROM project p WHERE p.cloud = ${cloud})
  ORDER BY c.next_run`;

export async function dueSchedules(db: Database, cloud: string): Promise<string[]> {
  return (await rowsOf(db, uuidRow, schedulesDue(cloud))).map(({ uuid }) => uuid);
}

const dueRow = z.strictObject({
  uuid: z.string(),
  project: z.string(),
  makes: z.enum(makesWords),
  volume: z.string().nullable(),
  instance: z.string().nullable(),
  /** The one of both. */
  source: z.string(),
  source_name: z.string(),
  name: z.string(),
  cron: z.string(),
  timezone: z.string(),
  retention_days: z.number(),
  runs: z.number(),
  due: z.date(),
  /** In whose name it runs. */
  user: z.string().nullable(),
  username: z.string(),
});
export type DueSchedule = z.output<typeof dueRow>;

/** Locks a schedule that is due until the transaction ends; undefined: it is not any more. */
export function lockDue(tx: Tx, uuid: string): Promise<DueSchedule | undefined> {
  // the name of a user who was deleted has the UUID behind it
  const query = sql`
    SELECT c.uuid, c.project, c.makes, c.volume, c.instance, s.uuid AS source, s.name AS source_name, c.name, c.cron, c.timezone,
      c.retention_days, c.runs, c.next_run AS due, u.uuid AS user, coalesce(split_part(u.username, '#', 1), '') AS username
    FROM ${living} LEFT JOIN app_user u ON u.uuid = coalesce(c.activated_by, c.created_by)
    WHERE c.uuid = ${uuid} AND c.next_run <= now() FOR UPDATE OF c`;
  return rowOf(tx, dueRow, query);
}

type Told = Pick<DueSchedule, 'uuid' | 'project' | 'volume' | 'instance'>;
const told = ['uuid', 'project', 'volume', 'instance'] as const;

/** What was due has begun: whatever was missed beside it is not made up for, and nothing has failed so far. */
export async function moveOn(tx: Tx, schedule: DueSchedule): Promise<void> {
  const { uuid, due, runs } = schedule;
  // the clock of the database may be ahead of ours: never the same time again
  const next_run = nextRun(schedule, new Date(Math.max(Date.now(), due.getTime())));
  const change = { next_run, runs: runs + 1, waiting: false, error_message: '' };
  await tx.updateTable('schedule').set(change).where('uuid', '=', uuid).execute();
  await tell(tx, 'schedule.run', schedule, 'accepted', { due });
}

/** Has a schedule run no more until somebody who may activates it: it would go on in the name of who may not. */
export async function pauseItself(tx: Tx, schedule: DueSchedule, why: string): Promise<void> {
  const change = { next_run: null, waiting: false, error_message: why, modified: new Date() };
  await tx.updateTable('schedule').set(change).where('uuid', '=', schedule.uuid).execute();
  await tell(tx, 'schedule.paused', schedule, 'failed', { error_message: why });
}

/** A run could not begin: it stays due, which is told once. */
export async function couldNotBegin(tx: Tx, uuid: string, why: string): Promise<void> {
  const begins = tx
    .selectFrom('schedule')
    .select([...told, 'waiting'])
    .where('uuid', '=', uuid)
    .forUpdate();
  const schedule = await begins.executeTakeFirst();
  // deleted meanwhile
  if (schedule === undefined) return;
  const change = { waiting: true, error_message: why, modified: new Date() };
  await tx.updateTable('schedule').set(change).where('uuid', '=', uuid).execute();
  if (!schedule.waiting) await tell(tx, 'schedule.run', schedule, 'failed', { error_message: why });
}

/** What could not begin has begun. */
export async function goesOn(tx: Tx, uuid: string): Promise<void> {
  const change = { waiting: false, error_message: '', modified: new Date() };
  await tx.updateTable('schedule').set(change).where('uuid', '=', uuid).execute();
}

/** Notes with the schedule that something was made by, if any, why that could not be made. One that is paused shows why it is. */
export async function noteFailure(tx: Tx, kind: KeptWord | 'backup_copy', made: string, why: string): Promise<void> {
  const by = tx.selectFrom(kind).select('schedule').where('uuid', '=', made);
  const message: RawBuilder<string> = sql`CASE WHEN next_run IS NULL THEN error_message ELSE ${why} END`;
  const schedule = await tx
    .updateTable('schedule')
    .set({ error_message: message })
    .where('uuid', '=', by)
    .returning(told)
    .executeTakeFirst();
  if (schedule !== undefined) await tell(tx, 'schedule.run', schedule, 'failed', { error_message: why });
}

async function tell(
  tx: Tx,
  action: 'schedule.run' | 'schedule.paused',
  { uuid: object, project, volume, instance }: Told,
  result: 'accepted' | 'failed',
  more: Record<string, unknown>,
): Promise<void> {
  await auditSelf(tx, action, { object, project, result, detail: { ...sourceOf({ volume, instance }), ...more } });
}

/** What a schedule is of, by its own word, for those who ask what has to do with that. */
export const sourceOf = ({ volume, instance }: Pick<Told, 'volume' | 'instance'>) =>
  volume === null ? { instance } : { volume };

const failingRow = z.strictObject({ name: z.string(), error_message: z.string() });

/** The schedules of a cloud whose last run has failed, or that have paused themselves, for its operator. */
export function failingSchedules(db: Database, cloud: string): Promise<z.output<typeof failingRow>[]> {
  const query = sql`
    SELECT c.name, c.error_message FROM ${living} JOIN project p ON p.uuid = c.project
    WHERE c.error_message <> '' AND p.cloud = ${cloud} ORDER BY c.name`;
  return rowsOf(db, failingRow, query);
}
