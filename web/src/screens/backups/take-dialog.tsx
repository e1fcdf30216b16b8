import { Text } from '@mantine/core';
import { api } from '../../api/client.ts';
import { TakeDialog } from '../../parts/kept.tsx';
import { mebibytes } from '../../parts/words.ts';
import type { Vm } from '../vms/vms.tsx';

export function TakeBackupDialog({ vm: { uuid, name, volumes } }: { vm: Vm }) {
  const take = api.useMutation('post', '/api/openstack-instances/{uuid}/backup/');
  const parts = volumes.map((volume) => `${volume.name} (${mebibytes(volume.size)})`);
  return (
    <TakeDialog what="a backup" of={name} send={(body) => take.mutateAsync({ params: { path: { uuid } }, body })}>
      <Text size="sm">
        It keeps {parts.join(', ')}, and what the VM is; the VM goes on meanwhile. It is crash-consistent: it holds what
        disks hold when the power is cut. What the guest has not written yet is not in it: to have that too, run
        &quot;sync&quot; in the guest first, or stop the VM.
      </Text>
    </TakeDialog>
  );
}
