import type { Command } from 'commander';
import type { SnapshotSchedule } from '../api/schema.ts';
import { find, findAll } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { example } from '../terminal/example.ts';
import { addFilters, type Filters, filterQuery, listCommand } from '../terminal/lists.ts';
import { registerDelete, registerRename } from '../terminal/nouns.ts';
import { facts, print, printEach, printList } from '../terminal/output.ts';
import { addPlan, nextOf, type Plan, planOf, registerTurns, runsOf, timing, WHEN } from '../terminal/schedules.ts';
import { wholeNumber } from '../terminal/size.ts';

const PATH = 'openstack-snapshot-schedules';

export function registerSchedule(program: Command): void {
  const noun = program.command('schedule').helpCommand(false).description('snapshots of volumes by the clock');
  registerList(noun);
  registerShow(noun);
  registerCreate(noun);
  registerSet(noun);
  registerTurns(noun, 'schedule', PATH);
  registerRename(noun, 'schedule', PATH);
  registerDelete(noun, 'schedule', PATH, 'delete a schedule; the snapshots that it has taken stay');
}

/** What is kept, in words. */
function keepsOf({ maximal_number_of_resources: most, retention_time: days }: SnapshotSchedule): string {
  const parts = [...(most > 0 ? [`the last ${most}`] : []), ...(days > 0 ? [`${days} days`] : [])];
  return parts.length === 0 ? 'all' : parts.join(', ');
}

function scheduleFacts(schedule: SnapshotSchedule): string[] {
  return facts({
    name: schedule.name,
    volume: schedule.source_volume_name,
    runs: runsOf(schedule),
    next: nextOf(schedule),
    keeps: keepsOf(schedule),
    problem: schedule.error_message,
    description: schedule.description,
    created: schedule.created,
    uuid: schedule.uuid,
  });
}

function registerList(noun: Command): void {
  const list = addFilters(listCommand(noun, 'list schedules')).option('--volume <name>', 'only those of this volume');
  example(list, 'schedule list --volume data').action(
    async (options: Filters & { volume?: string }, command: Command) => {
      const session = openSession(command);
      const { client } = session;
      const { volume } = options;
      const of = volume === undefined ? {} : { source_volume_uuid: (await find(client, 'volume', volume)).uuid };
      const query = { ...of, ...(await filterQuery(client, options)) };
      printList(session, await client.list<SnapshotSchedule>(`${PATH}/`, query), {
        name: ({ name }) => name,
        volume: (schedule) => schedule.source_volume_name,
        ...timing,
        keeps: keepsOf,
        uuid: ({ uuid }) => uuid,
      });
    },
  );
}

function registerShow(noun: Command): void {
  example(
    noun.command('show').description('show a schedule').argument('<name...>', 'name or UUID'),
    'schedule show nightly',
  ).action(async (names: string[], _options, command: Command) => {
    const session = openSession(command);
    printEach(session, await findAll(session.client, 'schedule', names), scheduleFacts);
  });
}

interface SnapshotPlan extends Plan {
  keep?: number;
  keepDays?: number;
}

function addSnapshotPlan(command: Command): Command {
  return addPlan(command)
    .option('--keep <number>', 'only so many of the snapshots that it takes; 0: any number', wholeNumber(10_000, 0))
    .option('--keep-days <days>', 'only what it has taken in so many days; 0: for ever', wholeNumber(36_500, 0));
}

const bodyOf = ({ keep, keepDays, ...plan }: SnapshotPlan) => {
  return { ...planOf(plan), maximal_number_of_resources: keep, retention_time: keepDays };
};

function registerCreate(noun: Command): void {
  const create = noun
    .command('create')
    .description('take snapshots of a volume by the clock, from the next time on')
    .argument('<volume>', 'name or UUID')
    .argument('<name>', 'what the schedule shall be called')
    .requiredOption('--at <when>', WHEN);
  example(addSnapshotPlan(create), 'schedule create data nightly --at "daily at 03:00" --keep 7 --keep-days 30').action(
    async (volume: string, name: string, { keep = 0, keepDays = 0, ...plan }: SnapshotPlan, command: Command) => {
      const session = openSession(command);
      const { client } = session;
      const { uuid } = await find(client, 'volume', volume);
      const body = { name, ...bodyOf({ ...plan, keep, keepDays }) };
      const made = await client.post<SnapshotSchedule>(`openstack-volumes/${uuid}/create_snapshot_schedule/`, body);
      await client.post(`${PATH}/${made.uuid}/activate/`, {});
      const schedule = await client.get<SnapshotSchedule>(`${PATH}/${made.uuid}/`);
      print(session, schedule, [schedule.uuid], () => scheduleFacts(schedule));
    },
  );
}

function registerSet(noun: Command): void {
  const set = noun
    .command('set')
    .description('change when a schedule runs, or what it keeps; what is left out stays')
    .argument('<name>', 'name or UUID')
    .option('--at <when>', WHEN);
  example(addSnapshotPlan(set), 'schedule set nightly --at "weekdays at 22:30" --keep 14').action(
    async (reference: string, plan: SnapshotPlan, command: Command) => {
      const session = openSession(command);
      const { uuid } = await find(session.client, 'schedule', reference);
      const changed = await session.client.patch<SnapshotSchedule>(`${PATH}/${uuid}/`, bodyOf(plan));
      print(session, changed, [changed.uuid], () => scheduleFacts(changed));
    },
  );
}
