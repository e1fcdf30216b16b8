import { api, type Schemas } from '../../api/client.ts';
import { pageSize } from '../../parts/list.tsx';

type Port = Schemas['Port'];

/** The ports of a project; none while they are not known. */
export function usePorts(project: string): Port[] {
  const params = { query: { project_uuid: project, page_size: pageSize } };
  return api.useQuery('get', '/api/openstack-ports/', { params }).data?.results ?? [];
}

/** The VMs that are plugged in by some ports, each once. */
export function vmsOf(ports: Port[]): { uuid: string; name: string; project: string }[] {
  const vms = ports.flatMap(({ resource_uuid: uuid, resource_name: name, project_uuid: project }) =>
    uuid === null ? [] : [{ uuid, name: name ?? '', project }],
  );
  return [...new Map(vms.map((vm) => [vm.uuid, vm])).values()];
}
