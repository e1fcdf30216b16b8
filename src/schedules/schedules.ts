import { sql } from 'kysely';
import { definedFields } from '../common/defined-fields.ts';
import { invalid } from '../common/field-errors.ts';
import { Problem } from '../common/problem.ts';
import type { Tx } from '../db/index.ts';
import { type Action, type Actor, audit, before, changed } from '../identity/index.ts';
import { instanceRules, lockInstance } from '../instances/index.ts';
import { type Owned, tooMany } from '../network/index.ts';
import { lockQuotas } from '../quotas/index.ts';
import { lockVolume, volumeRules } from '../storage/index.ts';
import { keptWords, type MakesWord, type PowerWord } from './makes.ts';
import { sourceOf } from './runs.ts';
import { nextRun, serverZone } from './timing.ts';

/** Of a project: far from what costs anything. */
const most = 100;

interface Plan {
  name: string;
  description?: string | undefined;
  cron: string;
  timezone?: string | undefined;
}

interface KeptPlan extends Plan {
  retention_days: number;
  most: number;
}

/** Where its backups go, and what is kept there. */
interface TargetPlan {
  target?: string | null | undefined;
  target_days?: number | undefined;
  target_most?: number | undefined;
}

interface PowerPlan extends Plan {
  makes: PowerWord;
}

/** What is left out stays as it is. */
type Said = KeptPlan & PowerPlan & TargetPlan;
export type Changes = { [Field in keyof Said]?: Said[Field] | undefined };

/** Makes a schedule of snapshots of a volume, which is paused. Returns its UUID. Throws `wrong-state`, `InvalidRequest`. */
export async function createSnapshotSchedule(tx: Tx, actor: Actor, uuid: string, plan: KeptPlan): Promise<string> {
  const volume = await lockVolume(tx, uuid);
  volumeRules.require('schedule', volume);
  return create(tx, actor, volume.project, { volume: uuid, instance: null }, { ...plan, makes: 'snapshot' });
}

/** The same of backups of a VM. */
export async function createBackupSchedule(
  tx: Tx,
  actor: Actor,
  uuid: string,
  plan: KeptPlan & TargetPlan,
): Promise<string> {
  const instance = await lockInstance(tx, uuid);
  instanceRules.require('backup', instance);
  return create(tx, actor, instance.project, { volume: null, instance: uuid }, { ...plan, makes: 'backup' });
}

/** Makes a schedule by which a VM is started or stopped, which is paused. Returns its UUID. Throws `InvalidRequest`. */
export function createPowerSchedule(tx: Tx, actor: Actor, { uuid, project }: Owned, plan: PowerPlan): Promise<string> {
  return create(tx, actor, project, { volume: null, instance: uuid }, { ...plan, retention_days: 0, most: 0 });
}

async function create(
  tx: Tx,
  actor: Actor,
  project: string,
  source: { volume: string | null; instance: string | null },
  {
    description = '',
    timezone = serverZone(),
    target,
    target_days,
    target_most,
    ...plan
  }: KeptPlan & TargetPlan & { makes: MakesWord },
): Promise<string> {
  await lockQuotas(tx, project);
  const others = await tx.selectFrom('schedule').select('uuid').where('project', '=', project).execute();
  if (others.length >= most) throw tooMany('schedules', most);
  const there = definedFields({ target, target_days, target_most });
  const row = { ...plan, ...there, ...source, description, timezone, project, created_by: actor.user };
  const { uuid } = await tx.insertInto('schedule').values(row).returning('uuid').executeTakeFirstOrThrow();
  const { makes, cron } = plan;
  await tell(tx, actor, 'schedule.create', { uuid, project, ...source }, { makes, cron });
  return uuid;
}

/** Changes a schedule, and how long what it has made is kept. Throws `InvalidRequest`. */
export async function updateSchedule(tx: Tx, actor: Actor, { uuid }: Owned, changes: Changes): Promise<void> {
  const set = definedFields(changes);
  if (Object.keys(set).length === 0)
    throw invalid('non_field_errors', 'Nothing to change: give a field of the schedule.');
  const old = await lock(tx, uuid);
  const moved = set.cron !== undefined || set.timezone !== undefined;
  const next = moved && old.next_run !== null ? { next_run: nextRun({ ...old, ...set }, new Date()) } : {};
  const { was } = await tx
    .updateTable('schedule')
    .set({ ...set, ...next, modified: new Date() })
    .where('uuid', '=', uuid)
    .returning(before('schedule', set).as('was'))
    .executeTakeFirstOrThrow();
  const kept = keptWords.find((word) => word === old.makes);
  if (set.retention_days !== undefined && kept !== undefined)
    await sql`UPDATE ${sql.table(kept)} SET kept_until = created + nullif(make_interval(days => ${set.retention_days}), interval '0')
      WHERE schedule = ${uuid} AND state <> 'TERMINATED'`.execute(tx);
  await tell(tx, actor, 'schedule.update', old, changed(was, set));
}

/** Has it run from the next time on, in the name of who says so. Throws `wrong-state` when it does already. */
export async function activateSchedule(tx: Tx, actor: Actor, { uuid }: Owned): Promise<void> {
  const schedule = await lock(tx, uuid);
  if (schedule.next_run !== null) throw new Problem('wrong-state', 'The schedule is active already.');
  await turn(tx, uuid, { next_run: nextRun(schedule, new Date()), activated_by: actor.user });
  await tell(tx, actor, 'schedule.activate', schedule);
}

/** Has it run no more until it is activated. Throws `wrong-state` when it does not already. */
export async function deactivateSchedule(tx: Tx, actor: Actor, { uuid }: Owned): Promise<void> {
  const schedule = await lock(tx, uuid);
  if (schedule.next_run === null) throw new Problem('wrong-state', 'The schedule is paused already.');
  await turn(tx, uuid, { next_run: null });
  await tell(tx, actor, 'schedule.deactivate', schedule);
}

/** Deletes a schedule; what it has made stays, for as long as it says of itself. */
export async function deleteSchedule(tx: Tx, actor: Actor, { uuid }: Owned): Promise<void> {
  await tell(tx, actor, 'schedule.delete', await lock(tx, uuid));
  await tx.deleteFrom('schedule').where('uuid', '=', uuid).execute();
}

function lock(tx: Tx, uuid: string) {
  const row = tx.selectFrom('schedule').where('uuid', '=', uuid);
  const columns = ['uuid', 'project', 'makes', 'volume', 'instance', 'next_run', 'cron', 'timezone'] as const;
  return row.select(columns).forUpdate().executeTakeFirstOrThrow();
}

async function turn(tx: Tx, uuid: string, to: { next_run: Date | null; activated_by?: string }): Promise<void> {
  const change = { ...to, waiting: false, error_message: '', modified: new Date() };
  await tx.updateTable('schedule').set(change).where('uuid', '=', uuid).execute();
}

/** With what it is of, for those who ask what was done about that. */
async function tell(
  tx: Tx,
  actor: Actor,
  action: Extract<Action, `schedule.${string}`>,
  {
    uuid: object,
    project,
    ...source
  }: { uuid: string; project: string; volume: string | null; instance: string | null },
  more: Record<string, unknown> = {},
): Promise<void> {
  await audit(tx, actor, action, { object, project, detail: { ...sourceOf(source), ...more } });
}
