import { api, type Schemas } from '../../api/client.ts';
import type { Vm } from '../vms/vms.tsx';

export const noSlot = 'All slots for volumes and ports are taken. Stopped and started again it has 4 that are free.';

/** How much can be plugged into a VM until it is started anew; undefined: it does not run, or is not known yet. */
export function useSlots(vm: Vm): Schemas['Usage']['slots'] | undefined {
  const runs = vm.runtime_state === 'active';
  const params = { path: { uuid: vm.uuid } };
  const options = { refetchInterval: 5000, enabled: runs };
  const usage = api.useQuery('get', '/api/marketplace-resources/{uuid}/usage/', { params }, options);
  return runs ? usage.data?.slots : undefined;
}
