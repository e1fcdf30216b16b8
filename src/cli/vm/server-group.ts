import { type Command, Option } from 'commander';
import type { ServerGroup } from '../api/schema.ts';
import { defaultProject } from '../api/defaults.ts';
import { find } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { example } from '../terminal/example.ts';
import { addFilters, type Filters, filterQuery, listCommand } from '../terminal/lists.ts';
import { registerDelete, registerRename } from '../terminal/nouns.ts';
import { print, printList } from '../terminal/output.ts';

const PATH = 'openstack-server-groups';
const POLICIES: ServerGroup['policy'][] = ['affinity', 'anti-affinity', 'soft-affinity', 'soft-anti-affinity'];

const vmsOf = ({ instances }: ServerGroup): string => instances.map(({ name }) => name).join(', ');

export function registerServerGroup(program: Command): void {
  const noun = program
    .command('server-group')
    .helpCommand(false)
    .description('groups of VMs that run together or apart; a VM is put into one when it is ordered');

  example(addFilters(listCommand(noun, 'list server groups')), 'server-group list').action(
    async (filters: Filters, command: Command) => {
      const session = openSession(command);
      const query = await filterQuery(session.client, filters);
      printList(session, await session.client.list<ServerGroup>(`${PATH}/`, query), {
        name: ({ name }) => name,
        policy: ({ policy }) => policy,
        vms: vmsOf,
        description: ({ description }) => description,
        uuid: ({ uuid }) => uuid,
      });
    },
  );
  example(
    noun.command('show').description('show a group and the VMs in it').argument('<name>', 'name or UUID'),
    'server-group show web',
  ).action(async (name: string, _options, command: Command) => {
    const session = openSession(command);
    const group = await find(session.client, 'server-group', name);
    print(session, group, [group.uuid], () => [
      `${group.name}: ${group.policy}`,
      group.instances.length === 0 ? 'No VM is in it.' : `VMs: ${vmsOf(group)}`,
    ]);
  });
  registerCreate(noun);
  registerRename(noun, 'server-group', PATH);
  registerDelete(noun, 'server-group', PATH, 'delete a group that no VM is in');
}

function registerCreate(noun: Command): void {
  const create = noun
    .command('create')
    .description('make a group; on one host "anti-affinity" lets one VM in, and the soft policies are always met')
    .argument('<name>')
    .addOption(new Option('--policy <policy>', 'which VMs run together or apart').choices(POLICIES).default('affinity'))
    .option('--description <text>', 'what it is for')
    .option('--project <name>', 'project');
  example(create, 'server-group create web --policy soft-anti-affinity', 'vm create web --server-group web').action(
    async (
      name: string,
      options: { policy: ServerGroup['policy']; description?: string; project?: string },
      command: Command,
    ) => {
      const session = openSession(command);
      const { policy, description } = options;
      const project = await defaultProject(session, options.project);
      const created = await session.client.post<ServerGroup>(`${PATH}/`, { project, name, policy, description });
      print(session, created, [created.uuid], () => [`Made server group ${created.name} (${created.policy}).`]);
    },
  );
}
