import { type Command, Option } from 'commander';
import type { PowerSchedule } from '../api/schema.ts';
import { find, findAll } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { example } from '../terminal/example.ts';
import { addFilters, type Filters, filterQuery, listCommand } from '../terminal/lists.ts';
import { registerDelete, registerRename } from '../terminal/nouns.ts';
import { facts, print, printEach, printList } from '../terminal/output.ts';
import { addPlan, nextOf, type Plan, planOf, registerTurns, runsOf, timing, WHEN } from '../terminal/schedules.ts';

const PATH = 'openstack-power-schedules';

export function registerPowerSchedule(program: Command): void {
  const noun = program.command('power-schedule').helpCommand(false).description('VMs started and stopped by the clock');
  registerList(noun);
  registerShow(noun);
  registerCreate(noun);
  registerSet(noun);
  registerTurns(noun, 'power-schedule', PATH);
  registerRename(noun, 'power-schedule', PATH);
  registerDelete(noun, 'power-schedule', PATH, 'delete a power schedule; its VM stays as it is');
}

function scheduleFacts(schedule: PowerSchedule): string[] {
  return facts({
    name: schedule.name,
    vm: schedule.instance_name,
    does: schedule.action,
    runs: runsOf(schedule),
    next: nextOf(schedule),
    problem: schedule.error_message,
    description: schedule.description,
    created: schedule.created,
    uuid: schedule.uuid,
  });
}

function registerList(noun: Command): void {
  const list = addFilters(listCommand(noun, 'list power schedules')).option('--vm <name>', 'only those of this VM');
  example(list, 'power-schedule list --vm web').action(async (options: Filters & { vm?: string }, command: Command) => {
    const session = openSession(command);
    const { client } = session;
    const { vm } = options;
    const of = vm === undefined ? {} : { instance_uuid: (await find(client, 'vm', vm)).uuid };
    const query = { ...of, ...(await filterQuery(client, options)) };
    printList(session, await client.list<PowerSchedule>(`${PATH}/`, query), {
      name: ({ name }) => name,
      vm: (schedule) => schedule.instance_name,
      does: ({ action }) => action,
      ...timing,
      uuid: ({ uuid }) => uuid,
    });
  });
}

function registerShow(noun: Command): void {
  example(
    noun.command('show').description('show a power schedule').argument('<name...>', 'name or UUID'),
    'power-schedule show evening',
  ).action(async (names: string[], _options, command: Command) => {
    const session = openSession(command);
    printEach(session, await findAll(session.client, 'power-schedule', names), scheduleFacts);
  });
}

interface PowerPlan extends Plan {
  action?: PowerSchedule['action'];
}

const action = (): Option => new Option('--action <action>', 'what is done with the VM').choices(['start', 'stop']);

const bodyOf = ({ action: done, ...plan }: PowerPlan) => ({ ...planOf(plan), action: done });

function registerCreate(noun: Command): void {
  const create = noun
    .command('create')
    .description('start or stop a VM by the clock, from the next time on')
    .argument('<vm>', 'name or UUID')
    .argument('<name>', 'what the schedule shall be called')
    .addOption(action().makeOptionMandatory())
    .requiredOption('--at <when>', WHEN);
  example(
    addPlan(create),
    'power-schedule create web evening --action stop --at "weekdays at 20:00"',
    'power-schedule create web morning --action start --at "weekdays at 07:00"',
  ).action(async (vm: string, name: string, plan: PowerPlan, command: Command) => {
    const session = openSession(command);
    const { client } = session;
    const { uuid } = await find(client, 'vm', vm);
    const path = `openstack-instances/${uuid}/create_power_schedule/`;
    const made = await client.post<PowerSchedule>(path, { name, ...bodyOf(plan) });
    await client.post(`${PATH}/${made.uuid}/activate/`, {});
    const schedule = await client.get<PowerSchedule>(`${PATH}/${made.uuid}/`);
    print(session, schedule, [schedule.uuid], () => scheduleFacts(schedule));
  });
}

function registerSet(noun: Command): void {
  const set = noun
    .command('set')
    .description('change what a power schedule does, or when; what is left out stays')
    .argument('<name>', 'name or UUID')
    .addOption(action())
    .option('--at <when>', WHEN);
  example(addPlan(set), 'power-schedule set evening --at "daily at 22:00"').action(
    async (reference: string, plan: PowerPlan, command: Command) => {
      const session = openSession(command);
      const { uuid } = await find(session.client, 'power-schedule', reference);
      const changed = await session.client.patch<PowerSchedule>(`${PATH}/${uuid}/`, bodyOf(plan));
      print(session, changed, [changed.uuid], () => scheduleFacts(changed));
    },
  );
}
