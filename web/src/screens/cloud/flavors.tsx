import { api, type Schemas } from '../../api/client.ts';
import type { Action } from '../../parts/actions.tsx';
import { FormDialog } from '../../parts/form.tsx';
import { type Column, pageSize, useListPlace } from '../../parts/list.tsx';
import { RemoveDialog } from '../../parts/named.tsx';
import { ListScreen } from '../../parts/screen.tsx';
import { mebibytes, price } from '../../parts/words.ts';

type Flavor = Schemas['Flavor'];

/** The sizes of VMs, and what they cost. */
export function Flavors() {
  const [{ page = 1 }] = useListPlace('flavors');
  const query = api.useQuery('get', '/api/openstack-flavors/', { params: { query: { page, page_size: pageSize } } });
  const offered = api.useQuery('get', '/api/marketplace-offerings/', { params: { query: { page_size: pageSize } } });
  const make = api.useMutation('post', '/api/openstack-flavors/');
  const remove = api.useMutation('delete', '/api/openstack-flavors/{uuid}/');
  const columns: Column<Flavor>[] = [
    { key: 'name', title: 'Name', cell: ({ name }) => name, sort: ({ name }) => name },
    { key: 'cores', title: 'CPUs', cell: ({ cores }) => cores, sort: ({ cores }) => cores },
    { key: 'ram', title: 'Memory', cell: ({ ram }) => mebibytes(ram), sort: ({ ram }) => ram },
    { key: 'disk', title: 'Disk', cell: ({ disk }) => mebibytes(disk), sort: ({ disk }) => disk },
    { key: 'price', title: 'Price', cell: (flavor) => pricesOf(flavor, offered.data?.results ?? []), wide: true },
  ];
  const create = (
    <FormDialog
      title="New flavor"
      submit="Make it"
      fields={[
        { name: 'name', label: 'Name' },
        { name: 'cores', label: 'CPUs', kind: 'number', initial: 2 },
        { name: 'ram', label: 'Memory, MiB', kind: 'number', initial: 4096 },
        { name: 'disk', label: 'Disk, MiB', kind: 'number', initial: 20_480 },
      ]}
      send={({ name, cores, ram, disk }) =>
        make.mutateAsync({ body: { name: String(name), cores: Number(cores), ram: Number(ram), disk: Number(disk) } })
      }
    />
  );
  const actions = ({ uuid, name }: Flavor): Action[] => {
    const send = () => remove.mutateAsync({ params: { path: { uuid } } });
    const kill = <RemoveDialog what="the flavor" name={name} submit="Offer no more" send={send} />;
    return [{ label: 'Offer no more', why: null, dialog: () => kill, color: 'red' }];
  };
  return (
    <ListScreen
      query={query}
      within="flavors"
      title="Flavors"
      noun="flavor"
      columns={columns}
      id={({ uuid }) => uuid}
      name={({ name }) => name}
      text={({ name, uuid }) => `${name} ${uuid}`}
      create={{ label: 'New flavor', why: null, dialog: () => create }}
      about="A flavor is a size of VMs. Without one nothing can be ordered."
      actions={actions}
    />
  );
}

/** By the plans of its own offering; else by those of the one that leaves the size open. */
function pricesOf({ uuid }: Flavor, offerings: Schemas['Offering'][]): string {
  const ofVms = offerings.filter(({ type }) => type === 'OpenStack.Instance');
  const offering = ofVms.find(({ flavor }) => flavor === uuid) ?? ofVms.find(({ flavor }) => flavor === null);
  const plans = offering?.plans.map(({ unit_price: cost, unit }) => price(cost, unit)) ?? [];
  return plans.join(', ') || '–';
}
