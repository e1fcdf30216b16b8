import { Stack } from '@mantine/core';
import { api, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import type { Action } from '../../parts/actions.tsx';
import { FormDialog } from '../../parts/form.tsx';
import { type Column, pageSize, useListPlace } from '../../parts/list.tsx';
import { NameDialog, RemoveDialog } from '../../parts/named.tsx';
import { ListScreen } from '../../parts/screen.tsx';
import { StateWithError } from '../../parts/state.tsx';
import { uuidColumn } from '../../parts/uuid-column.tsx';
import { Picture } from './picture.tsx';
import { usePorts } from './plugged.ts';
import { Ports } from './ports.tsx';
import { Subnets } from './subnets.tsx';

type Network = Schemas['Network'];

const columns: Column<Network>[] = [
  { key: 'name', title: 'Name', cell: ({ name }) => name, sort: ({ name }) => name },
  {
    key: 'state',
    title: 'State',
    cell: ({ state, error_message: error }) => <StateWithError state={state} error={error} />,
    sort: ({ state }) => state,
  },
  {
    key: 'subnets',
    title: 'Subnets',
    cell: ({ subnets }) =>
      subnets
        .map(({ name, cidr, gateway_ip: gateway }) => `${name}: ${cidr}, gateway ${gateway ?? 'none'}`)
        .join('; ') || 'none',
  },
  { key: 'description', title: 'Description', cell: ({ description }) => description, wide: true },
  uuidColumn(({ name }) => name),
];

export function NetworkList() {
  const { project, may } = useProject();
  const [{ page = 1 }] = useListPlace();
  const params = { query: { project_uuid: project, page, page_size: pageSize } };
  const query = api.useQuery('get', '/api/openstack-networks/', { params });
  const ports = usePorts(project);
  const make = api.useMutation('post', '/api/openstack-networks/');
  const change = api.useMutation('patch', '/api/openstack-networks/{uuid}/');
  const remove = api.useMutation('delete', '/api/openstack-networks/{uuid}/');
  const why = may('NETWORK.MANAGE');
  const create = <NameDialog title="New network" send={(named) => make.mutateAsync({ body: { project, ...named } })} />;
  const actions = (network: Network): Action[] => {
    const { uuid, name } = network;
    const at = { params: { path: { uuid } } };
    const kill = <RemoveDialog what="the network" name={name} typed send={() => remove.mutateAsync(at)} />;
    const edit = (
      <NameDialog
        title={`Change ${name}`}
        submit="Save"
        initial={network}
        send={(body) => change.mutateAsync({ ...at, body })}
      />
    );
    const port = ports.find(({ network_uuid: its }) => its === uuid);
    const held = port && `${port.resource_name ?? 'A port of no VM'} is plugged into it: take it off first.`;
    return [
      { label: 'New subnet', why, dialog: () => <SubnetDialog network={network} /> },
      { label: 'Change', why, dialog: () => edit },
      { label: 'Delete', why: why ?? held ?? null, dialog: () => kill, color: 'red' },
    ];
  };
  return (
    <Stack gap="xl">
      <ListScreen
        query={query}
        title="Networks"
        noun="network"
        columns={columns}
        id={({ uuid }) => uuid}
        name={({ name }) => name}
        text={({ name, uuid, subnets }) => `${name} ${uuid} ${subnets.map(({ cidr }) => cidr).join(' ')}`}
        create={{ label: 'New network', why, dialog: () => create }}
        about="A network is what VMs are plugged into; those of one project reach each other."
        actions={actions}
      />
      <Subnets />
      <Picture />
      <Ports />
    </Stack>
  );
}

function SubnetDialog({ network: { uuid, name } }: { network: Network }) {
  const make = api.useMutation('post', '/api/openstack-networks/{uuid}/create_subnet/');
  return (
    <FormDialog
      title={`New subnet of ${name}`}
      submit="Make it"
      fields={[
        { name: 'name', label: 'Name' },
        { name: 'cidr', label: 'Range', hint: 'Such as 10.1.0.0/24' },
      ]}
      send={({ name: called, cidr }) =>
        make.mutateAsync({ params: { path: { uuid } }, body: { name: String(called), cidr: String(cidr) } })
      }
    />
  );
}
