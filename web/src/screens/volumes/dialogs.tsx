import { Stack, Text } from '@mantine/core';
import { api } from '../../api/client.ts';
import { Copy } from '../../parts/copy.tsx';
import { FormDialog } from '../../parts/form.tsx';
import { Answered } from '../../parts/note.tsx';
import type { Volume } from './volumes.tsx';

export function NewVolumeDialog({ project }: { project: string }) {
  const make = api.useMutation('post', '/api/openstack-volumes/');
  return (
    <FormDialog
      title="New volume"
      submit="Make it"
      fields={[
        { name: 'name', label: 'Name', initial: 'data' },
        { name: 'size', label: 'Size, MiB', kind: 'number', initial: 10_240 },
        { name: 'description', label: 'Description', optional: true },
      ]}
      send={({ name, size, description }) =>
        make.mutateAsync({
          body: { project, name: String(name), size: Number(size), description: String(description) },
        })
      }
    />
  );
}

export function AttachDialog({ volume }: { volume: Volume }) {
  const { uuid, name, project_uuid: project } = volume;
  const query = api.useQuery('get', '/api/openstack-instances/', {
    params: { query: { project_uuid: project, page_size: 300 } },
  });
  const attach = api.useMutation('post', '/api/openstack-volumes/{uuid}/attach/');
  const device = `/dev/disk/by-id/virtio-${uuid.slice(0, 20)}`;
  return (
    <Answered query={query}>
      {({ results }) => (
        <FormDialog
          title={`Attach ${name}`}
          submit="Attach"
          fields={[
            {
              name: 'instance',
              label: 'VM',
              kind: 'choice',
              options: results.map((vm) => ({ value: vm.uuid, label: vm.name })),
            },
          ]}
          send={({ instance }) =>
            attach.mutateAsync({ params: { path: { uuid } }, body: { instance: String(instance) } })
          }
        >
          <Stack gap={4}>
            <Text size="sm">When it is new, this makes a file system on it in the guest:</Text>
            <Copy
              block
              label="the commands"
              text={`mkfs.ext4 ${device}\nmkdir -p /mnt/${name}\nmount ${device} /mnt/${name}`}
            />
          </Stack>
        </FormDialog>
      )}
    </Answered>
  );
}
