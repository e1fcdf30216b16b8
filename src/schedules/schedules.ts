import { sql } from 'kysely';
import { definedFields } from '../common/defined-fields.ts';
import { invalid } from '../common/field-errors.ts';
import { Problem } from '../common/problem.ts';
import type { Tx } from '../db/index.ts';
import { type Actor, audit, before, changed } from '../identity/index.ts';
import { type Owned, tooMany } from '../network/index.ts';
import { lockQuotas } from '../quotas/index.ts';
import { lockVolume, volumeRules } from '../storage/index.ts';
import type { MakesWord, PowerWord } from './runs.ts';
import { nextRun, serverZone } from './timing.ts';

/** Of a project: far from what costs anything. */
const most = 100;

interface Plan {
  name: string;
  description?: string | undefined;
  cron: string;
  timezone?: string | undefined;
}

interface SnapshotPlan extends Plan {
  retention_days: number;
  most: number;
}

interface PowerPlan extends Plan {
  makes: PowerWord;
}

/** What is left out stays as it is. */
type Changes = { [Field in keyof (SnapshotPlan & PowerPlan)]?: (SnapshotPlan & PowerPlan)[Field] | undefined };

/** Makes a schedule of snapshots of a volume, which is paused. Returns its UUID. Throws `wrong-state`, `InvalidRequest`. */
export async function createSnapshotSchedule(tx: Tx, actor: Actor, uuid: string, plan: SnapshotPlan): Promise<string> {
  const volume = await lockVolume(tx, uuid);
  volumeRules.require('schedule', volume);
  return create(tx, actor, volume.project, { volume: uuid }, { ...plan, makes: 'snapshot' });
}

/** Makes a schedule by which a VM is started or stopped, which is paused. Returns its UUID. Throws `InvalidRequest`. */
export function createPowerSchedule(tx: Tx, actor: Actor, { uuid, project }: Owned, plan: PowerPlan): Promise<string> {
  return create(tx, actor, project, { instance: uuid }, { ...plan, retention_days: 0, most: 0 });
}

async function create(
  tx: Tx,
  actor: Actor,
  project: string,
  source: { volume: string } | { instance: string },
  { description = '', timezone = serverZone(), ...plan }: SnapshotPlan & { makes: MakesWord },
): Promise<string> {
  await lockQuotas(tx, project);
  const others = await tx.selectFrom('schedule').select('uuid').where('project', '=', project).execute();
  if (others.length >= most) throw tooMany('schedules', most);
  const row = { ...plan, ...source, description, timezone, project, created_by: actor.user };
  const { uuid } = await tx.insertInto('schedule').values(row).returning('uuid').executeTakeFirstOrThrow();
  const { makes, cron } = plan;
  await audit(tx, actor, 'schedule.create', { object: uuid, project, detail: { ...source, makes, cron } });
  return uuid;
}

/** Changes a schedule, and how long what it has made is kept. Throws `InvalidRequest`. */
export async function updateSchedule(tx: Tx, actor: Actor, { uuid, project }: Owned, changes: Changes): Promise<void> {
  const set = definedFields(changes);
  if (Object.keys(set).length === 0)
    throw invalid('non_field_errors', 'Nothing to change: give a field of the schedule.');
  const { next_run, ...old } = await lock(tx, uuid);
  const moved = set.cron !== undefined || set.timezone !== undefined;
  const next = moved && next_run !== null ? { next_run: nextRun({ ...old, ...set }, new Date()) } : {};
  const { was } = await tx
    .updateTable('schedule')
    .set({ ...set, ...next, modified: new Date() })
    .where('uuid', '=', uuid)
    .returning(before('schedule', set).as('was'))
    .executeTakeFirstOrThrow();
  if (set.retention_days !== undefined)
    await sql`UPDATE snapshot SET kept_until = created + nullif(make_interval(days => ${set.retention_days}), interval '0')
      WHERE schedule = ${uuid} AND state <> 'TERMINATED'`.execute(tx);
  await audit(tx, actor, 'schedule.update', { object: uuid, project, detail: changed(was, set) });
}

/** Has it run from the next time on. Throws `wrong-state` when it does already. */
export async function activateSchedule(tx: Tx, actor: Actor, { uuid, project }: Owned): Promise<void> {
  const { next_run, ...when } = await lock(tx, uuid);
  if (next_run !== null) throw new Problem('wrong-state', 'The schedule is active already.');
  await setNextRun(tx, uuid, nextRun(when, new Date()));
  await audit(tx, actor, 'schedule.activate', { object: uuid, project });
}

/** Has it run no more until it is activated. Throws `wrong-state` when it does not already. */
export async function deactivateSchedule(tx: Tx, actor: Actor, { uuid, project }: Owned): Promise<void> {
  if ((await lock(tx, uuid)).next_run === null) throw new Problem('wrong-state', 'The schedule is paused already.');
  await setNextRun(tx, uuid, null);
  await audit(tx, actor, 'schedule.deactivate', { object: uuid, project });
}

/** Deletes a schedule; what it has made stays, for as long as it says of itself. */
export async function deleteSchedule(tx: Tx, actor: Actor, { uuid, project }: Owned): Promise<void> {
  await audit(tx, actor, 'schedule.delete', { object: uuid, project });
  await tx.deleteFrom('schedule').where('uuid', '=', uuid).execute();
}

function lock(tx: Tx, uuid: string) {
  const row = tx.selectFrom('schedule').select(['next_run', 'cron', 'timezone']).where('uuid', '=', uuid);
  return row.forUpdate().executeTakeFirstOrThrow();
}

async function setNextRun(tx: Tx, uuid: string, next_run: Date | null): Promise<void> {
  const change = { next_run, waiting: false, error_message: '', modified: new Date() };
  await tx.updateTable('schedule').set(change).where('uuid', '=', uuid).execute();
}
