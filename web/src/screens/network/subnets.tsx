import { api, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import type { Action } from '../../parts/actions.tsx';
import type { Field } from '../../parts/form.tsx';
import { type Column, pageSize, useListPlace } from '../../parts/list.tsx';
import { NameDialog, RemoveDialog } from '../../parts/named.tsx';
import { uuidColumn } from '../../parts/uuid-column.tsx';
import { ListScreen } from '../../parts/screen.tsx';

export type Subnet = Schemas['Subnet'];

/** How many addresses of a subnet are taken: "3 of 253". */
export function usedOf({ used_ips: used, total_ips: total }: Subnet): string {
  return total === null ? String(used) : `${used} of ${total}`;
}

const routesOf = ({ host_routes: routes }: Subnet): string =>
  routes.map(({ destination, nexthop }) => `${destination} by ${nexthop}`).join(', ');

/** The same words as routes; what is none of both is sent as it is written, and refused at its field. */
const routesIn = (words: string): Subnet['host_routes'] =>
  words
    .split(',')
    .filter((route) => route.trim() !== '')
    .map((route) => {
      const [destination = '', nexthop = ''] = route.trim().split(/\s+by\s+/);
      return { destination, nexthop };
    });

const columns: Column<Subnet>[] = [
  { key: 'name', title: 'Name', cell: ({ name }) => name, sort: ({ name }) => name },
  { key: 'network', title: 'Network', cell: ({ network_name: name }) => name, sort: ({ network_name: name }) => name },
  { key: 'range', title: 'Range', cell: ({ cidr }) => cidr, sort: ({ cidr }) => cidr },
  { key: 'used', title: 'Addresses used', cell: usedOf, sort: ({ used_ips: used }) => -used },
  { key: 'gateway', title: 'Gateway', cell: ({ gateway_ip: gateway }) => gateway ?? 'none', wide: true },
  {
    key: 'dns',
    title: 'Name servers',
    cell: ({ dns_nameservers: servers }) => servers.join(', ') || 'of the cloud',
    wide: true,
  },
  { key: 'routes', title: 'Host routes', cell: (subnet) => routesOf(subnet) || 'none', wide: true },
  uuidColumn(({ name }) => name),
];

/** The blocks of addresses of a project, and how much of each is taken. */
export function Subnets() {
  const { project, may } = useProject();
  const [{ page = 1 }] = useListPlace('subnets');
  const params = { query: { project_uuid: project, page, page_size: pageSize } };
  const query = api.useQuery('get', '/api/openstack-subnets/', { params });
  const remove = api.useMutation('delete', '/api/openstack-subnets/{uuid}/');
  const why = may('NETWORK.MANAGE');
  const actions = (subnet: Subnet): Action[] => {
    const { uuid, name, used_ips: used } = subnet;
    const send = () => remove.mutateAsync({ params: { path: { uuid } } });
    const held = used === 0 ? null : `Ports have ${used} of its addresses: delete them first.`;
    const kill = <RemoveDialog what="the subnet" name={name} send={send} />;
    return [
      { label: 'Change', why, dialog: () => <ChangeDialog subnet={subnet} /> },
      { label: 'Delete', why: why ?? held, dialog: () => kill, color: 'red' },
    ];
  };
  return (
    <ListScreen
      query={query}
      within="subnets"
      title="Subnets"
      noun="subnet"
      columns={columns}
      id={({ uuid }) => uuid}
      name={({ name }) => name}
      text={({ name, uuid, cidr, network_name: network }) => `${name} ${uuid} ${cidr} ${network}`}
      about="A subnet is a block of addresses: the VMs that are plugged into its network get them."
      actions={actions}
    />
  );
}

function ChangeDialog({ subnet }: { subnet: Subnet }) {
  const { uuid, name, description, dns_nameservers: servers, ip_version: version } = subnet;
  const change = api.useMutation('patch', '/api/openstack-subnets/{uuid}/');
  const nameServers: Field = {
    name: 'dns_nameservers',
    label: 'Name servers',
    initial: servers.join(', '),
    optional: true,
    hint: 'Three at most, such as 9.9.9.9, 1.1.1.1; guests hear of others when they ask for their address again',
  };
  const routes: Field = {
    name: 'host_routes',
    label: 'Host routes',
    initial: routesOf(subnet),
    optional: true,
    hint: 'What is behind VMs, such as 10.9.0.0/24 by 192.168.0.5; the VM needs the destination as an allowed address pair',
  };
  return (
    <NameDialog
      title={`Change ${name}`}
      submit="Save"
      initial={{ name, description }}
      // guests of IPv6 are told no routes
      more={version === 4 ? [nameServers, routes] : [nameServers]}
      send={(named, { dns_nameservers: words, host_routes: led }) => {
        const wanted = String(words).split(/[\s,]+/);
        const body = {
          ...named,
          dns_nameservers: wanted.filter((server) => server !== ''),
          ...(led === undefined ? {} : { host_routes: routesIn(String(led)) }),
        };
        return change.mutateAsync({ params: { path: { uuid } }, body });
      }}
    />
  );
}
