import type { Command } from 'commander';
import type { Network } from '../api/schema.ts';
import { addFilters, type Filters, filterQuery, listCommand } from '../terminal/lists.ts';
import { example } from '../terminal/example.ts';
import { defaultProject } from '../api/defaults.ts';
import { registerDelete, registerRename } from '../terminal/nouns.ts';
import { print, printList } from '../terminal/output.ts';
import { openSession } from '../api/session.ts';

const PATH = 'openstack-networks';

export function registerNetwork(program: Command): void {
  const noun = program.command('network').helpCommand(false).description('networks of a project, with their subnets');

  example(addFilters(listCommand(noun, 'list networks')), 'network list').action(
    async (filters: Filters, command: Command) => {
      const session = openSession(command);
      const query = await filterQuery(session.client, filters);
      printList(session, await session.client.list<Network>(`${PATH}/`, query), {
        name: ({ name }) => name,
        subnets: ({ subnets }) => subnets.map(({ name, cidr }) => `${name} ${cidr}`).join(', '),
        project: ({ project_name }) => project_name,
        uuid: ({ uuid }) => uuid,
      });
    },
  );

  example(
    noun
      .command('create')
      .description('make a network; it needs a subnet before VMs can be on it')
      .argument('<name>')
      .option('--description <text>', 'what it is for')
      .option('--project <name>', 'project'),
    'network create backend',
    'subnet create backend --network backend --cidr 192.168.10.0/24',
  ).action(async (name: string, options: { description?: string; project?: string }, command: Command) => {
    const session = openSession(command);
    const project = await defaultProject(session, options.project);
    const { description } = options;
    const created = await session.client.post<Network>(`${PATH}/`, { project, name, description });
    print(session, created, [created.uuid], () => [`Made network ${created.name}.`]);
  });

  registerRename(noun, 'network', PATH);
  registerDelete(noun, 'network', PATH, 'delete a network with its subnets; nothing may be on it');
}
