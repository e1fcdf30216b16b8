import { type Command, Option } from 'commander';
import type { Event } from '../api/schema.ts';
import type { List } from '../api/client.ts';
import { listCommand } from '../terminal/lists.ts';
import { example } from '../terminal/example.ts';
import { usage } from '../terminal/exit.ts';
import { printList } from '../terminal/output.ts';
import { find } from '../api/references.ts';
import { openSession } from '../api/session.ts';

interface Wanted {
  project?: string;
  vm?: string;
  user?: string;
  action?: string;
  group?: string;
  message?: string;
  result?: string;
  since?: string;
  until?: string;
  last: string;
}

const results = [
  'accepted',
  'succeeded',
  'failed',
  'canceled',
  'denied',
  'locked',
  'restarted',
  'off',
  'terminated',
] as const satisfies Event['result'][];

export function registerEvent(program: Command): void {
  const noun = program.command('event').helpCommand(false).description('who did what, from where, and what came of it');
  example(
    listCommand(noun, 'list what happened, the latest first')
      .option('--project <project>', 'only there; name or UUID')
      .option('--vm <vm>', 'only what it is about; name or UUID')
      .option('--user <user>', 'only by whom; name or UUID')
      .option('--action <action>', 'only what, such as order.create or marketplace_order_failed')
      .option('--group <group>', 'only of this kind, such as resources, projects or users')
      .option('--message <part>', 'only what says this')
      .addOption(new Option('--result <result>', 'only what ended so').choices(results))
      .option('--since <time>', 'from when on, ISO 8601')
      .option('--until <time>', 'up to when, ISO 8601')
      .option('--last <n>', 'how many at most', '50'),
    'event list --result denied --since 2026-01-01T00:00:00Z',
  ).action(async (wanted: Wanted, command: Command) => {
    const session = openSession(command);
    const { client } = session;
    const { project, vm, user, action, group, message, result, since, until, last } = wanted;
    if (!/^([1-9]\d?|[12]\d\d|300)$/.test(last)) throw usage(`"${last}" is no number of events.`, 'Give 1 to 300.');
    const query = {
      page_size: last,
      ...(project === undefined ? {} : { project_uuid: (await find(client, 'project', project)).uuid }),
      ...(vm === undefined ? {} : { scope: (await find(client, 'vm', vm)).uuid }),
      ...(user === undefined ? {} : { user_uuid: (await find(client, 'user', user)).uuid }),
      ...(action === undefined ? {} : { event_type: action }),
      ...(group === undefined ? {} : { feature: group }),
      ...(message === undefined ? {} : { message }),
      ...(result === undefined ? {} : { result }),
      ...(since === undefined ? {} : { created_from: since }),
      ...(until === undefined ? {} : { created_to: until }),
    };
    printList(session, await client.get<List<Event>>('events/', { query }), {
      when: (event) => event.created,
      what: (event) => event.message,
      from: (event) => event.ip_address,
      project: (event) => event.project_name ?? '',
      type: (event) => event.event_type,
      uuid: (event) => event.object_uuid ?? '',
    });
  });
}
