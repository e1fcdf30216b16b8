import { api, type Schemas } from '../../api/client.ts';
import { FormDialog } from '../../parts/form.tsx';
import { Answered } from '../../parts/note.tsx';
import { MountCommands } from './mount.tsx';
import type { Volume } from './volumes.tsx';

/** So many data volumes a VM has at most, as the API has it. */
const most = 8;

/** Why a VM cannot get one more volume now; null: it can. */
function whyNot({ state, volumes }: Schemas['Instance']): string | null {
  if (state !== 'OK') return `which is ${state}`;
  return volumes.filter(({ bootable }) => !bootable).length >= most ? `which has ${most} already` : null;
}

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
              options: results.map((vm) => {
                const why = whyNot(vm);
                return {
                  value: vm.uuid,
                  label: why === null ? vm.name : `${vm.name}, ${why}`,
                  disabled: why !== null,
                };
              }),
            },
          ]}
          send={({ instance }) =>
            attach.mutateAsync({ params: { path: { uuid } }, body: { instance: String(instance) } })
          }
        >
          <MountCommands volume={volume} />
        </FormDialog>
      )}
    </Answered>
  );
}

export function ExtendDialog({ volume: { uuid, name, size } }: { volume: Volume }) {
  const extend = api.useMutation('post', '/api/openstack-volumes/{uuid}/extend/');
  const params = { path: { uuid } };
  return (
    <FormDialog
      title={`Extend ${name}`}
      submit="Extend"
      fields={[
        { name: 'disk_size', label: 'Size, MiB', kind: 'number', initial: size + 1024, hint: 'Never less than now' },
      ]}
      send={({ disk_size: wanted }) => extend.mutateAsync({ params, body: { disk_size: Number(wanted) } })}
    />
  );
}
