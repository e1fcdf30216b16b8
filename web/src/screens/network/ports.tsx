import { api, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import { Copy } from '../../parts/copy.tsx';
import { type Column, pageSize, useListPlace } from '../../parts/list.tsx';
import { ListScreen } from '../../parts/screen.tsx';
import { uuidColumn } from '../../parts/uuid-column.tsx';
import { VmLink } from '../../parts/vm-link.tsx';

type Port = Schemas['Port'];

const addressesOf = ({ fixed_ips: fixed }: Port): string => fixed.map(({ ip_address: address }) => address).join(', ');

const columns: Column<Port>[] = [
  { key: 'addresses', title: 'Addresses', cell: addressesOf, sort: addressesOf },
  {
    key: 'vm',
    title: 'VM',
    cell: ({ project_uuid: project, resource_uuid: vm, resource_name: name }) => (
      <VmLink project={project} vm={vm} name={name} />
    ),
    sort: ({ resource_name: name }) => name ?? '',
  },
  { key: 'network', title: 'Network', cell: ({ network_name: name }) => name, sort: ({ network_name: name }) => name },
  {
    key: 'mac',
    title: 'MAC',
    cell: ({ mac_address: mac }) => <Copy text={mac} label={`the MAC ${mac}`} />,
    wide: true,
  },
  {
    key: 'groups',
    title: 'Security groups',
    cell: ({ security_groups: groups }) => groups.map(({ name }) => name).join(', ') || 'none: nothing is let in',
    wide: true,
  },
  uuidColumn(addressesOf),
];

/** Where VMs are plugged into the networks of a project. */
export function Ports() {
  const { project } = useProject();
  const [{ page = 1 }] = useListPlace('ports');
  const params = { query: { project_uuid: project, page, page_size: pageSize } };
  const query = api.useQuery('get', '/api/openstack-ports/', { params });
  return (
    <ListScreen
      query={query}
      within="ports"
      title="Ports"
      noun="port"
      columns={columns}
      id={({ uuid }) => uuid}
      name={addressesOf}
      text={(port) => `${addressesOf(port)} ${port.mac_address} ${port.resource_name ?? ''} ${port.uuid}`}
      choices={[{ value: 'free', label: 'Of no VM', has: ({ resource_uuid: vm }) => vm === null }]}
      about="A port is where a VM is plugged into a network: each VM has one at least."
    />
  );
}
