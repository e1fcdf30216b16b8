import { Progress, Text } from '@mantine/core';
import { api, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import type { Action } from '../../parts/actions.tsx';
import { Ago } from '../../parts/ago.tsx';
import cells from '../../parts/cells.module.css';
import { type Column, pageSize, useListPlace } from '../../parts/list.tsx';
import { RemoveDialog } from '../../parts/named.tsx';
import { ListScreen } from '../../parts/screen.tsx';
import { StateWithError } from '../../parts/state.tsx';
import { uuidColumn } from '../../parts/uuid-column.tsx';
import { mebibytes } from '../../parts/words.ts';
import { RestoreDialog } from './restore-dialog.tsx';

type Copy = Schemas['BackupCopy'];

/** What becomes of a copy, in words. */
function stateOf({ state, damage }: Copy): string {
  if (state === 'UPDATING') return 'verifying';
  return state === 'OK' && damage !== '' ? 'damaged' : state;
}

const columns: Column<Copy>[] = [
  { key: 'name', title: 'Name', cell: ({ name }) => name, sort: ({ name }) => name },
  { key: 'state', title: 'State', cell: (copy) => <CopyState copy={copy} />, sort: stateOf },
  { key: 'target', title: 'Target', cell: ({ target }) => target, sort: ({ target }) => target },
  { key: 'vm', title: 'VM', cell: (copy) => copy.instance_name, sort: (copy) => copy.instance_name, wide: true },
  { key: 'of', title: 'As it was', cell: (copy) => <Ago at={copy.backed_up} />, sort: (copy) => copy.backed_up },
  {
    key: 'size',
    title: 'Size',
    cell: ({ metadata: { size }, sent }) => `${mebibytes(size)}${sent === null ? '' : `, ${mebibytes(sent)} sent`}`,
    sort: ({ metadata: { size } }) => size,
    wide: true,
  },
  {
    key: 'verified',
    title: 'Verified',
    cell: ({ verified }) => (verified === null ? 'never' : <Ago at={verified} />),
    sort: ({ verified }) => verified ?? '',
    wide: true,
  },
  uuidColumn(({ name }) => name),
];

/** The state of a copy: how far it is, or what is wrong with it. */
function CopyState({ copy }: { copy: Copy }) {
  const { state_since: since, error_message: error, damage, progress } = copy;
  return (
    <div className={cells['stack']}>
      <StateWithError state={stateOf(copy)} since={since} error={error === '' ? damage : error} />
      {progress !== null && (
        <>
          <span className={cells['small']}>{progress.message}</span>
          <Progress size="xs" w={120} value={progress.fraction * 100} aria-label={`How far ${copy.name} is`} />
        </>
      )}
    </div>
  );
}

/** Copies of backups off this machine: of one VM, or of all of the project, also of those that are gone; nothing where there is none. */
export function CopyList({ vm }: { vm?: string }) {
  const { project } = useProject();
  const [{ page = 1 }] = useListPlace('copies');
  const of = vm === undefined ? { project_uuid: project } : { instance_uuid: vm };
  const query = api.useQuery('get', '/api/backup-copies/', { params: { query: { ...of, page, page_size: pageSize } } });
  const actions = useCopyActions();
  if (query.data === undefined || query.data.count === 0) return null;
  return (
    <ListScreen
      query={query}
      within="copies"
      title="Copies of backups"
      noun="copy"
      columns={columns}
      id={({ uuid }) => uuid}
      name={({ name }) => name}
      text={(copy) => `${copy.name} ${copy.uuid} ${copy.target} ${copy.instance_name}`}
      about="A copy of a backup is kept off this machine, and needs neither the VM nor the backup."
      actions={actions}
      bulk={['Verify', 'Delete']}
    />
  );
}

/** What can be done with a copy. */
function useCopyActions(): (copy: Copy) => Action[] {
  const { may } = useProject();
  const verify = api.useMutation('post', '/api/backup-copies/{uuid}/verify/');
  const restore = api.useMutation('post', '/api/backup-copies/{uuid}/restore/');
  const remove = api.useMutation('delete', '/api/backup-copies/{uuid}/');
  return (copy) => {
    const { uuid, name, target } = copy;
    const params = { path: { uuid } };
    const refused = copy.unavailable_actions as Record<string, string>;
    const read = () => verify.mutateAsync({ params });
    const kill = (
      <RemoveDialog what="the copy" name={name} typed send={() => remove.mutateAsync({ params })}>
        <Text size="sm">
          What of it no other copy needs goes from {target}, for good. The backup stays where it is still there.
        </Text>
      </RemoveDialog>
    );
    return [
      { label: 'Verify', why: may('INSTANCE.POWER') ?? refused['verify'] ?? null, run: read, many: read },
      {
        label: 'Restore',
        why: may('ORDER.APPROVE') ?? refused['restore'] ?? null,
        dialog: () => <RestoreDialog kept={copy} send={(body) => restore.mutateAsync({ params, body })} />,
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
