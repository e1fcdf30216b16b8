import { Text } from '@mantine/core';
import { api, type Schemas } from '../../api/client.ts';
import { pageSize } from '../../parts/list.tsx';
import { VmLink } from '../../parts/vm-link.tsx';
import { count } from '../../parts/words.ts';
import { isVm } from '../vms/vms.tsx';

/** So many are named. */
const named = 3;

/** Which VMs were made of an image, of all that one sees. */
export function UsedBy({ image: { uuid } }: { image: Schemas['Image'] }) {
  const field = ['uuid', 'name', 'image', 'project_uuid', 'flavor_name'];
  const params = { query: { page_size: pageSize, field } };
  const { data } = api.useQuery('get', '/api/marketplace-resources/', { params }, { refetchInterval: 60_000 });
  if (data === undefined) return '…';
  const using = data.results.filter(isVm).filter(({ image }) => image === uuid);
  if (using.length === 0) return 'no VM';
  return (
    <Text size="sm" component="span">
      {/* of more VMs than a page has only those are known */}
      {data.count > data.results.length ? 'at least ' : ''}
      {count(using.length, 'VM')}:{' '}
      {using.slice(0, named).map(({ uuid: vm, name, project_uuid: project }, index) => (
        <span key={vm}>
          {index > 0 && ', '}
          <VmLink project={project} vm={vm} name={name} />
        </span>
      ))}
      {using.length > named && ` and ${using.length - named} more`}
    </Text>
  );
}
