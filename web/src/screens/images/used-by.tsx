import { api, type Schemas } from '../../api/client.ts';
import { pageSize } from '../../parts/list.tsx';
import { VmNames } from '../../parts/vm-link.tsx';
import { isVm } from '../vms/vms.tsx';

type Image = Pick<Schemas['Image'], 'uuid'>;

interface Use {
  vms: { uuid: string; name: string; project: string }[];
  /** Of more VMs than a page has only those are known. */
  atLeast: boolean;
}

/** Which VMs were made of an image, of all that one sees; undefined: not known yet. */
export function useUse(): (image: Image) => Use | undefined {
  const field = ['uuid', 'name', 'image', 'project_uuid', 'flavor_name'];
  const params = { query: { page_size: pageSize, field } };
  const { data } = api.useQuery('get', '/api/marketplace-resources/', { params }, { refetchInterval: 60_000 });
  return ({ uuid }) => {
    if (data === undefined) return undefined;
    const using = data.results.filter(isVm).filter(({ image }) => image === uuid);
    const vms = using.map(({ uuid: vm, name, project_uuid: project }) => ({ uuid: vm, name, project }));
    return { vms, atLeast: data.count > data.results.length };
  };
}

export function UsedBy({ image }: { image: Image }) {
  const use = useUse()(image);
  return use === undefined ? '…' : <VmNames {...use} />;
}
