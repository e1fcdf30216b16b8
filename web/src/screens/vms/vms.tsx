import { Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { api, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import { Ago } from '../../parts/ago.tsx';
import cells from '../../parts/cells.module.css';
import { CopyIcon } from '../../parts/copy.tsx';
import { type Choice, type Column, List, type ListPlace, pageSize, useListPlace } from '../../parts/list.tsx';
import { Answered } from '../../parts/note.tsx';
import { CopyList } from '../backups/copies.tsx';
import { DeletedList } from '../deleted/deleted.tsx';
import { useVmActions } from './actions.tsx';
import { stateOf, VmState } from './vm-state.tsx';

export type Vm = Schemas['Resource'];

/** Resources are VMs and ordered volumes. */
export const isVm = (resource: Vm | Schemas['VolumeResource']): resource is Vm => 'flavor_name' in resource;

const columns: Column<Vm>[] = [
  {
    key: 'name',
    title: 'Name',
    cell: ({ uuid, name, project_uuid: project }) => (
      <Link className={cells['link']} to="/p/$project/vms/$vm" params={{ project, vm: uuid }}>
        {name}
      </Link>
    ),
    sort: ({ name }) => name,
    o: 'name',
  },
  { key: 'state', title: 'State', cell: (vm) => <VmState vm={vm} />, sort: (vm) => stateOf(vm), o: 'state' },
  { key: 'addresses', title: 'Addresses', cell: (vm) => <Addresses vm={vm} />, sort: (vm) => addressesOf(vm) },
  { key: 'connect', title: 'Get in', cell: (vm) => <GetIn vm={vm} />, wide: true },
  { key: 'image', title: 'Image', cell: (vm) => vm.image_name, sort: (vm) => vm.image_name ?? '', wide: true },
  { key: 'flavor', title: 'Flavor', cell: (vm) => vm.flavor_name, sort: (vm) => vm.cores * 1e9 + vm.ram, wide: true },
  { key: 'cpu', title: 'CPU', cell: (vm) => cpuOf(vm), sort: (vm) => vm.usage.cores ?? 0, wide: true },
  {
    key: 'age',
    title: 'Age',
    cell: (vm) => <Ago at={vm.created} />,
    sort: (vm) => -Date.parse(vm.created),
    o: '-created',
    wide: true,
  },
];

const choices: Choice<Vm>[] = [
  { value: 'active', label: 'Active' },
  { value: 'stopped', label: 'Stopped' },
  { value: 'erred', label: 'Erred' },
  { value: 'Terminated', label: 'Terminated' },
];

/** The VMs of a project, what was deleted of them, and what of them is kept elsewhere. */
export function Vms() {
  return (
    <Stack gap="xl">
      <VmList />
      <DeletedList kind="VM" />
      <CopyList />
    </Stack>
  );
}

/** What is asked of the API for each choice; those that are no more are shown only when somebody wants them. */
const chosen = {
  active: { runtime_state: 'active' },
  stopped: { runtime_state: 'stopped' },
  erred: { state: 'Erred' },
  Terminated: { state: 'Terminated' },
} as const;

/** The order that the API is asked for, by the column that rows are sorted by. */
function orderOf(sort: string): string {
  const o = columns.find(({ key }) => key === sort.replace(/^-/, ''))?.o ?? 'name';
  if (!sort.startsWith('-')) return o;
  return o.startsWith('-') ? o.slice(1) : `-${o}`;
}

/** How long somebody types on, ms. */
const typingMs = 250;

/** Rows that fill a screen: asked for apart, they are there before all of a long list. */
const aheadSize = 30;

function asked(project: string, { page = 1, only = '', sort = '', q = '' }: ListPlace, size: number) {
  const narrow = { ...chosen[only as keyof typeof chosen], ...(q === '' ? {} : { query: q }) };
  return { params: { query: { project_uuid: project, page, page_size: size, o: orderOf(sort), ...narrow } } };
}

/** The first rows of the list as it opens, for who is about to go there. */
export const vmsAhead = (project: string) =>
  api.queryOptions('get', '/api/marketplace-resources/', asked(project, {}, aheadSize));

/** What the list shows: until all of it is there its first rows, or what it has shown before. */
function useVms(project: string, place: ListPlace) {
  const kept = { placeholderData: keepPreviousData };
  const all = api.useQuery('get', '/api/marketplace-resources/', asked(project, place, pageSize), kept);
  const soon = { enabled: all.data === undefined && (place.page ?? 1) === 1 };
  const ahead = api.useQuery('get', '/api/marketplace-resources/', asked(project, place, aheadSize), soon);
  return all.data === undefined && ahead.data !== undefined ? ahead : all;
}

/** All VMs of a project. What is filtered and sorted by is asked of the API, for a page is not all. */
function VmList() {
  const { project, may } = useProject();
  const [place] = useListPlace();
  const navigate = useNavigate();
  const actionsOf = useVmActions(may);
  const [q] = useDebouncedValue((place.q ?? '').trim(), typingMs);
  const query = useVms(project, { ...place, q });
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
          choices={choices}
          create={{ label: 'New VM', why: may('ORDER.CREATE'), run: create }}
          about="A VM is a machine of your own, with an address that you can ssh to in about a minute."
          actions={actionsOf}
          open={({ uuid }) => void navigate({ to: '/p/$project/vms/$vm', params: { project, vm: uuid } })}
          bulk={['Start', 'Stop', 'Restart', 'Delete']}
        />
      )}
    </Answered>
  );
}

/** The ssh command to copy, and the way to its console. */
function GetIn({ vm }: { vm: Vm }) {
  const [address] = [...vm.external_ips, ...vm.internal_ips];
  const { project_uuid: project, uuid, name, ssh_user: user } = vm;
  return (
    <div className={cells['line']}>
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
    </div>
  );
}

function Addresses({ vm }: { vm: Vm }) {
  return [...vm.external_ips, ...vm.internal_ips].map((address) => (
    <div key={address} className={cells['line']}>
      {address} <CopyIcon text={address} label={address} />
    </div>
  ));
}

function addressesOf({ external_ips: floating, internal_ips: fixed }: Vm): string {
  return [...floating, ...fixed].join(', ');
}

function cpuOf({ usage, cores, runtime_state: runtime }: Vm): string {
  const used = usage.cores;
  return runtime !== 'active' || used === undefined || cores === 0 ? '–' : `${Math.round((100 * used) / cores)} %`;
}
