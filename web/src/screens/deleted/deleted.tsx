import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import type { Action } from '../../parts/actions.tsx';
import { Ago } from '../../parts/ago.tsx';
import { type Column, pageSize, useListPlace } from '../../parts/list.tsx';
import { RemoveDialog } from '../../parts/named.tsx';
import { ListScreen } from '../../parts/screen.tsx';
import { StateWithError } from '../../parts/state.tsx';
import { mebibytes } from '../../parts/words.ts';

type Deleted = Schemas['DeletedResource'];

const kinds = {
  VM: { type: 'OpenStack.Instance', title: 'Deleted VMs' },
  volume: { type: 'OpenStack.Volume', title: 'Deleted volumes' },
} as const;

const columns: Column<Deleted>[] = [
  { key: 'name', title: 'Name', cell: ({ name }) => name, sort: ({ name }) => name },
  {
    key: 'state',
    title: 'State',
    cell: ({ state, error_message: error }) => <StateWithError state={state} error={error} />,
    sort: ({ state }) => state,
    wide: true,
  },
  { key: 'deleted', title: 'Deleted', cell: ({ deleted }) => <Ago at={deleted} />, sort: ({ deleted }) => deleted },
  {
    key: 'by',
    title: 'By',
    cell: (row) => row.deleted_by_username ?? '–',
    sort: (row) => row.deleted_by_username ?? '',
  },
  { key: 'kept', title: 'Gone for good', cell: (row) => <Ago at={row.kept_until} />, sort: (row) => row.kept_until },
  { key: 'size', title: 'Size', cell: ({ storage }) => mebibytes(storage), sort: ({ storage }) => storage, wide: true },
];

/** What was deleted of a project and can be brought back; nothing where there is none. */
export function DeletedList({ kind }: { kind: keyof typeof kinds }) {
  const { project } = useProject();
  const { type, title } = kinds[kind];
  const [{ page = 1 }] = useListPlace('deleted');
  const params = { query: { project, resource_type: [type], page, page_size: pageSize } };
  const query = api.useQuery('get', '/api/deleted-resources/', { params });
  const actions = useDeletedActions(kind);
  if (query.data?.count === 0) return null;
  return (
    <ListScreen
      query={query}
      within="deleted"
      title={title}
      noun={`deleted ${kind}`}
      columns={columns}
      id={({ uuid }) => uuid}
      name={({ name }) => name}
      text={({ name, uuid }) => `${name} ${uuid}`}
      about={`A ${kind} that was deleted can be brought back for a while.`}
      actions={actions}
      bulk={['Undelete']}
    />
  );
}

function useDeletedActions(kind: keyof typeof kinds): (deleted: Deleted) => Action[] {
  const { may } = useProject();
  const queries = useQueryClient();
  const undelete = api.useMutation('post', '/api/deleted-resources/{uuid}/undelete/');
  const purge = api.useMutation('delete', '/api/deleted-resources/{uuid}/');
  return ({ uuid, name, state, storage }) => {
    const params = { path: { uuid } };
    const back = async (): Promise<void> => {
      await undelete.mutateAsync({ params });
      await queries.invalidateQueries();
    };
    const kill = (
      <RemoveDialog
        what={`the ${kind}`}
        name={name}
        submit="Delete for good"
        typed
        send={() => purge.mutateAsync({ params })}
      >
        <Text size="sm">{mebibytes(storage)} of data are lost.</Text>
      </RemoveDialog>
    );
    const busy = state === 'OK' ? null : 'It is being deleted for good.';
    return [
      { label: 'Undelete', why: may('ORDER.APPROVE') ?? busy, run: back, many: back },
      { label: 'Delete for good', why: may('RESOURCE.TERMINATE'), dialog: () => kill, color: 'red' },
    ];
  };
}
