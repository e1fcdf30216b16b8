import { Stack, Text } from '@mantine/core';
import { api, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import type { Action } from '../../parts/actions.tsx';
import { Ago } from '../../parts/ago.tsx';
import { useNow } from '../../parts/clock.ts';
import { Copy } from '../../parts/copy.tsx';
import type { Values } from '../../parts/form.tsx';
import { forGoodField } from '../../parts/kept.tsx';
import { type Column, pageSize, useListPlace } from '../../parts/list.tsx';
import { NameDialog, RemoveDialog } from '../../parts/named.tsx';
import { ListScreen } from '../../parts/screen.tsx';
import { StateWithError } from '../../parts/state.tsx';
import { uuidColumn } from '../../parts/uuid-column.tsx';
import { VmLink } from '../../parts/vm-link.tsx';
import { mebibytes } from '../../parts/words.ts';
import { NewScheduleDialog } from '../schedules/dialogs.tsx';
import { DeletedList } from '../deleted/deleted.tsx';
import { ScheduleList } from '../schedules/schedules.tsx';
import { AttachDialog, ExtendDialog, NewVolumeDialog } from './dialogs.tsx';
import { MountDialog, whyNoMount } from './mount.tsx';
import { TakeSnapshotDialog } from './snapshot-dialogs.tsx';
import { SnapshotList } from './snapshots.tsx';

export type Volume = Schemas['Volume'];

const dayMs = 86_400_000;

const columns: Column<Volume>[] = [
  { key: 'name', title: 'Name', cell: ({ name }) => name, sort: ({ name }) => name },
  { key: 'state', title: 'State', cell: (volume) => <VolumeState volume={volume} />, sort: ({ state }) => state },
  { key: 'size', title: 'Size', cell: ({ size }) => mebibytes(size), sort: ({ size }) => size },
  {
    key: 'vm',
    title: 'VM',
    cell: (volume) => <VolumeVm volume={volume} />,
    sort: ({ instance_name: name }) => name ?? '',
  },
  { key: 'type', title: 'Type', cell: ({ type_name: type }) => type, sort: ({ type_name: type }) => type, wide: true },
  {
    key: 'device',
    title: 'In the guest',
    cell: ({ device }) => (device == null || device === '' ? '–' : <Copy text={device} label="the device" />),
    wide: true,
  },
  { key: 'age', title: 'Age', cell: ({ created }) => <Ago at={created} />, sort: ({ created }) => created, wide: true },
  uuidColumn(({ name }) => name),
];

/** The VM that has a volume; of one that no VM has had for a day, since when. */
function VolumeVm({ volume }: { volume: Volume }) {
  const { project_uuid: project, instance_marketplace_uuid: vm, instance_name: name, free_since: free } = volume;
  const now = useNow();
  if (free === null || now - Date.parse(free) < dayMs) return <VmLink project={project} vm={vm} name={name} />;
  return (
    <Text size="sm" fw={600} component="span">
      no VM for <Ago at={free} />
    </Text>
  );
}

function VolumeState({ volume }: { volume: Volume }) {
  const { state, state_since: since, runtime_state: runtime, error_message: error } = volume;
  return <StateWithError state={state === 'OK' ? runtime : state} since={since} error={error} />;
}

/** The disks of a project, what they were at a moment, and when they are kept as they are. */
export function Volumes() {
  return (
    <Stack gap="xl">
      <VolumeList />
      <DeletedList kind="volume" />
      <SnapshotList />
      <ScheduleList kind="snapshot" />
    </Stack>
  );
}

function VolumeList() {
  const { project, may } = useProject();
  const [{ page = 1 }] = useListPlace();
  const params = { query: { project_uuid: project, page, page_size: pageSize } };
  const query = api.useQuery('get', '/api/openstack-volumes/', { params });
  const actions = useVolumeActions();
  return (
    <ListScreen
      query={query}
      title="Volumes"
      noun="volume"
      columns={columns}
      id={({ uuid }) => uuid}
      name={({ name }) => name}
      text={({ name, uuid, instance_name: vm }) => `${name} ${uuid} ${vm ?? ''}`}
      choices={[{ value: 'free', label: 'Of no VM', has: ({ instance }) => instance == null }]}
      create={{ label: 'New volume', why: may('VOLUME.MANAGE'), dialog: () => <NewVolumeDialog project={project} /> }}
      about="A volume is a disk that you can attach to a VM, and that stays when the VM goes."
      actions={actions}
      bulk={['Delete']}
    />
  );
}

/** What can be done with a volume. */
export function useVolumeActions(): (volume: Volume) => Action[] {
  const { may } = useProject();
  const detach = api.useMutation('post', '/api/openstack-volumes/{uuid}/detach/');
  const remove = api.useMutation('delete', '/api/openstack-volumes/{uuid}/');
  const change = api.useMutation('patch', '/api/openstack-volumes/{uuid}/');
  return (volume) => {
    const { uuid, name, size } = volume;
    const params = { path: { uuid } };
    const end = ({ for_good: forGood }: Values) =>
      remove.mutateAsync({
        params: { ...params, ...(forGood === true ? { query: { delete_for_good: 'true' } } : {}) },
      });
    const refused = volume.unavailable_actions as Record<string, string>;
    const why = (action: string): string | null => may('VOLUME.MANAGE') ?? refused[action] ?? null;
    const edit = (
      <NameDialog
        title={`Change ${name}`}
        submit="Save"
        initial={{ name, description: volume.description }}
        send={(body) => change.mutateAsync({ params, body })}
      />
    );
    const kill = (
      <RemoveDialog what="the volume" name={name} typed more={[forGoodField]} send={end}>
        <Text size="sm">{mebibytes(size)} of data go with it.</Text>
      </RemoveDialog>
    );
    return [
      { label: 'Attach', why: why('attach'), dialog: () => <AttachDialog volume={volume} /> },
      { label: 'How to mount it', why: whyNoMount(volume), dialog: () => <MountDialog volume={volume} /> },
      { label: 'Detach', why: why('detach'), run: () => detach.mutateAsync({ params }) },
      { label: 'Extend', why: why('extend'), dialog: () => <ExtendDialog volume={volume} /> },
      { label: 'Change', why: why('update'), dialog: () => edit },
      {
        label: 'Take a snapshot',
        why: may('INSTANCE.POWER') ?? refused['snapshot'] ?? null,
        dialog: () => <TakeSnapshotDialog volume={volume} />,
      },
      {
        label: 'Schedule snapshots',
        why: why('schedule'),
        dialog: () => <NewScheduleDialog kind="snapshot" source={volume} />,
      },
      {
        label: 'Delete',
        why: why('terminate'),
        dialog: () => kill,
        many: end,
        asks: [forGoodField],
        color: 'red',
      },
    ];
  };
}
