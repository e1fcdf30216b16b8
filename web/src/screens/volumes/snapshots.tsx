import { Text } from '@mantine/core';
import { api, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import type { Action } from '../../parts/actions.tsx';
import { Ago } from '../../parts/ago.tsx';
import { ChangeKeptDialog, keptColumn } from '../../parts/kept.tsx';
import { type Column, pageSize, useListPlace } from '../../parts/list.tsx';
import { RemoveDialog } from '../../parts/named.tsx';
import { ListScreen } from '../../parts/screen.tsx';
import { StateWithError } from '../../parts/state.tsx';
import { uuidColumn } from '../../parts/uuid-column.tsx';
import { mebibytes } from '../../parts/words.ts';
import { consistency, RestoreDialog } from './snapshot-dialogs.tsx';

export type Snapshot = Schemas['Snapshot'];

const madeOf = ({ restorations }: Snapshot): string => restorations.map(({ volume_name: name }) => name).join(', ');

const columns: Column<Snapshot>[] = [
  { key: 'name', title: 'Name', cell: ({ name }) => name, sort: ({ name }) => name },
  { key: 'volume', title: 'Of', cell: (row) => row.source_volume_name, sort: (row) => row.source_volume_name },
  { key: 'state', title: 'State', cell: (snapshot) => <SnapshotState snapshot={snapshot} />, sort: (row) => row.state },
  { key: 'size', title: 'Size', cell: ({ size }) => mebibytes(size), sort: ({ size }) => size, wide: true },
  { key: 'age', title: 'Age', cell: ({ created }) => <Ago at={created} />, sort: ({ created }) => created, wide: true },
  keptColumn,
  { key: 'made', title: 'Made of it', cell: (snapshot) => madeOf(snapshot) || '–', sort: madeOf, wide: true },
  uuidColumn(({ name }) => name),
];

function SnapshotState({ snapshot }: { snapshot: Snapshot }) {
  const { state, state_since: since, runtime_state: runtime, error_message: error } = snapshot;
  return <StateWithError state={state === 'OK' ? runtime : state} since={since} error={error} />;
}

/** The volumes of a project as they were at a moment. */
export function SnapshotList() {
  const { project } = useProject();
  const [{ page = 1 }] = useListPlace('snapshots');
  const params = { query: { project_uuid: project, page, page_size: pageSize } };
  const query = api.useQuery('get', '/api/openstack-snapshots/', { params });
  const actions = useSnapshotActions();
  return (
    <ListScreen
      query={query}
      within="snapshots"
      title="Snapshots"
      noun="snapshot"
      columns={columns}
      id={({ uuid }) => uuid}
      name={({ name }) => name}
      text={({ name, uuid, source_volume_name: volume, description }) => `${name} ${uuid} ${volume} ${description}`}
      about={`A snapshot keeps a volume as it is at one moment: take one by the menu of a volume. ${consistency}`}
      actions={actions}
      bulk={['Delete']}
    />
  );
}

/** What can be done with a snapshot. */
function useSnapshotActions(): (snapshot: Snapshot) => Action[] {
  const { may } = useProject();
  const remove = api.useMutation('delete', '/api/openstack-snapshots/{uuid}/');
  const change = api.useMutation('patch', '/api/openstack-snapshots/{uuid}/');
  return (snapshot) => {
    const { uuid, name, source_volume_name: volume } = snapshot;
    const params = { path: { uuid } };
    const refused = snapshot.unavailable_actions as Record<string, string>;
    const kill = (
      <RemoveDialog what="the snapshot" name={name} typed send={() => remove.mutateAsync({ params })}>
        <Text size="sm">{volume} stays as it is, and so do volumes that were made of the snapshot.</Text>
      </RemoveDialog>
    );
    return [
      {
        label: 'Restore',
        why: may('VOLUME.MANAGE') ?? refused['restore'] ?? null,
        dialog: () => <RestoreDialog snapshot={snapshot} />,
      },
      {
        label: 'Change',
        why: may('INSTANCE.POWER') ?? refused['update'] ?? null,
        dialog: () => <ChangeKeptDialog kept={snapshot} send={(body) => change.mutateAsync({ params, body })} />,
      },
      {
        label: 'Delete',
        why: may('VOLUME.MANAGE') ?? refused['terminate'] ?? null,
        dialog: () => kill,
        many: () => remove.mutateAsync({ params }),
        color: 'red',
      },
    ];
  };
}
