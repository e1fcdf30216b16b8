import type { Resource } from '../api/schema.ts';
import { endWords } from '../terminal/ends.ts';
import { facts } from '../terminal/output.ts';
import { size } from '../terminal/terminal.ts';
import { labelsOf } from './labels.ts';

/** Whether a system runs in it: its own, or one that rescues it. */
export function runs({ runtime_state: state }: Resource): boolean {
  return state === 'active' || state === 'rescue';
}

/** Its state in a word, with the readiness stage while it boots. */
export function stateOf(vm: Resource): string {
  if (vm.state !== 'OK') return vm.state.toLowerCase();
  return runs(vm) && !vm.readiness.ready ? `${vm.runtime_state} (${vm.readiness.stage})` : vm.runtime_state;
}

/** A VM for people; `ssh` is the line to log in by. */
export function vmFacts(vm: Resource, ssh: string | null = null): string[] {
  const { cloud_init, host_keys, ready, stage } = vm.readiness;
  // an order that waits for approval has no volumes yet
  const disk = vm.disk === 0 ? '' : `, ${size(vm.disk)} disk`;
  return facts({
    name: vm.name,
    uuid: vm.uuid,
    state: stateOf(vm),
    readiness: runs(vm) ? (ready ? 'ready' : `waiting, last seen: ${stage}`) : null,
    'cloud-init': cloud_init === null ? null : `${cloud_init.result} ${cloud_init.detail}`,
    error: vm.error_message,
    'floating address': vm.external_ips.join(', '),
    'private address': vm.internal_ips.join(', '),
    'login user': vm.ssh_user,
    ssh,
    'host keys': host_keys.map((key) => `${key.type} ${key.fingerprint_sha256}`).join(', '),
    labels: labelsOf(vm),
    protected: vm.termination_protection ? 'against deletion' : null,
    ends: endWords(vm),
    plan: vm.plan_name,
    image: vm.image_name,
    'rescue image': vm.rescue_image_name,
    flavor: `${vm.flavor_name}: ${vm.cores} vCPU, ${size(vm.ram)} memory${disk}`,
    project: vm.project_name,
    accelerator: vm.accelerator,
    order: vm.creation_order?.uuid,
    created: vm.created,
  });
}
