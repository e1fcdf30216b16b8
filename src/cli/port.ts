import { type Command, Option } from 'commander';
import type { Named } from './answers.ts';
import { example } from './example.ts';
import { defaultProject } from './defaults.ts';
import { collect, registerDelete, registerRename, uuidOfNamed } from './network-nouns.ts';
import { print, printList, say } from './output.ts';
import { find } from './references.ts';
import { openSession } from './session.ts';

const PATH = 'openstack-ports';

export interface Port extends Named {
  mac_address: string;
  network_name: string;
  fixed_ips: { ip_address: string; subnet_id: string }[];
  security_groups: { name: string }[];
  resource_uuid: string | null;
  resource_name: string | null;
}

interface Options {
  project?: string;
  network?: string;
  subnet?: string;
  ip?: string[];
  group?: string[];
  description?: string;
}

export function registerPort(program: Command): void {
  const noun = program
    .command('port')
    .helpCommand(false)
    .description('network cards of VMs; a port made by itself keeps its addresses from one VM to the next');

  example(
    noun.command('list').description('list ports').option('--vm <name>', 'only those of a VM'),
    'port list --vm web',
  ).action(async (options: { vm?: string }, command: Command) => {
    const session = openSession(command);
    const vm = options.vm === undefined ? undefined : await find<Named>(session.client, 'vm', options.vm);
    const query = vm === undefined ? {} : { resource_uuid: vm.uuid };
    printList(session, await session.client.list<Port>(`${PATH}/`, query), {
      name: ({ name }) => name || '-',
      addresses: (port) => addressesOf(port).join(', '),
      network: ({ network_name }) => network_name,
      vm: ({ resource_name }) => resource_name ?? 'free',
      groups: ({ security_groups }) => security_groups.map(({ name }) => name).join(', '),
      uuid: ({ uuid }) => uuid,
    });
  });

  const create = noun
    .command('create')
    .description('make a port that a VM can be given')
    .argument('<name>')
    .option('--network <name>', 'network; its first subnet gives the address')
    .option('--subnet <name>', 'subnet')
    .addOption(new Option('--ip <address>', 'a particular address of the subnet').argParser(collect))
    .addOption(new Option('--group <name>', 'security group; can be given again').argParser(collect))
    .option('--description <text>', 'what it is for')
    .option('--project <name>', 'project');
  example(create, 'port create db --subnet default --ip 10.0.2.10', 'vm connect web --port db').action(
    async (name: string, options: Options, command: Command) => {
      const session = openSession(command);
      const { client } = session;
      const { subnet, network, ip, group, description } = options;
      const made = await client.post<Port>(`${PATH}/`, {
        project: await defaultProject(session, options.project),
        name,
        description,
        ...(network === undefined ? {} : { network: await uuidOfNamed(client, 'network', network) }),
        ...(subnet === undefined ? {} : { subnet: await uuidOfNamed(client, 'subnet', subnet) }),
        ...(ip === undefined ? {} : { fixed_ips: ip.map((ip_address) => ({ ip_address })) }),
        ...(group === undefined
          ? {}
          : { security_groups: await Promise.all(group.map((each) => uuidOfNamed(client, 'security-group', each))) }),
      });
      print(session, made, [made.uuid], () => [`Made port ${made.name}: ${addressesOf(made).join(', ')}`]);
    },
  );

  example(
    noun
      .command('set-groups')
      .description('give a port these security groups and no other, also while its VM runs')
      .argument('<name>', 'name or UUID')
      .argument('[groups...]', 'security groups'),
    'port set-groups db default web',
  ).action(async (reference: string, groups: string[], _options, command: Command) => {
    const session = openSession(command);
    const { client } = session;
    const port = await find<Port>(client, 'port', reference);
    const security_groups = await Promise.all(groups.map((each) => uuidOfNamed(client, 'security-group', each)));
    await client.post(`${PATH}/${port.uuid}/update_security_groups/`, { security_groups });
    say(session, `${port.name || port.uuid}: ${groups.join(', ') || 'no group'}`);
  });

  registerRename(noun, 'port', PATH);
  registerDelete(noun, 'port', PATH, 'delete a port that no VM has');
}

export function addressesOf({ fixed_ips }: Port): string[] {
  return fixed_ips.map(({ ip_address }) => ip_address);
}
