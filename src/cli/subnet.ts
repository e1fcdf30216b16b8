import { type Command, Option } from 'commander';
import type { Subnet } from './answers.ts';
import { example } from './example.ts';
import { usage } from './exit.ts';
import { collect, registerDelete, registerRename, uuidOfNamed } from './network-nouns.ts';
import { print, printList } from './output.ts';
import { openSession } from './session.ts';

const PATH = 'openstack-subnets';

interface Options {
  network: string;
  cidr: string;
  /** `none`: guests are not told of one. */
  gateway?: string;
  pool?: string;
  dns?: string[];
  description?: string;
}

export function registerSubnet(program: Command): void {
  const noun = program.command('subnet').helpCommand(false).description('blocks of addresses to connect VMs to');

  example(noun.command('list').description('list subnets'), 'subnet list').action(
    async (_options, command: Command) => {
      const session = openSession(command);
      printList(session, await session.client.list<Subnet>(`${PATH}/`), {
        name: ({ name }) => name,
        cidr: ({ cidr }) => cidr,
        gateway: ({ gateway_ip }) => gateway_ip ?? 'none',
        network: ({ network_name }) => network_name,
        uuid: ({ uuid }) => uuid,
      });
    },
  );

  const create = noun
    .command('create')
    .description('make a subnet of a network, IPv4 or IPv6')
    .argument('<name>')
    .requiredOption('--network <name>', 'network, by name or UUID')
    .requiredOption('--cidr <block>', 'such as 192.168.10.0/24 or fd00:10::/64')
    .option('--gateway <address>', 'address of the router; "none": guests are not told of it')
    .option('--pool <first-last>', 'where addresses come from; all of the block when left out')
    .addOption(new Option('--dns <address>', 'name server; can be given again').argParser(collect))
    .option('--description <text>', 'what it is for');
  example(
    create,
    'subnet create backend --network backend --cidr 192.168.10.0/24',
    'subnet create six --network default --cidr fd00:10::/64',
  ).action(async (name: string, options: Options, command: Command) => {
    const session = openSession(command);
    const network = await uuidOfNamed(session.client, 'network', options.network);
    const { cidr, gateway, pool, dns, description } = options;
    const made = await session.client.post<Subnet>(`openstack-networks/${network}/create_subnet/`, {
      name,
      cidr,
      description,
      ...(gateway === 'none' ? { disable_gateway: true } : { gateway_ip: gateway }),
      ...(pool === undefined ? {} : { allocation_pools: [readPool(pool)] }),
      dns_nameservers: dns,
    });
    print(session, made, [made.uuid], () => [
      `Made subnet ${made.name}: ${made.cidr}, gateway ${made.gateway_ip ?? 'none'}.`,
    ]);
  });

  registerRename(noun, 'subnet', PATH);
  registerDelete(noun, 'subnet', PATH, 'delete a subnet; nothing may have an address of it');
}

function readPool(text: string): { start: string; end: string } {
  const [start = '', end = '', ...rest] = text.split('-');
  if (start !== '' && end !== '' && rest.length === 0) return { start, end };
  throw usage(`"${text}" is no pool.`, 'Give its first and last address, such as 192.168.10.100-192.168.10.200.');
}
