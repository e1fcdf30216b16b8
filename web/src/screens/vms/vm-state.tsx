import { Progress } from '@mantine/core';
import { api } from '../../api/client.ts';
import { Ago } from '../../parts/ago.tsx';
import cells from '../../parts/cells.module.css';
import { State } from '../../parts/state.tsx';
import { StepTime } from '../../parts/steps.tsx';
import { duration } from '../../parts/words.ts';
import type { Vm } from './vms.tsx';

/** What a guest that was started has still to do, by the last that was seen of it. */
const missing: Record<Vm['readiness']['stage'], string> = {
  booting: 'waiting for it to boot and take its address',
  network: 'it has its address; waiting for ssh to answer',
  ssh: 'ssh answers; waiting for first-boot configuration to end',
  'cloud-init': 'first-boot configuration has ended; waiting for ssh to answer',
  ready: '',
};

/** What is being done with a VM, or else whether it runs. */
export function stateOf({ state, runtime_state: runtime, action }: Vm): string {
  if (state === 'OK') return runtime;
  return state === 'Updating' && action !== '' ? action : state.toLowerCase();
}

/** The state of a VM with its reason and its age. */
export function VmState({ vm }: { vm: Vm }) {
  const order = vm.order_in_progress ?? (vm.state === 'Creating' ? vm.creation_order : null);
  return (
    <div className={cells['stack']}>
      <State>{stateOf(vm)}</State>
      {order === null ? <Since vm={vm} /> : <OrderLine order={order.uuid} />}
      {vm.error_message !== '' && <div className={cells['small']}>{vm.error_message}</div>}
    </div>
  );
}

/** What goes on with a VM, and since when: how long it runs, or stands as it is. */
function Since({ vm }: { vm: Vm }) {
  const { state, runtime_state: runtime, readiness, action_details: details, modified, start_time: started } = vm;
  const runs = state === 'OK' && (runtime === 'active' || runtime === 'rescue') && started !== null;
  const does = state === 'OK' ? '' : [details['step'], details['step_message']].filter(Boolean).join(': ');
  const rests = !runs && (state === 'OK' || state === 'Erred' || state === 'Terminated');
  const words = runs ? missing[readiness.stage] : does;
  const usual = readiness.ssh === null ? readiness.last_boot_seconds : null;
  return (
    <div className={cells['small']}>
      {words === '' ? '' : `${words}, `}
      {rests ? 'unchanged for ' : 'for '}
      <Ago at={runs ? started : modified} />
      {words === '' || usual === null ? '' : ` of about ${duration(usual * 1000)}`}
    </div>
  );
}

/** The step that an order is at, with how long it has taken and usually takes. */
function OrderLine({ order }: { order: string }) {
  const { data } = api.useQuery('get', '/api/marketplace-orders/{uuid}/', { params: { path: { uuid: order } } });
  const step = data?.steps.find(({ state }) => state === 'running' || state === 'waiting');
  if (data === undefined || step === undefined) return null;
  return (
    <>
      <div className={cells['small']}>
        {step.title}, <StepTime step={step} />
      </div>
      <Progress size="xs" w={120} value={data.progress * 100} aria-label={step.title} />
    </>
  );
}
