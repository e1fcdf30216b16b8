import { client, listed } from '../api/client.ts';

/** What was found, and where it is shown. */
export interface Found {
  key: string;
  label: string;
  /** What it is, and where. */
  about: string;
  to: string;
  params: Record<string, string>;
  search?: { q: string };
}

interface Named {
  uuid: string;
  name: string;
  project_uuid: string;
  project_name: string;
}

const few = { page_size: 10 };
const isAddress = (text: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(text) || /^[0-9a-f]*:[0-9a-f:]+$/i.test(text);

/** All that is called so, or has this UUID or address. */
export async function find(text: string): Promise<Found[]> {
  return isAddress(text) ? byAddress(text) : byName(text);
}

async function byName(text: string): Promise<Found[]> {
  const some = { params: { query: { query: text, ...few } } };
  const [vms, volumes, networks, groups, orders, projects] = await Promise.all([
    listed(client.GET('/api/openstack-instances/', some)),
    listed(client.GET('/api/openstack-volumes/', some)),
    listed(client.GET('/api/openstack-networks/', some)),
    listed(client.GET('/api/openstack-security-groups/', some)),
    listed(client.GET('/api/marketplace-orders/', some)),
    listed(client.GET('/api/projects/', some)),
  ]);
  const inList = (place: string, what: string) => (each: Named) => ({
    ...found(each, what, `/p/$project/${place}`),
    search: { q: each.name },
  });
  return [
    ...vms.map((vm) => vmFound(vm.uuid, vm)),
    ...volumes.map(inList('volumes', 'Volume')),
    ...networks.map(inList('networks', 'Network')),
    ...groups.map(inList('groups', 'Security group')),
    ...orders.map((order) => ({
      ...found({ ...order, name: `${order.type} ${order.resource_name}` }, 'Order', '/p/$project/orders/$order'),
      params: { project: order.project_uuid, order: order.uuid },
    })),
    ...projects.map(({ uuid, name }) =>
      found({ uuid, name, project_uuid: uuid, project_name: name }, 'Project', '/p/$project/vms'),
    ),
  ];
}

async function byAddress(text: string): Promise<Found[]> {
  const [floating, ports] = await Promise.all([
    listed(client.GET('/api/openstack-floating-ips/', { params: { query: { address: text, ...few } } })),
    listed(client.GET('/api/openstack-ports/', { params: { query: { fixed_ips: text, ...few } } })),
  ]);
  return [...floating, ...ports].map((each) => {
    const { uuid, resource_uuid: vm, resource_name: name } = each;
    if (vm !== null) return { ...vmFound(vm, { ...each, name: name ?? '' }), key: uuid };
    return { ...found({ ...each, name: text }, 'Address', '/p/$project/floating-ips'), search: { q: text } };
  });
}

function vmFound(vm: string, each: Named): Found {
  return { ...found(each, 'VM', '/p/$project/vms/$vm'), params: { project: each.project_uuid, vm } };
}

function found({ uuid, name, project_uuid: project, project_name: where }: Named, what: string, to: string): Found {
  return { key: uuid, label: name, about: `${what} in ${where}`, to, params: { project } };
}
