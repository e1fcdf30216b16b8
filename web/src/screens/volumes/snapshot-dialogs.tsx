import { Text } from '@mantine/core';
import { api } from '../../api/client.ts';
import { TakeDialog } from '../../parts/kept.tsx';
import { NameDialog } from '../../parts/named.tsx';
import type { Snapshot } from './snapshots.tsx';
import type { Volume } from './volumes.tsx';

/** What a snapshot is good for. */
export const consistency =
  'It is crash-consistent: it holds what a disk holds when the power is cut. What a guest has not written yet is not in it.';

export function TakeSnapshotDialog({ volume: { uuid, name } }: { volume: Volume }) {
  const take = api.useMutation('post', '/api/openstack-volumes/{uuid}/snapshot/');
  return (
    <TakeDialog what="a snapshot" of={name} send={(body) => take.mutateAsync({ params: { path: { uuid } }, body })}>
      <Text size="sm">
        The VM that has the volume goes on meanwhile. {consistency} To have all of it, run &quot;sync&quot; in the guest
        first, or stop the VM.
      </Text>
    </TakeDialog>
  );
}

export function RestoreDialog({ snapshot: { uuid, name, source_volume_name: volume } }: { snapshot: Snapshot }) {
  const restore = api.useMutation('post', '/api/openstack-snapshots/{uuid}/restore/');
  return (
    <NameDialog
      title={`Restore ${name}`}
      submit="Restore"
      initial={{ name: `${volume}-restored` }}
      send={(body) => restore.mutateAsync({ params: { path: { uuid } }, body })}
    >
      <Text size="sm">
        It makes a new volume, to be attached where you like; {volume} stays as it is. {consistency}
      </Text>
    </NameDialog>
  );
}
