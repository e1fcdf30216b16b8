import type { Command } from 'commander';
import type { SnapshotSchedule } from '../api/schema.ts';
import { type AnswerOf, find, findAll, KINDS } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { example } from './example.ts';
import { type Owner, OWNERS, registerListOf } from './lists.ts';
import { registerDelete, registerRename, registerShow } from './nouns.ts';
import { type Columns, facts, print, say } from './output.ts';
import { forEach } from './several.ts';
import { wholeNumber } from './size.ts';

/** The nouns that run by the clock. */
export type ScheduleKind = 'schedule' | 'backup-schedule' | 'power-schedule';
/** What all of them show. */
type Schedule = Pick<
  SnapshotSchedule,
  'uuid' | 'name' | 'description' | 'created' | 'schedule' | 'timezone' | 'next_trigger_at' | 'error_message'
>;

/** What is said of each on the command line, beside what it does. */
interface Plan {
  at?: string;
  timezone?: string;
  description?: string;
}

/** Schedules of one kind, for who leads them by commands. */
interface ScheduleNoun<K extends ScheduleKind, Own> {
  kind: K;
  summary: string;
  of: Owner;
  nameOfOwner: (schedule: AnswerOf<K>) => string;
  /** What it does, by the title of its column. */
  does: Columns<AnswerOf<K>>;
  /** By which a new one is made, below what it is of. */
  create: `create_${string}_schedule`;
  /** Options for what it does. */
  options: (command: Command, isNew: boolean) => Command;
  bodyOf: (own: Own) => object;
  says: { create: string; set: string; delete: string };
  /** What follows the noun. */
  examples: { name: string; create: string[]; set: string };
}

const WHEN =
  '"daily at 03:00", "weekdays at 22:30", "weekly on sunday at 04:00", "every 6 hours", or cron: "0 3 * * *"';

const addPlan = (command: Command): Command =>
  command
    .option('--timezone <zone>', 'by whose clock, such as Europe/Oslo; left out: that of the server')
    .option('--description <text>', 'what it is for');

const nextOf = (schedule: Schedule): string => schedule.next_trigger_at ?? 'paused';

/** Registers the noun with all that can be done with it. */
export function registerSchedules<K extends ScheduleKind, Own extends object>(
  program: Command,
  of: ScheduleNoun<K, Own>,
): void {
  const { kind, says, examples } = of;
  const { path, noun: called } = KINDS[kind];
  const noun = program.command(kind).helpCommand(false).description(of.summary);
  registerListOf(noun, kind, of.of, `list ${called}s`, columnsOf(of));
  registerShow(noun, kind, factsOf(of), examples.name);
  registerCreate(noun, of);
  registerSet(noun, of);
  registerTurn(noun, kind, `${path}/:uuid/deactivate/`, ['pause', 'run no more until they are resumed', 'is paused']);
  registerTurn(noun, kind, `${path}/:uuid/activate/`, [
    'resume',
    'run again, from their next time on, in your name',
    'runs again',
  ]);
  registerRename(noun, kind, path);
  registerDelete(noun, kind, path, says.delete);
}

function columnsOf<K extends ScheduleKind>({ of, nameOfOwner, does }: ScheduleNoun<K, never>): Columns<AnswerOf<K>> {
  return {
    name: ({ name }: Schedule) => name,
    [of]: nameOfOwner,
    ...does,
    runs: ({ schedule }: Schedule) => schedule,
    timezone: ({ timezone }: Schedule) => timezone,
    next: nextOf,
    failed: (schedule: Schedule) => (schedule.error_message === '' ? '' : 'yes'),
    uuid: ({ uuid }: Schedule) => uuid,
  };
}

function factsOf<K extends ScheduleKind>({ of, nameOfOwner, does }: ScheduleNoun<K, never>) {
  return (schedule: AnswerOf<K>): string[] => {
    const own = Object.entries(does).map(([title, cell]) => [title, cell(schedule)] as const);
    const { name, description, created, uuid, timezone, error_message: problem, ...plan }: Schedule = schedule;
    return facts({
      name,
      [of]: nameOfOwner(schedule),
      ...Object.fromEntries(own),
      runs: `${plan.schedule} (${timezone})`,
      next: nextOf(schedule),
      problem,
      description,
      created,
      uuid,
    });
  };
}

function registerCreate<K extends ScheduleKind, Own extends object>(noun: Command, of: ScheduleNoun<K, Own>): void {
  const { kind, says, examples } = of;
  const create = noun
    .command('create')
    .description(`${says.create}, from the next time on`)
    .argument(`<${of.of}>`, 'name or UUID')
    .argument('<name>', 'what the schedule shall be called');
  const command = addPlan(of.options(create, true).requiredOption('--at <when>', WHEN));
  example(command, ...examples.create.map((each) => `${kind} create ${each}`)).action(
    async (owner: string, name: string, { at, timezone, description, ...own }: Plan & Own, self: Command) => {
      const session = openSession(self);
      const { client } = session;
      const { path } = KINDS[kind];
      const below = `${OWNERS[of.of].path}/${(await find(client, of.of, owner)).uuid}`;
      const body = { name, schedule: at, timezone, description, ...of.bodyOf(own as Own) };
      const { uuid } = await client.post<Schedule>(`${below}/${of.create}/`, body);
      await client.post(`${path}/${uuid}/activate/`, {});
      const made = await client.get<AnswerOf<K>>(`${path}/${uuid}/`);
      print(session, made, [uuid], () => factsOf(of)(made));
    },
  );
}

function registerSet<K extends ScheduleKind, Own extends object>(noun: Command, of: ScheduleNoun<K, Own>): void {
  const { kind, says, examples } = of;
  const set = noun.command('set').description(`${says.set}; what is left out stays`).argument('<name>', 'name or UUID');
  const command = addPlan(of.options(set, false).option('--at <when>', WHEN));
  example(command, `${kind} set ${examples.set}`).action(
    async (reference: string, { at, timezone, description, ...own }: Plan & Own, self: Command) => {
      const session = openSession(self);
      const { uuid } = await find(session.client, kind, reference);
      const body = { schedule: at, timezone, description, ...of.bodyOf(own as Own) };
      const changed = await session.client.patch<AnswerOf<K>>(`${KINDS[kind].path}/${uuid}/`, body);
      print(session, changed, [uuid], () => factsOf(of)(changed));
    },
  );
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

interface Keeping {
  keep?: number;
  keepDays?: number;
}

/** What schedules have in common that keep what they make for a while: `many` of them. */
export const keeping = (many: string) => ({
  does: { keeps: keepsOf },
  options: (command: Command, isNew: boolean): Command => {
    const usual = isNew ? 0 : undefined;
    return command
      .option('--keep <number>', `only so many of its ${many}; 0: any number`, wholeNumber(10_000, 0), usual)
      .option('--keep-days <days>', `only those of so many days; 0: for ever`, wholeNumber(36_500, 0), usual);
  },
  bodyOf: ({ keep, keepDays }: Keeping) => ({ maximal_number_of_resources: keep, retention_time: keepDays }),
});

type Kept = Pick<SnapshotSchedule, 'maximal_number_of_resources' | 'retention_time'>;

/** What is kept, in words. */
const keepsOf = ({ maximal_number_of_resources: most, retention_time: days }: Kept): string => keptWords(most, days);

/** So many, and those of so many days; 0: no such limit. */
export function keptWords(most: number, days: number): string {
  const parts = [...(most > 0 ? [`the last ${most}`] : []), ...(days > 0 ? [`${days} days`] : [])];
  return parts.length === 0 ? 'all' : parts.join(', ');
}
