import { Text } from '@mantine/core';
import { api } from '../../api/client.ts';
import { FormDialog } from '../../parts/form.tsx';
import { keptBody, newKeptFields } from '../../parts/kept.tsx';
import type { Snapshot } from './snapshots.tsx';
import type { Volume } from './volumes.tsx';

/** What a snapshot is good for. */
export const consistency =
  'It is crash-consistent: it holds what a disk holds when the power is cut. What a guest has not written yet is not in it.';

export function TakeSnapshotDialog({ volume: { uuid, name } }: { volume: Volume }) {
  const take = api.useMutation('post', '/api/openstack-volumes/{uuid}/snapshot/');
  return (
    <FormDialog
      title={`Take a snapshot of ${name}`}
      submit="Take it"
      fields={newKeptFields(name)}
      send={(values) => take.mutateAsync({ params: { path: { uuid } }, body: keptBody(values) })}
    >
      <Text size="sm">
        The VM that has the volume goes on meanwhile. {consistency} To have all of it, run &quot;sync&quot; in the guest
        first, or stop the VM.
      </Text>
    </FormDialog>
  );
}

export function RestoreDialog({ snapshot: { uuid, name, source_volume_name: volume } }: { snapshot: Snapshot }) {
  const restore = api.useMutation('post', '/api/openstack-snapshots/{uuid}/restore/');
  return (
    <FormDialog
      title={`Restore ${name}`}
      submit="Restore"
      fields={[
        { name: 'name', label: 'Name of the new volume', initial: `${volume}-restored` },
        { name: 'description', label: 'Description', optional: true },
      ]}
      send={({ name: wanted, description }) =>
        restore.mutateAsync({
          params: { path: { uuid } },
          body: { name: String(wanted), description: String(description) },
        })
      }
    >
      <Text size="sm">
        It makes a new volume, to be attached where you like; {volume} stays as it is. {consistency}
      </Text>
    </FormDialog>
  );
}
