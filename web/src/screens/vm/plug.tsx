import { api } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import { Actions } from '../../parts/actions.tsx';
import { FormDialog } from '../../parts/form.tsx';
import { Answered } from '../../parts/note.tsx';
import { refusalOf } from '../vms/actions.tsx';
import type { Vm } from '../vms/vms.tsx';
import { noSlot, useSlots } from './slots.ts';

/** Connects a VM to one more subnet, or to one less, while it runs. */
export function Plug({ vm }: { vm: Vm }) {
  const { may } = useProject();
  const why = may('RESOURCE.UPDATE') ?? refusalOf(vm, 'update_network');
  const slots = useSlots(vm);
  const full = slots !== undefined && slots.used >= slots.total ? noSlot : null;
  const last = vm.ports.length < 2 ? 'It is the only one that it has.' : null;
  return (
    <Actions
      subject={vm.name}
      actions={[
        { label: 'Connect to a subnet', why: why ?? full, dialog: () => <Connect vm={vm} /> },
        { label: 'Disconnect', why: why ?? last, dialog: () => <Disconnect vm={vm} /> },
      ]}
    />
  );
}

function useSetPorts({ uuid }: Vm) {
  const set = api.useMutation('post', '/api/openstack-instances/{uuid}/update_ports/');
  return (ports: ({ port: string } | { subnet: string })[]) =>
    set.mutateAsync({ params: { path: { uuid } }, body: { ports } });
}

function Connect({ vm }: { vm: Vm }) {
  const set = useSetPorts(vm);
  const params = { query: { project_uuid: vm.project_uuid, page_size: 300 } };
  const query = api.useQuery('get', '/api/openstack-subnets/', { params });
  const kept = vm.ports.map(({ uuid }) => ({ port: uuid }));
  return (
    <Answered query={query}>
      {({ results }) => (
        <FormDialog
          title={`Connect ${vm.name} to a subnet`}
          submit="Connect"
          fields={[
            {
              name: 'subnet',
              label: 'Subnet',
              kind: 'choice',
              options: results.map(({ uuid, name, network_name: network, cidr }) => ({
                value: uuid,
                label: `${network} / ${name}: ${cidr}`,
              })),
            },
          ]}
          send={({ subnet }) => set([...kept, { subnet: String(subnet) }])}
        />
      )}
    </Answered>
  );
}

function Disconnect({ vm }: { vm: Vm }) {
  const set = useSetPorts(vm);
  const options = vm.ports.map(({ uuid, fixed_ips: fixed }) => ({
    value: uuid,
    label: fixed.map(({ ip_address: address }) => address).join(', '),
  }));
  return (
    <FormDialog
      title={`Disconnect ${vm.name}`}
      submit="Disconnect"
      danger
      fields={[{ name: 'port', label: 'Port', kind: 'choice', options: options.toReversed() }]}
      send={({ port }) => set(vm.ports.filter(({ uuid }) => uuid !== port).map(({ uuid }) => ({ port: uuid })))}
    />
  );
}
