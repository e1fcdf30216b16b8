import { api } from '../../api/client.ts';
import { FormDialog } from '../../parts/form.tsx';
import { mebibytes } from '../../parts/words.ts';
import type { Vm } from '../vms/vms.tsx';
import type { Volume } from '../volumes/volumes.tsx';

/** Attaches one of the volumes that are free. */
export function AttachDialog({ vm, free }: { vm: Vm; free: Volume[] }) {
  const send = api.useMutation('post', '/api/openstack-volumes/{uuid}/attach/');
  return (
    <FormDialog
      title={`Attach a volume to ${vm.name}`}
      submit="Attach"
      fields={[
        {
          name: 'volume',
          label: 'Volume',
          kind: 'choice',
          options: free.map(({ uuid, name, size }) => ({ value: uuid, label: `${name}, ${mebibytes(size)}` })),
        },
      ]}
      send={({ volume }) =>
        send.mutateAsync({ params: { path: { uuid: String(volume) } }, body: { instance: vm.uuid } })
      }
    />
  );
}
