import { asProblem } from '../common/problem.ts';
import type { Database, RuntimeState, Tx } from '../db/index.ts';
import type { Engine } from '../engine/index.ts';
import { type Principal, userMay } from '../identity/index.ts';
import { lockInstance, type PowerAction } from '../instances/index.ts';
import {
  couldNotBegin,
  type DueSchedule,
  dueSchedules,
  lockDue,
  moveOn,
  pauseItself,
  schedulePermissions,
} from '../schedules/index.ts';
import { failureText, type Services } from '../workflows/index.ts';
import { createBackup } from './backup/create.ts';
import { createSnapshot } from './snapshot/create.ts';
import { requestPower } from './vm/power.ts';

/** For what asks for it. */
interface Wanted {
  name: string;
  description: string;
  kept_until: Date | null;
  /** By which, and for which of its times: nothing is made twice for one. */
  schedule: string;
  due: Date;
}

type Begin = (tx: Tx, engine: Engine<Services>, by: Principal, source: string, wanted: Wanted) => Promise<unknown>;

/** What a schedule can make of a volume, or do with a VM: what is made is called by the word, and how it begins. */
const kinds: Record<DueSchedule['makes'], { called: string; begin: Begin }> = {
  snapshot: { called: 'Snapshot', begin: createSnapshot },
  backup: { called: 'Backup', begin: createBackup },
  start: { called: 'Start', begin: power('start', ['ACTIVE', 'REBOOT', 'RESCUE', 'PAUSED']) },
  stop: { called: 'Stop', begin: power('stop', ['SHUTOFF']) },
};

/** A VM that is so already is left as it is. */
function power(action: PowerAction, already: readonly RuntimeState[]): Begin {
  return async (tx, engine, by, source) => {
    const { state, runtime_state } = await lockInstance(tx, source);
    if (state !== 'OK' || !already.includes(runtime_state)) await requestPower(tx, engine, by, source, action);
  };
}

/**
 * Begins what the schedules of a cloud have due, in the name of who activated them: one for whom that is too much by now pauses itself. A
 * time that was missed is made up for once, however many were; one that cannot begin now stays due. Throws at the end what went wrong by
 * a fault of ours.
 */
export async function runDueSchedules(db: Database, engine: Engine<Services>, cloud: string): Promise<void> {
  const failures: unknown[] = [];
  for (const uuid of await dueSchedules(db, cloud)) {
    const ran = db.transaction().execute((tx) => run(tx, engine, uuid));
    await ran.catch(async (error: unknown) => {
      const problem = asProblem(error);
      if (problem !== error) failures.push(error);
      await db.transaction().execute((tx) => couldNotBegin(tx, uuid, failureText(problem)));
    });
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} schedules could not run`);
}

/** One transaction: what is made is there exactly when the schedule has moved on. */
async function run(tx: Tx, engine: Engine<Services>, uuid: string): Promise<void> {
  const schedule = await lockDue(tx, uuid);
  if (schedule === undefined) return;
  const { makes, project, source, user, username } = schedule;
  const permission = schedulePermissions[makes];
  if (!(await userMay(tx, user, permission, project))) {
    const why = `It ran in the name of ${username}, who has no ${permission} here any more. Whoever has that can resume it in the own name.`;
    return pauseItself(tx, schedule, why);
  }
  const { called, begin } = kinds[makes];
  await begin(tx, engine, { user, username, address: '' }, source, wantedOf(schedule, called));
  await moveOn(tx, schedule);
}

function wantedOf({ uuid: schedule, name, source_name, retention_days: days, runs, due }: DueSchedule, called: string) {
  return {
    name: `${called}#${runs + 1} of ${source_name}`,
    description: `Made by the schedule ${name}`,
    kept_until: days === 0 ? null : new Date(Date.now() + days * 86_400_000),
    schedule,
    due,
  };
}
