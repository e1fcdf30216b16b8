import { type Command, Option } from 'commander';
import type { AddressPairRequest, Port } from '../api/schema.ts';
import { parsePrefix, prefixText } from '../../common/prefix.ts';
import { addFilters, type Filters, filterQuery, listCommand } from '../terminal/lists.ts';
import { example } from '../terminal/example.ts';
import { defaultProject } from '../api/defaults.ts';
import { type Listed, listedItems, listedOption, registerSetAndUnset } from './listed-options.ts';
import { collect, registerDelete, registerRename, uuidOfNamed } from '../terminal/nouns.ts';
import { facts, print, printList, say } from '../terminal/output.ts';
import { find } from '../api/references.ts';
import { openSession } from '../api/session.ts';

const PATH = 'openstack-ports';

/** A block is the same one however it is written: with or without /32, in any case. */
function blockText(text: string): string {
  const prefix = parsePrefix(text);
  return typeof prefix === 'string' ? text : prefixText(prefix);
}

const allowedAddresses: Listed<'port', AddressPairRequest> = {
  kind: 'port',
  path: PATH,
  flag: 'allowed-address',
  value: 'ip-address=…',
  what: 'address or block that its VM may use beside its own, with ,mac-address=… that of the port',
  called: 'allowed address',
  keys: { 'ip-address': true, 'mac-address': false },
  sample: 'ip-address=10.0.3.100',
  field: 'allowed_address_pairs',
  itemsOf: (port) => port.allowed_address_pairs,
  read: (values) => {
    const mac = values.get('mac-address');
    return { ip_address: values.get('ip-address') ?? '', ...(mac === undefined ? {} : { mac_address: mac }) };
  },
  identity: (pair) => blockText(pair.ip_address),
  describe: portFacts,
};

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
  registerList(noun);
  registerShow(noun);
  registerCreate(noun);
  registerSetGroups(noun);
  registerSetAndUnset(noun, allowedAddresses);
  registerRename(noun, 'port', PATH);
  registerDelete(noun, 'port', PATH, 'delete a port that no VM has');
}

function registerList(noun: Command): void {
  example(
    addFilters(listCommand(noun, 'list ports')).option('--vm <name>', 'only those of a VM'),
    'port list --vm web',
  ).action(async (options: Filters & { vm?: string }, command: Command) => {
    const session = openSession(command);
    const { client } = session;
    const vm = options.vm === undefined ? {} : { resource_uuid: (await find(client, 'vm', options.vm)).uuid };
    const query = { ...vm, ...(await filterQuery(client, options)) };
    printList(session, await session.client.list<Port>(`${PATH}/`, query), {
      name: ({ name }) => name || '-',
      addresses: (port) => addressesOf(port).join(', '),
      network: ({ network_name }) => network_name,
      vm: ({ resource_name }) => resource_name ?? 'free',
      groups: ({ security_groups }) => security_groups.map(({ name }) => name).join(', '),
      uuid: ({ uuid }) => uuid,
    });
  });
}

function registerShow(noun: Command): void {
  example(noun.command('show').description('show a port').argument('<name>', 'name or UUID'), 'port show db').action(
    async (reference: string, _options, command: Command) => {
      const session = openSession(command);
      const port = await find(session.client, 'port', reference);
      print(session, port, [port.uuid], () => portFacts(port));
    },
  );
}

function registerCreate(noun: Command): void {
  const create = noun
    .command('create')
    .description('make a port that a VM can be given')
    .argument('<name>')
    .option('--network <name>', 'network; its first subnet gives the address')
    .option('--subnet <name>', 'subnet')
    .addOption(new Option('--ip <address>', 'a particular address of the subnet').argParser(collect))
    .addOption(new Option('--group <name>', 'security group; can be given again').argParser(collect))
    .addOption(listedOption(allowedAddresses))
    .option('--description <text>', 'what it is for')
    .option('--project <name>', 'project');
  example(create, 'port create db --subnet default --ip 10.0.2.10', 'vm connect web --port db').action(
    async (name: string, options: Options, command: Command) => {
      const session = openSession(command);
      const { client } = session;
      const { subnet, network, ip, group, description } = options;
      const project = await defaultProject(session, options.project);
      const created = await client.post<Port>(`${PATH}/`, {
        project,
        name,
        description,
        ...(network === undefined ? {} : { network: await uuidOfNamed(client, 'network', network, project) }),
        ...(subnet === undefined ? {} : { subnet: await uuidOfNamed(client, 'subnet', subnet, project) }),
        ...(ip === undefined ? {} : { fixed_ips: ip.map((ip_address) => ({ ip_address })) }),
        ...(group === undefined
          ? {}
          : {
              security_groups: await Promise.all(
                group.map((each) => uuidOfNamed(client, 'security-group', each, project)),
              ),
            }),
        allowed_address_pairs: listedItems(allowedAddresses, options),
      });
      print(session, created, [created.uuid], () => [`Made port ${created.name}: ${addressesOf(created).join(', ')}`]);
    },
  );
}

function registerSetGroups(noun: Command): void {
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
    const port = await find(client, 'port', reference);
    const security_groups = await Promise.all(
      groups.map((each) => uuidOfNamed(client, 'security-group', each, port.project_uuid)),
    );
    await client.post(`${PATH}/${port.uuid}/update_security_groups/`, { security_groups });
    say(session, `${port.name || port.uuid}: ${groups.join(', ') || 'no group'}`);
  });
}

export function addressesOf({ fixed_ips }: Port): string[] {
  return fixed_ips.map(({ ip_address }) => ip_address);
}

function portFacts(port: Port): string[] {
  return facts({
    name: port.name,
    addresses: addressesOf(port).join(', '),
    'allowed addresses': port.allowed_address_pairs.map(({ ip_address }) => ip_address).join(', '),
    mac: port.mac_address,
    network: port.network_name,
    vm: port.resource_name ?? 'free',
    groups: port.security_groups.map(({ name }) => name).join(', '),
    problem: port.error_message,
    uuid: port.uuid,
  });
}
