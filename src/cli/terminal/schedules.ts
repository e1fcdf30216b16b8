import type { Command } from 'commander';
import type { SnapshotSchedule } from '../api/schema.ts';
import { findAll } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { example } from './example.ts';
import { say } from './output.ts';
import { forEach } from './several.ts';

/** The nouns that run by the clock. */
export type ScheduleKind = 'schedule' | 'power-schedule';
/** What all of them show. */
type Schedule = Pick<SnapshotSchedule, 'schedule' | 'timezone' | 'next_trigger_at' | 'error_message'>;

export const WHEN =
  '"daily at 03:00", "weekdays at 22:30", "weekly on sunday at 04:00", "every 6 hours", or cron: "0 3 * * *"';

export interface Plan {
  at?: string;
  timezone?: string;
  description?: string;
}

export function addPlan(command: Command): Command {
  return command
    .option('--timezone <zone>', 'by whose clock, such as Europe/Oslo; left out: that of the server')
    .option('--description <text>', 'what it is for');
}

export const planOf = ({ at, timezone, description }: Plan) => ({ schedule: at, timezone, description });

export const nextOf = (schedule: Schedule): string => schedule.next_trigger_at ?? 'paused';

/** Columns of lists. */
export const timing = {
  runs: ({ schedule }: Schedule) => schedule,
  timezone: ({ timezone }: Schedule) => timezone,
  next: nextOf,
  failed: (schedule: Schedule) => (schedule.error_message === '' ? '' : 'yes'),
};

export const runsOf = ({ schedule, timezone }: Schedule): string => `${schedule} (${timezone})`;

/** `pause` and `resume`. */
export function registerTurns(noun: Command, kind: ScheduleKind, path: string): void {
  registerTurn(noun, kind, `${path}/:uuid/deactivate/`, ['pause', 'run no more until they are resumed', 'is paused']);
  registerTurn(noun, kind, `${path}/:uuid/activate/`, ['resume', 'run again, from their next time on', 'runs again']);
}

function registerTurn(
  noun: Command,
  kind: ScheduleKind,
  path: string,
  [verb, what, done]: [verb: string, what: string, done: string],
): void {
  const command = noun.command(verb).description(`have schedules ${what}`).argument('<name...>', 'name or UUID');
  example(command, `${kind} ${verb} nightly`).action(async (names: string[], _options, self: Command) => {
    const session = openSession(self);
    await forEach(await findAll(session.client, kind, names), async ({ uuid, name }) => {
      await session.client.post(path.replace(':uuid', uuid), {});
      say(session, `${name} ${done}.`);
    });
  });
}
