import { type Command, Option } from 'commander';
import type { Subnet } from '../api/schema.ts';
import { addFilters, type Filters, filterQuery, listCommand } from '../terminal/lists.ts';
import { example } from '../terminal/example.ts';
import { usage } from '../terminal/exit.ts';
import { type Listed, listedItems, listedOption, registerSetAndUnset } from './listed-options.ts';
import { collect, registerDelete, registerRename, uuidOfNamed } from '../terminal/nouns.ts';
import { facts, print, printList } from '../terminal/output.ts';
import { find } from '../api/references.ts';
import { openSession } from '../api/session.ts';

const PATH = 'openstack-subnets';

const hostRoutes: Listed<'subnet', Subnet['host_routes'][number]> = {
  kind: 'subnet',
  path: PATH,
  flag: 'host-route',
  value: 'destination=…,gateway=…',
  what: 'what is behind one of its VMs; the port of that VM needs the destination as --allowed-address',
  called: 'host route',
  keys: { destination: true, gateway: true },
  sample: 'destination=10.9.0.0/16,gateway=192.168.10.4',
  field: 'host_routes',
  itemsOf: (subnet) => subnet.host_routes,
  read: (values) => ({ destination: values.get('destination') ?? '', nexthop: values.get('gateway') ?? '' }),
  identity: ({ destination, nexthop }) => `${destination} by ${nexthop}`,
  describe: subnetFacts,
};

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
  registerList(noun);
  registerShow(noun);
  registerCreate(noun);
  registerSetAndUnset(noun, hostRoutes);
  registerRename(noun, 'subnet', PATH);
  registerDelete(noun, 'subnet', PATH, 'delete a subnet; nothing may have an address of it');
}

function registerList(noun: Command): void {
  example(addFilters(listCommand(noun, 'list subnets')), 'subnet list').action(
    async (filters: Filters, command: Command) => {
      const session = openSession(command);
      const query = await filterQuery(session.client, filters);
      printList(session, await session.client.list<Subnet>(`${PATH}/`, query), {
        name: ({ name }) => name,
        cidr: ({ cidr }) => cidr,
        gateway: ({ gateway_ip }) => gateway_ip ?? 'none',
        network: ({ network_name }) => network_name,
        uuid: ({ uuid }) => uuid,
      });
    },
  );
}

function registerShow(noun: Command): void {
  example(
    noun.command('show').description('show a subnet').argument('<name>', 'name or UUID'),
    'subnet show backend',
  ).action(async (reference: string, _options, command: Command) => {
    const session = openSession(command);
    const subnet = await find(session.client, 'subnet', reference);
    print(session, subnet, [subnet.uuid], () => subnetFacts(subnet));
  });
}

function registerCreate(noun: Command): void {
  const create = noun
    .command('create')
    .description('make a subnet of a network, IPv4 or IPv6')
    .argument('<name>')
    .requiredOption('--network <name>', 'network, by name or UUID')
    .requiredOption('--cidr <block>', 'such as 192.168.10.0/24 or fd00:10::/64')
    .option('--gateway <address>', 'address of the router; "none": guests are not told of it')
    .option('--pool <first-last>', 'where addresses come from; all of the block when left out')
    .addOption(new Option('--dns <address>', 'name server; can be given again').argParser(collect))
    .addOption(listedOption(hostRoutes))
    .option('--description <text>', 'what it is for');
  example(
    create,
    'subnet create backend --network backend --cidr 192.168.10.0/24',
    'subnet create six --network default --cidr fd00:10::/64',
  ).action(async (name: string, options: Options, command: Command) => {
    const session = openSession(command);
    const network = await uuidOfNamed(session.client, 'network', options.network);
    const { cidr, gateway, pool, dns, description } = options;
    const created = await session.client.post<Subnet>(`openstack-networks/${network}/create_subnet/`, {
      name,
      cidr,
      description,
      ...(gateway === 'none' ? { disable_gateway: true } : { gateway_ip: gateway }),
      ...(pool === undefined ? {} : { allocation_pools: [readPool(pool)] }),
      dns_nameservers: dns,
      host_routes: listedItems(hostRoutes, options),
    });
    print(session, created, [created.uuid], () => [
      `Made subnet ${created.name}: ${created.cidr}, gateway ${created.gateway_ip ?? 'none'}.`,
    ]);
  });
}

function readPool(text: string): { start: string; end: string } {
  const [start = '', end = '', ...rest] = text.split('-');
  if (start !== '' && end !== '' && rest.length === 0) return { start, end };
  throw usage(`"${text}" is no pool.`, 'Give its first and last address, such as 192.168.10.100-192.168.10.200.');
}

function subnetFacts(subnet: Subnet): string[] {
  return facts({
    name: subnet.name,
    cidr: subnet.cidr,
    gateway: subnet.gateway_ip ?? 'none',
    pool: subnet.allocation_pools.map(({ start, end }) => `${start}-${end}`).join(', '),
    'addresses used': `${subnet.used_ips}${subnet.total_ips === null ? '' : ` of ${subnet.total_ips}`}`,
    dns: subnet.dns_nameservers.join(', '),
    'host routes': subnet.host_routes.map(({ destination, nexthop }) => `${destination} by ${nexthop}`).join(', '),
    network: subnet.network_name,
    problem: subnet.error_message,
    uuid: subnet.uuid,
  });
}
