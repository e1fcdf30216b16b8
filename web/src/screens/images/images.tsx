import { Progress, Text } from '@mantine/core';
import { api, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import type { Action } from '../../parts/actions.tsx';
import { type Column, pageSize, useListPlace } from '../../parts/list.tsx';
import { RemoveDialog } from '../../parts/named.tsx';
import { CopyIcon } from '../../parts/copy.tsx';
import { uuidColumn } from '../../parts/uuid-column.tsx';
import { ListScreen } from '../../parts/screen.tsx';
import { State } from '../../parts/state.tsx';
import { bytes, mebibytes } from '../../parts/words.ts';
import { UsedBy, useUse } from './used-by.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { UploadDialog } from './upload-dialog.tsx';

type Image = Schemas['Image'];

export const imageColumns: Column<Image>[] = [
  { key: 'name', title: 'Name', cell: ({ name }) => name, sort: ({ name }) => name },
  { key: 'state', title: 'State', cell: (image) => <ImageState image={image} />, sort: ({ state }) => state },
  {
    key: 'size',
    title: 'Size',
    cell: ({ size }) => (size === null ? '–' : bytes(size)),
    sort: ({ size }) => size ?? 0,
  },
  {
    key: 'needs',
    title: 'Needs',
    cell: ({ min_ram: ram, min_disk: disk }) => `${mebibytes(ram)} memory, ${mebibytes(disk)} disk`,
    wide: true,
  },
  { key: 'used', title: 'Used by', cell: (image) => <UsedBy image={image} />, wide: true },
  { key: 'user', title: 'Log in as', cell: ({ ssh_user: user }) => user, wide: true },
  {
    key: 'source',
    title: 'From',
    cell: ({ source_url: url, project }) => hostOf(url) ?? (project === null ? 'this cloud' : 'this project'),
    wide: true,
  },
  {
    key: 'sha256',
    title: 'SHA-256',
    cell: ({ sha256 }) => (sha256 === null ? '–' : <CopyIcon text={sha256} label="its SHA-256" />),
    wide: true,
  },
  uuidColumn(({ name }) => name),
];

const hostOf = (url: string | null): string | null => (url === null ? null : (URL.parse(url)?.host ?? url));

function ImageState({ image: { state, progress, message, error_message: error } }: { image: Image }) {
  return (
    <>
      <State>{state}</State>
      {state === 'importing' && (
        <>
          <Progress size="xs" w={120} value={(progress ?? 0) * 100} aria-label="Downloaded" />
          <Text size="xs">
            {Math.floor((progress ?? 0) * 100)} %, {message}
          </Text>
        </>
      )}
      {error !== '' && <Text size="xs">{error}</Text>}
    </>
  );
}

export function ImageList() {
  const { project, may } = useProject();
  const [{ page = 1 }] = useListPlace();
  const query = api.useQuery('get', '/api/openstack-images/', {
    params: { query: { project_uuid: project, page, page_size: pageSize } },
  });
  const actions = useImageActions();
  return (
    <ListScreen
      query={query}
      title="Images"
      noun="image"
      columns={imageColumns}
      id={({ uuid }) => uuid}
      name={({ name }) => name}
      text={({ name, uuid, ssh_user: user }) => `${name} ${uuid} ${user}`}
      choices={[
        { value: 'ready', label: 'Ready', has: ({ state }) => state === 'ready' },
        { value: 'own', label: 'Of this project', has: ({ project: owner }) => owner !== null },
      ]}
      create={{ label: 'Import an image', why: may('IMAGE.MANAGE'), dialog: () => <ImportDialog project={project} /> }}
      also={{ label: 'Upload an image', why: may('IMAGE.MANAGE'), dialog: () => <UploadDialog project={project} /> }}
      about="An image is what the disk of a new VM begins as."
      actions={actions}
    />
  );
}

/** What can be done with an image. */
export function useImageActions(): (image: Image) => Action[] {
  const { project, may } = useProject();
  const change = api.useMutation('patch', '/api/openstack-images/{uuid}/');
  const pull = api.useMutation('post', '/api/openstack-images/{uuid}/pull/');
  const remove = api.useMutation('delete', '/api/openstack-images/{uuid}/');
  const useOf = useUse();
  return (image) => {
    const { uuid, name, state, project: owner } = image;
    const params = { path: { uuid } };
    const why = may(owner === null ? 'CLOUD.OPERATE' : 'IMAGE.MANAGE');
    const kill = (
      <RemoveDialog what="the image" name={name} typed send={() => remove.mutateAsync({ params })}>
        <UsedBy image={image} />
      </RemoveDialog>
    );
    const [user] = useOf(image)?.vms ?? [];
    const held = user === undefined ? null : `The disk of ${user.name} stands on it: delete that VM first.`;
    const everybody = owner === null;
    return [
      { label: 'Make ready', why: state === 'ready' ? 'It is ready.' : why, run: () => pull.mutateAsync({ params }) },
      {
        label: everybody ? 'Leave it to this project' : 'Make it public',
        why: may('CLOUD.OPERATE'),
        run: () => change.mutateAsync({ params, body: { project: everybody ? project : null } }),
      },
      { label: 'Delete', why: why ?? held, dialog: () => kill, color: 'red' },
    ];
  };
}
