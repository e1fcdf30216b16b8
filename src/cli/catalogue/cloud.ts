import type { Command } from 'commander';
import type { Cloud, CloudDetails, Diagnosis } from '../api/schema.ts';
import { openSession, type Session } from '../api/session.ts';
import { diagnosisLines } from '../terminal/diagnosis.ts';
import { example } from '../terminal/example.ts';
import { exits } from '../../common/problems/kind.ts';
import { listCommand } from '../terminal/lists.ts';
import { facts, print, printList } from '../terminal/output.ts';
import { size } from '../terminal/terminal.ts';

export function registerCloud(program: Command): void {
  const noun = program.command('cloud').helpCommand(false).description('where projects live: each is one backend');
  example(listCommand(noun, 'list the clouds'), 'cloud list').action(async (_options, command: Command) => {
    const session = openSession(command);
    const results = await session.client.get<Cloud[]>('clouds/');
    printList(
      session,
      { next: null, previous: null, count: results.length, results },
      {
        name: ({ name }) => name,
        driver: ({ driver }) => driver,
        state: ({ state }) => state,
        default: ({ is_default }) => (is_default ? 'yes' : ''),
      },
    );
  });
  const show = noun.command('show').description('what a cloud has, and what of it is left (staff)').argument('<cloud>');
  example(show, 'cloud show lab').action(async (name: string, _options, command: Command) => {
    const session = openSession(command);
    const cloud = await session.client.get<CloudDetails>(pathOf(name));
    print(session, cloud, [cloud.name], () => described(cloud));
  });
  const check = noun
    .command('check')
    .description('find what is wrong with a cloud, and say how to mend it (staff)')
    .argument('<cloud>');
  example(check, 'cloud check lab').action(async (name: string, _options, command: Command) => {
    const session: Session = openSession(command);
    const found = await session.client.get<Diagnosis>(`${pathOf(name)}doctor/`);
    const wrong = [...found.orphans, ...found.missing].map(({ detail }) => detail);
    print(session, found, wrong, () => diagnosisLines(found));
    if (!found.ok) process.exitCode = exits.failed;
  });
}

const pathOf = (name: string): string => `clouds/${encodeURIComponent(name)}/`;

function described(cloud: CloudDetails): string[] {
  const { name, driver, state, error, accelerator, evidence, vcpus, memory, room, floating_ips_left: left } = cloud;
  return facts({
    name,
    driver,
    state,
    why: error?.message,
    next: error?.remedy,
    accelerator: accelerator === null ? 'not proven yet' : `${accelerator}: ${evidence}`,
    processors: vcpus,
    memory: size(memory),
    disk: `${size(room.left)} left to promise of ${size(room.total)}`,
    'full in':
      room.full_in_days === null ? undefined : `${Math.floor(room.full_in_days)} days at the pace of the last week`,
    'floating IPs left': left,
    projects: cloud.projects,
    vms: cloud.vms,
  });
}
