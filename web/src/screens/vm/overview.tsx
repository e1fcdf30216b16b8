import { api } from '../../api/client.ts';
import { Ago } from '../../parts/ago.tsx';
import { Copy } from '../../parts/copy.tsx';
import { endWords } from '../../parts/ends.ts';
import { Facts } from '../../parts/facts.tsx';
import { flavorWords } from '../../parts/words.ts';
import type { Vm } from '../vms/vms.tsx';
import { PriceSoFar } from './price-so-far.tsx';

/** Who ordered a VM. */
function Owner({ order: uuid }: { order: string }) {
  const { data } = api.useQuery('get', '/api/marketplace-orders/{uuid}/', { params: { path: { uuid } } });
  return data === undefined
    ? '…'
    : data.created_by_full_name || data.created_by_username || 'nobody that is still there';
}

export function Overview({ vm }: { vm: Vm }) {
  const { cloud_init: setup } = vm.readiness;
  const addresses = [...vm.external_ips, ...vm.internal_ips];
  return (
    <Facts
      facts={{
        UUID: <Copy text={vm.uuid} label="UUID" />,
        Addresses:
          addresses.length === 0
            ? 'none yet'
            : addresses.map((address) => <Copy key={address} text={address} label={address} />),
        Image: vm.image_name,
        Flavor: flavorWords({ ...vm, name: vm.flavor_name }),
        Plan: `${vm.plan_name}, by the ${vm.plan_unit}`,
        'Price so far': <PriceSoFar vm={vm} />,
        'Login user': vm.ssh_user,
        Key: vm.key_name ?? 'given with the order',
        Ready: vm.readiness.ready ? 'yes' : vm.readiness.stage,
        'cloud-init': setup === null ? 'has not answered' : `${setup.result} ${setup.detail}`,
        Accelerator: vm.accelerator === 'tcg' ? 'tcg: emulated, which is slow' : (vm.accelerator ?? '–'),
        Description: vm.description || '–',
        Ends: vm.ends_at === null ? 'never' : `${new Date(vm.ends_at).toLocaleString()}: ${endWords(vm)}`,
        Protected: vm.termination_protection ? 'yes: it cannot be deleted' : 'no',
        Owner: vm.creation_order === null ? '–' : <Owner order={vm.creation_order.uuid} />,
        Created: (
          <>
            <Ago at={vm.created} /> ago
          </>
        ),
      }}
    />
  );
}
