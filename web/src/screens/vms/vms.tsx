import { Anchor, Group, Progress, Stack, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { api, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import { Ago } from '../../parts/ago.tsx';
import { CopyIcon } from '../../parts/copy.tsx';
import { type Choice, type Column, List, pageSize, useListPlace } from '../../parts/list.tsx';
import { Answered } from '../../parts/note.tsx';
import { State } from '../../parts/state.tsx';
import { DeletedList } from '../deleted/deleted.tsx';
import { useVmActions } from './actions.tsx';

export type Vm = Schemas['Resource'];

/** Resources are VMs and ordered volumes. */
export const isVm = (resource: Vm | Schemas['VolumeResource']): resource is Vm => 'flavor_name' in resource;

const columns: Column<Vm>[] = [
  {
    key: 'name',
    title: 'Name',
    cell: ({ uuid, name, project_uuid: project }) => (
      <Anchor renderRoot={(props) => <Link to="/p/$project/vms/$vm" params={{ project, vm: uuid }} {...props} />}>
        {name}
      </Anchor>
    ),
    sort: ({ name }) => name,
  },
  { key: 'state', title: 'State', cell: (vm) => <VmState vm={vm} />, sort: (vm) => stateOf(vm) },
  { key: 'addresses', title: 'Addresses', cell: addressesOf, sort: (vm) => addressesOf(vm) },
  { key: 'connect', title: 'Get in', cell: (vm) => <GetIn vm={vm} />, wide: true },
  { key: 'image', title: 'Image', cell: (vm) => vm.image_name, sort: (vm) => vm.image_name ?? '', wide: true },
  { key: 'flavor', title: 'Flavor', cell: (vm) => vm.flavor_name, sort: (vm) => vm.cores * 1e9 + vm.ram, wide: true },
  { key: 'cpu', title: 'CPU', cell: (vm) => cpuOf(vm), sort: (vm) => vm.usage.cores ?? 0, wide: true },
  {
    key: 'age',
    title: 'Age',
    cell: (vm) => <Ago at={vm.created} />,
    sort: (vm) => -Date.parse(vm.created),
    wide: true,
  },
];

const choices: Choice<Vm>[] = [
  { value: 'active', label: 'Active', has: (vm) => vm.runtime_state === 'active' },
  { value: 'stopped', label: 'Stopped', has: (vm) => vm.runtime_state === 'stopped' },
  { value: 'erred', label: 'Erred', has: (vm) => vm.state === 'Erred' || vm.runtime_state === 'error' },
  { value: 'Terminated', label: 'Terminated', has: (vm) => vm.state === 'Terminated' },
];

/** The VMs of a project, and what was deleted of them. */
export function Vms() {
  return (
    <Stack gap="xl">
      <VmList />
      <DeletedList kind="VM" />
    </Stack>
  );
}

/** All VMs of a project; those that are no more are asked for only when somebody wants them. */
function VmList() {
  const { project, may } = useProject();
  const [{ page = 1, only }] = useListPlace();
  const navigate = useNavigate();
  const actionsOf = useVmActions(may);
  const past = only === 'Terminated' ? { state: 'Terminated' as const } : {};
  const params = { query: { project_uuid: project, page, page_size: pageSize, o: 'name', ...past } };
  const query = api.useQuery('get', '/api/marketplace-resources/', { params });
  const create = async (): Promise<void> => navigate({ to: '/p/$project/vms/new', params: { project } });
  return (
    <Answered query={query}>
      {({ results, count }) => (
        <List
          title="VMs"
          noun="VM"
          rows={results.filter(isVm)}
          total={count}
          columns={columns}
          id={({ uuid }) => uuid}
          name={({ name }) => name}
          text={(vm) => [vm.name, vm.uuid, addressesOf(vm), vm.image_name, vm.description].join(' ')}
          choices={choices}
          create={{ label: 'New VM', why: may('ORDER.CREATE'), run: create }}
          about="A VM is a machine of your own, with an address that you can ssh to in about a minute."
          actions={actionsOf}
          bulk={['Start', 'Stop', 'Restart', 'Delete']}
        />
      )}
    </Answered>
  );
}

/** What is being done with a VM, or else whether it runs. */
export function stateOf({ state, runtime_state: runtime, action }: Vm): string {
  if (state === 'OK') return runtime;
  return state === 'Updating' && action !== '' ? action : state.toLowerCase();
}

/** The state of a VM with its reason, and while it is being made the step of that. */
function VmState({ vm }: { vm: Vm }) {
  const order = vm.order_in_progress ?? (vm.state === 'Creating' ? vm.creation_order : null);
  return (
    <Stack gap={2}>
      <Group gap={4}>
        <State>{stateOf(vm)}</State>
      </Group>
      {order !== null && <OrderLine order={order.uuid} />}
      {vm.error_message !== '' && (
        <Text size="xs" maw={320}>
          {vm.error_message}
        </Text>
      )}
    </Stack>
  );
}

function OrderLine({ order }: { order: string }) {
  const { data } = api.useQuery('get', '/api/marketplace-orders/{uuid}/', { params: { path: { uuid: order } } });
  const step = data?.steps.find(({ state }) => state === 'running' || state === 'waiting');
  if (data === undefined || step === undefined) return null;
  return (
    <>
      <Text size="xs">{step.title}</Text>
      <Progress size="xs" w={120} value={data.progress * 100} aria-label={step.title} />
    </>
  );
}

/** The ssh command to copy, and the way to its console. */
function GetIn({ vm }: { vm: Vm }) {
  const [address] = [...vm.external_ips, ...vm.internal_ips];
  const { project_uuid: project, uuid, name, ssh_user: user } = vm;
  return (
    <Group gap={6} wrap="nowrap">
      {address !== undefined && <CopyIcon text={`ssh ${user}@${address}`} label={`ssh command of ${name}`} />}
      <Link
        className="icon"
        to="/p/$project/vms/$vm"
        params={{ project, vm: uuid }}
        search={{ tab: 'console' } as never}
        aria-label={`Serial console of ${name}`}
        title={`Serial console of ${name}`}
      >
        &gt;_
      </Link>
    </Group>
  );
}

function addressesOf({ external_ips: floating, internal_ips: fixed }: Vm): string {
  return [...floating, ...fixed].join(', ');
}

function cpuOf({ usage, cores, runtime_state: runtime }: Vm): string {
  const used = usage.cores;
  return runtime !== 'active' || used === undefined || cores === 0 ? '–' : `${Math.round((100 * used) / cores)} %`;
}
