import { Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { type Field, FormDialog } from '../../parts/form.tsx';
import type { Vm } from './vms.tsx';

/** Makes a new VM with the disks of one, and leads to it. What else can be said of it is said by the command line. */
export function CloneDialog({ vm }: { vm: Vm }) {
  const clone = api.useMutation('post', '/api/openstack-instances/{uuid}/clone/');
  const navigate = useNavigate();
  const fields: Field[] = [
    { name: 'name', label: 'Name of the new VM', initial: `${vm.name}-clone`, hint: 'Its host name, too' },
  ];
  async function send(values: Record<string, unknown>): Promise<void> {
    const body = { name: String(values['name']) };
    const made = await clone.mutateAsync({ params: { path: { uuid: vm.uuid } }, body });
    await navigate({ to: '/p/$project/vms/$vm', params: { project: made.project_uuid, vm: made.uuid } });
  }
  return (
    <FormDialog title={`Clone ${vm.name}`} submit="Clone" fields={fields} send={send}>
      <Text size="sm">
        It makes a new VM with copies of all volumes as they are now, while {vm.name} goes on. The new one has
        addresses, host keys and a machine id of its own; flavor, subnets and security groups are those of {vm.name}.
        &quot;slipway vm clone&quot; makes one with others.
      </Text>
    </FormDialog>
  );
}
