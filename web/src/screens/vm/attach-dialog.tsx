import { api } from '../../api/client.ts';
import { FormDialog } from '../../parts/form.tsx';
import { Answered } from '../../parts/note.tsx';
import { mebibytes } from '../../parts/words.ts';
import type { Vm } from '../vms/vms.tsx';

/** Attaches one of the volumes that are free; one that is still being made can be chosen as soon as it is there. */
export function AttachDialog({ vm }: { vm: Vm }) {
  const params = { query: { project_uuid: vm.project_uuid, page_size: 300 } };
  const query = api.useQuery('get', '/api/openstack-volumes/', { params });
  const send = api.useMutation('post', '/api/openstack-volumes/{uuid}/attach/');
  return (
    <Answered query={query}>
      {({ results }) => {
        const options = results
          .filter(({ instance }) => instance == null)
          .map(({ uuid, name, size, available_actions: can }) => {
            const ready = can.includes('attach');
            return { value: uuid, label: `${name}, ${mebibytes(size)}${ready ? '' : ', not ready'}`, disabled: !ready };
          });
        return (
          <FormDialog
            title={`Attach a volume to ${vm.name}`}
            submit="Attach"
            fields={[{ name: 'volume', label: 'Volume', kind: 'choice', options }]}
            send={({ volume }) =>
              send.mutateAsync({ params: { path: { uuid: String(volume) } }, body: { instance: vm.uuid } })
            }
          />
        );
      }}
    </Answered>
  );
}
