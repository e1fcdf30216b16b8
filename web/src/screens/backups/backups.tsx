import { Stack, Text } from '@mantine/core';
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
import { VmLink } from '../../parts/vm-link.tsx';
import { mebibytes } from '../../parts/words.ts';
import { refusalOf } from '../vms/actions.tsx';
import type { Vm } from '../vms/vms.tsx';
import { CopyDialog } from './copy-dialog.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { TakeBackupDialog } from './take-dialog.tsx';

export type Backup = Schemas['VmBackup'];

/** How far its volumes are of one moment, in words. */
const consistencies = { crash: 'all volumes at one moment', volume: 'one volume after another' };
const consistencyOf = ({ consistency: kind = 'volume' }: Backup): string => consistencies[kind];

const columns: Column<Backup>[] = [
  { key: 'name', title: 'Name', cell: ({ name }) => name, sort: ({ name }) => name },
  {
    key: 'state',
    title: 'State',
    cell: ({ state, state_since: since, error_message: error }) => (
      <StateWithError state={state} since={since} error={error} />
    ),
    sort: ({ state }) => state,
  },
  { key: 'age', title: 'Age', cell: ({ created }) => <Ago at={created} />, sort: ({ created }) => created },
  {
    key: 'size',
    title: 'Size',
    cell: ({ metadata: { size } }) => mebibytes(size),
    sort: ({ metadata: { size } }) => size,
    wide: true,
  },
  keptColumn,
  { key: 'consistency', title: 'Consistency', cell: consistencyOf, sort: consistencyOf, wide: true },
  { key: 'made', title: 'Made of it', cell: (backup) => <MadeOf backup={backup} />, wide: true },
  uuidColumn(({ name }) => name),
];

/** The VMs that were made of a backup. */
function MadeOf({ backup: { restorations, project_uuid: project } }: { backup: Backup }) {
  if (restorations.length === 0) return <>–</>;
  return (
    <Stack gap={0}>
      {restorations.map(({ uuid, name }) => (
        <VmLink key={uuid} project={project} vm={uuid} name={name} />
      ))}
    </Stack>
  );
}

/** A VM as it was at some moments, with all of its volumes. */
export function BackupList({ vm }: { vm: Vm }) {
  const { may } = useProject();
  const [{ page = 1 }] = useListPlace('backups');
  const params = { query: { instance_uuid: vm.uuid, page, page_size: pageSize } };
  const query = api.useQuery('get', '/api/openstack-backups/', { params });
  const actions = useBackupActions();
  return (
    <ListScreen
      query={query}
      within="backups"
      title="Backups"
      noun="backup"
      columns={columns}
      id={({ uuid }) => uuid}
      name={({ name }) => name}
      text={({ name, uuid, description }) => `${name} ${uuid} ${description}`}
      create={{
        label: 'Take a backup',
        why: may('INSTANCE.POWER') ?? refusalOf(vm, 'backup'),
        dialog: () => <TakeBackupDialog vm={vm} />,
      }}
      about="A backup keeps a VM as it is now, with all of its volumes, while it runs. A new VM can be made of it at any time."
      actions={actions}
      bulk={['Delete']}
    />
  );
}

const noTarget = ({ copy_targets: targets = [] }: Backup): string | null =>
  targets.length > 0 ? null : 'The cloud has no target for copies: its operator names them in slipway.toml.';

/** What can be done with a backup. */
function useBackupActions(): (backup: Backup) => Action[] {
  const { may } = useProject();
  const remove = api.useMutation('delete', '/api/openstack-backups/{uuid}/');
  const change = api.useMutation('patch', '/api/openstack-backups/{uuid}/');
  return (backup) => {
    const { uuid, name, instance_name: vm } = backup;
    const params = { path: { uuid } };
    const refused = backup.unavailable_actions as Record<string, string>;
    const kill = (
      <RemoveDialog what="the backup" name={name} typed send={() => remove.mutateAsync({ params })}>
        <Text size="sm">
          {mebibytes(backup.metadata.size)} of data go with it, for good. {vm} stays as it is, and so do VMs that were
          made of the backup.
        </Text>
      </RemoveDialog>
    );
    return [
      {
        label: 'Restore',
        why: may('ORDER.APPROVE') ?? refused['restore'] ?? null,
        dialog: () => <RestoreBackupDialog backup={backup} />,
      },
      {
        label: 'Copy to a target',
        why: may('INSTANCE.POWER') ?? refused['copy'] ?? noTarget(backup),
        dialog: () => <CopyDialog backup={backup} />,
      },
      {
        label: 'Roll back',
        why: may('RESOURCE.TERMINATE') ?? refused['rollback'] ?? null,
        dialog: () => <RollBackDialog backup={backup} />,
        color: 'red',
      },
      {
        label: 'Change',
        why: may('INSTANCE.POWER') ?? refused['update'] ?? null,
        dialog: () => <ChangeKeptDialog kept={backup} send={(body) => change.mutateAsync({ params, body })} />,
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

function RestoreBackupDialog({ backup }: { backup: Backup }) {
  const restore = api.useMutation('post', '/api/openstack-backups/{uuid}/restore/');
  const params = { path: { uuid: backup.uuid } };
  return <RestoreDialog kept={backup} send={(body) => restore.mutateAsync({ params, body })} />;
}

function RollBackDialog({ backup: { uuid, name, instance_name: vm } }: { backup: Backup }) {
  const rollBack = api.useMutation('post', '/api/openstack-backups/{uuid}/rollback/');
  const params = { path: { uuid } };
  return (
    <RemoveDialog submit="Roll back" what={`${vm} to`} name={name} typed send={() => rollBack.mutateAsync({ params })}>
      <Text size="sm">
        All disks of {vm} become what they were then, and it starts; addresses, ports and security groups stay. What the
        disks hold now is kept until it has booted, and comes back when it does not.
      </Text>
    </RemoveDialog>
  );
}
