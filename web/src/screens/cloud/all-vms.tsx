import { api, type Schemas } from '../../api/client.ts';
import { type Column, pageSize, useListPlace } from '../../parts/list.tsx';
import { Answered } from '../../parts/note.tsx';
import { List } from '../../parts/list.tsx';
import { State } from '../../parts/state.tsx';
import { VmLink } from '../../parts/vm-link.tsx';
import { bytes, mebibytes } from '../../parts/words.ts';
import { stateOf } from '../vms/vm-state.tsx';
import { isVm } from '../vms/vms.tsx';

type Vm = Schemas['Resource'];

/** Who has ordered a VM. */
const ownerOf = ({ creation_order: order }: Vm): string => order?.created_by_username ?? '–';

/** What VMs move, those first that move most. */
const rate = (key: 'disk_rate' | 'network_rate', title: string): Column<Vm> => ({
  key,
  title,
  cell: ({ usage }) => (usage[key] === undefined ? '–' : `${bytes(usage[key])}/s`),
  sort: ({ usage }) => -(usage[key] ?? 0),
  wide: true,
});

const columns: Column<Vm>[] = [
  {
    key: 'name',
    title: 'Name',
    cell: ({ project_uuid: project, uuid, name }) => <VmLink project={project} vm={uuid} name={name} />,
    sort: ({ name }) => name,
  },
  { key: 'project', title: 'Project', cell: ({ project_name: name }) => name, sort: ({ project_name: name }) => name },
  {
    key: 'customer',
    title: 'Customer',
    cell: ({ customer_name: name }) => name,
    sort: ({ customer_name: name }) => name,
    wide: true,
  },
  { key: 'owner', title: 'Ordered by', cell: ownerOf, sort: ownerOf },
  { key: 'state', title: 'State', cell: (vm) => <State>{stateOf(vm)}</State>, sort: stateOf },
  {
    key: 'cpu',
    title: 'CPUs used',
    cell: ({ usage }) => usage.cores ?? '–',
    sort: ({ usage }) => -(usage.cores ?? 0),
    wide: true,
  },
  {
    key: 'ram',
    title: 'Memory used, MiB',
    cell: ({ usage }) => usage.ram ?? '–',
    sort: ({ usage }) => -(usage.ram ?? 0),
    wide: true,
  },
  rate('disk_rate', 'Disk traffic'),
  rate('network_rate', 'Network traffic'),
  { key: 'disk', title: 'Disks', cell: ({ disk }) => mebibytes(disk), sort: ({ disk }) => -disk, wide: true },
];

export function AllVms() {
  const [{ page = 1 }] = useListPlace('vms');
  const query = api.useQuery('get', '/api/marketplace-resources/', {
    params: { query: { page, page_size: pageSize } },
  });
  return (
    <Answered query={query}>
      {({ results, count }) => (
        <List
          within="vms"
          title="All VMs"
          noun="VM"
          rows={results.filter(isVm)}
          total={count}
          columns={columns}
          id={({ uuid }) => uuid}
          name={({ name }) => name}
          text={(vm) => [vm.name, vm.uuid, vm.project_name, vm.customer_name, ownerOf(vm)].join(' ')}
          about="There is no VM."
        />
      )}
    </Answered>
  );
}
