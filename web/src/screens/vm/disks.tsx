import { Table, Text } from '@mantine/core';
import { Copy } from '../../parts/copy.tsx';
import { mebibytes } from '../../parts/words.ts';
import type { Vm } from '../vms/vms.tsx';

/** The disks of a VM, and where the guest has them. */
export function Disks({ vm: { volumes } }: { vm: Vm }) {
  return (
    <>
      <Table aria-label="Disks">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Size</Table.Th>
            <Table.Th>In the guest</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {volumes.map(({ uuid, name, size, bootable }) => (
            <Table.Tr key={uuid}>
              <Table.Td>
                {name}
                {bootable ? ' (system)' : ''}
              </Table.Td>
              <Table.Td>{mebibytes(size)}</Table.Td>
              <Table.Td>
                <Copy text={`/dev/disk/by-id/virtio-${uuid.slice(0, 20)}`} label="the device" />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" mt="sm">
        Under Volumes you attach others, and detach these: unmount them in the guest first.
      </Text>
    </>
  );
}
