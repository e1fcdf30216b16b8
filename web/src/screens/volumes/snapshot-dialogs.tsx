import { Text } from '@mantine/core';
import { api } from '../../api/client.ts';
import { type Field, FormDialog, type Values } from '../../parts/form.tsx';
import type { Snapshot } from './snapshots.tsx';
import type { Volume } from './volumes.tsx';

/** What a snapshot is good for. */
export const consistency =
  'It is crash-consistent: it holds what a disk holds when the power is cut. What a guest has not written yet is not in it.';

/** What is asked about a snapshot; `kept_until` empty: until somebody deletes it. */
function fieldsOf({
  name,
  description,
  kept_until: until,
}: Pick<Snapshot, 'name' | 'description' | 'kept_until'>): Field[] {
  return [
    { name: 'name', label: 'Name', initial: name },
    { name: 'description', label: 'Description', initial: description, optional: true },
    {
      name: 'kept_until',
      label: 'Kept until',
      kind: 'date',
      initial: until?.slice(0, 10) ?? '',
      optional: true,
      hint: 'It is deleted at the beginning of that day, in UTC; empty: it is kept',
    },
  ];
}

const bodyOf = ({ name, description, kept_until: until }: Values) => ({
  name: String(name),
  description: String(description),
  kept_until: until === '' ? null : String(until),
});

export function TakeSnapshotDialog({ volume: { uuid, name } }: { volume: Volume }) {
  const take = api.useMutation('post', '/api/openstack-volumes/{uuid}/snapshot/');
  return (
    <FormDialog
      title={`Take a snapshot of ${name}`}
      submit="Take it"
      fields={fieldsOf({ name: `${name}-${new Date().toISOString().slice(0, 10)}`, description: '', kept_until: null })}
      send={(values) => take.mutateAsync({ params: { path: { uuid } }, body: bodyOf(values) })}
    >
      <Text size="sm">
        The VM that has the volume goes on meanwhile. {consistency} To have all of it, run &quot;sync&quot; in the guest
        first, or stop the VM.
      </Text>
    </FormDialog>
  );
}

export function ChangeSnapshotDialog({ snapshot }: { snapshot: Snapshot }) {
  const { uuid, name, kept_until: until } = snapshot;
  const change = api.useMutation('patch', '/api/openstack-snapshots/{uuid}/');
  const before = until?.slice(0, 10) ?? '';
  return (
    <FormDialog
      title={`Change ${name}`}
      submit="Save"
      fields={fieldsOf(snapshot)}
      send={(values) => {
        const { kept_until: day, ...body } = bodyOf(values);
        // a day that was not changed keeps its hour
        const kept = values['kept_until'] === before ? {} : { kept_until: day };
        return change.mutateAsync({ params: { path: { uuid } }, body: { ...body, ...kept } });
      }}
    />
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
