import { Stack, Table, Text } from '@mantine/core';
import { api } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import { ActionMenu, Actions } from '../../parts/actions.tsx';
import { Copy } from '../../parts/copy.tsx';
import { Answered } from '../../parts/note.tsx';
import { State } from '../../parts/state.tsx';
import { mebibytes } from '../../parts/words.ts';
import type { Vm } from '../vms/vms.tsx';
import { NewVolumeDialog } from '../volumes/dialogs.tsx';
import { useVolumeActions, type Volume } from '../volumes/volumes.tsx';
import { AttachDialog } from './attach-dialog.tsx';
import { noSlot, useSlots } from './slots.ts';

/** The disks of a VM, where the guest has them, and what can be done with them. */
export function Disks({ vm }: { vm: Vm }) {
  const { may } = useProject();
  const params = { query: { project_uuid: vm.project_uuid, page_size: 300 } };
  const query = api.useQuery('get', '/api/openstack-volumes/', { params });
  const slots = useSlots(vm);
  const why = may('VOLUME.MANAGE');
  const busy = vm.state === 'OK' ? null : 'Something is being done with the VM: wait until that has ended.';
  return (
    <Answered query={query}>
      {({ results }) => {
        const own = results.filter((volume) => volume.instance_marketplace_uuid === vm.uuid);
        const free = results.filter(({ instance }) => instance == null);
        const ready = free.some(({ available_actions: can }) => can.includes('attach'));
        const made =
          free.length > 0 ? 'No volume that is free is ready yet.' : 'The project has no volume that is free.';
        const none = ready ? null : made;
        const full = slots !== undefined && slots.used >= slots.total ? noSlot : null;
        return (
          <Stack>
            <Actions
              subject={vm.name}
              actions={[
                {
                  label: 'Attach a volume',
                  why: why ?? busy ?? none ?? full,
                  dialog: () => <AttachDialog vm={vm} />,
                },
                { label: 'New volume', why, dialog: () => <NewVolumeDialog project={vm.project_uuid} /> },
              ]}
            />
            <DiskTable volumes={own} />
            {slots !== undefined && (
              <Text size="sm">
                Slots for volumes and ports: {slots.used} used of {slots.total}. Stopped and started again it has 4 that
                are free.
              </Text>
            )}
            <Text size="sm">Before one is detached, unmount it in the guest.</Text>
          </Stack>
        );
      }}
    </Answered>
  );
}

function DiskTable({ volumes }: { volumes: Volume[] }) {
  const actions = useVolumeActions();
  return (
    <Table aria-label="Disks">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th>State</Table.Th>
          <Table.Th>Size</Table.Th>
          <Table.Th visibleFrom="sm">Type</Table.Th>
          <Table.Th visibleFrom="sm">In the guest</Table.Th>
          <Table.Th>
            <span className="unseen">Actions</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {volumes.map((volume) => (
          <Table.Tr key={volume.uuid}>
            <Table.Td>
              {volume.name}
              {volume.bootable ? ' (system)' : ''}
            </Table.Td>
            <Table.Td>
              <State>{volume.state === 'OK' ? volume.runtime_state : volume.state}</State>
            </Table.Td>
            <Table.Td>{mebibytes(volume.size)}</Table.Td>
            <Table.Td visibleFrom="sm">{volume.type_name ?? '–'}</Table.Td>
            <Table.Td visibleFrom="sm">
              <Copy text={`/dev/disk/by-id/virtio-${volume.uuid.slice(0, 20)}`} label="the device" />
            </Table.Td>
            <Table.Td>
              <ActionMenu actions={() => actions(volume)} subject={volume.name} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
