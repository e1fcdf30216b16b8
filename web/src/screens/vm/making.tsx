import { Text } from '@mantine/core';
import { Ago } from '../../parts/ago.tsx';
import { OrderCard } from '../orders/order-card.tsx';
import type { Vm } from '../vms/vms.tsx';

/** The order that is at work on a VM, or has failed to make it, with its steps; of one that nobody has ordered, how it is made. */
export function Making({ vm }: { vm: Vm }) {
  const made = vm.creation_order;
  const failed = vm.state === 'Erred' || vm.state === 'Creating' ? made : null;
  const order = vm.order_in_progress ?? failed;
  if (order !== null) return <OrderCard order={order.uuid} />;
  if (vm.state !== 'Creating') return null;
  return (
    <Text>
      It is being made of a backup, which began <Ago at={vm.created} /> ago: its disks are copied first.
    </Text>
  );
}
