import { OrderCard } from '../orders/order-card.tsx';
import type { Vm } from '../vms/vms.tsx';

/** The order that is at work on a VM, or has failed to make it, with its steps. */
export function Making({ vm }: { vm: Vm }) {
  const made = vm.creation_order;
  const failed = vm.state === 'Erred' || vm.state === 'Creating' ? made : null;
  const order = vm.order_in_progress ?? failed;
  return order === null ? null : <OrderCard order={order.uuid} />;
}
