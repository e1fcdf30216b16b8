import { z } from 'zod';
import type { InstanceState, RuntimeState } from '../../db/index.ts';
import { parsePublicKey } from '../../identity/index.ts';
import { availableActions, type InstanceView, isReady, stageOf } from '../../instances/index.ts';

const states = {
  CREATING: 'Creating',
  OK: 'OK',
  UPDATING: 'Updating',
  DELETING: 'Terminating',
  ERRED: 'Erred',
  TERMINATED: 'Terminated',
} as const;
const runtime = {
  BUILDING: 'building',
  ACTIVE: 'active',
  SHUTOFF: 'stopped',
  REBOOT: 'reboot',
  ERROR: 'error',
} as const;

export const resourceSchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    name: z.string(),
    description: z.string(),
    state: z.enum(['Creating', 'OK', 'Updating', 'Terminating', 'Erred', 'Terminated']),
    runtime_state: z.enum(['building', 'active', 'stopped', 'reboot', 'error']),
    resource_type: z.string(),
    project: z.string(),
    project_uuid: z.string(),
    project_name: z.string(),
    customer_uuid: z.string(),
    customer_name: z.string(),
    offering: z.string(),
    offering_uuid: z.string(),
    offering_name: z.string(),
    plan: z.string(),
    plan_uuid: z.string(),
    plan_name: z.string(),
    image: z.string(),
    image_name: z.string(),
    flavor: z.string(),
    flavor_name: z.string(),
    cores: z.int(),
    ram: z.int().meta({ description: 'MiB' }),
    disk: z.int().meta({ description: 'MiB, of all volumes' }),
    limits: z.record(z.string(), z.number()),
    usage: z.record(z.string(), z.number()),
    key_name: z.string(),
    ssh_user: z.string().meta({ description: "The image's login user" }),
    internal_ips: z.array(z.string()),
    external_ips: z.array(z.string()),
    ports: z.array(
      z.object({
        uuid: z.string(),
        mac_address: z.string(),
        network: z.string(),
        fixed_ips: z.array(
          z.object({ subnet: z.string(), subnet_name: z.string(), subnet_cidr: z.string(), ip_address: z.string() }),
        ),
        floating_ip: z.object({ uuid: z.string(), address: z.string() }).nullable(),
        security_groups: z.array(z.object({ uuid: z.string(), name: z.string() })),
      }),
    ),
    volumes: z.array(
      z.object({
        uuid: z.string(),
        name: z.string(),
        size: z.int().meta({ description: 'MiB' }),
        bootable: z.boolean(),
      }),
    ),
    readiness: z
      .object({
        ready: z.boolean(),
        stage: z.enum(['booting', 'network', 'ssh', 'cloud-init', 'ready']),
        network: z.iso.datetime().nullable(),
        ssh: z.iso.datetime().nullable(),
        cloud_init: z
          .object({ result: z.enum(['done', 'degraded', 'error']), detail: z.string(), at: z.iso.datetime() })
          .nullable(),
        host_keys: z.array(z.object({ type: z.string(), public_key: z.string(), fingerprint_sha256: z.string() })),
      })
      .meta({ description: 'What was seen of the guest since it was last started' }),
    accelerator: z.string().nullable(),
    auto_restart: z.boolean().meta({ description: 'Started again when it ends without anybody having asked for it' }),
    available_actions: z.array(z.string()),
    creation_order: z.string().nullable(),
    error_message: z.string(),
    created: z.iso.datetime(),
    modified: z.iso.datetime(),
    start_time: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Resource' });

function at(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}

function hostKey(line: string) {
  const key = parsePublicKey(line);
  if (typeof key === 'string') return [];
  return [{ type: key.type, public_key: key.line, fingerprint_sha256: key.fingerprintSha256 }];
}

function stateWord(state: InstanceState) {
  return states[state];
}

function runtimeWord(state: RuntimeState) {
  return runtime[state];
}

/** The row state that a word of this dialect stands for; unknown words match nothing. */
export function rowState(word: string): string {
  return Object.entries(states).find(([, name]) => name === word)?.[0] ?? word;
}

export function rowRuntimeState(word: string): string {
  return Object.entries(runtime).find(([, name]) => name === word.toLowerCase())?.[0] ?? word.toUpperCase();
}

/** A VM; its UUID is the instance's and the marketplace resource's. */
export function presentResource(
  vm: InstanceView,
  base: string,
  accelerator: string | null,
): z.input<typeof resourceSchema> {
  const { readiness: seen } = vm;
  const disk = vm.volumes.reduce((sum, volume) => sum + volume.size_mib, 0);
  const size = { cores: vm.vcpus, ram: vm.memory_mib, disk };
  return {
    uuid: vm.uuid,
    url: `${base}/marketplace-resources/${vm.uuid}/`,
    name: vm.name,
    description: vm.description,
    state: stateWord(vm.state),
    runtime_state: runtimeWord(vm.runtime_state),
    resource_type: 'OpenStack.Instance',
    project: vm.project,
    project_uuid: vm.project,
    project_name: vm.project_name,
    customer_uuid: vm.customer,
    customer_name: vm.customer_name,
    offering: vm.offering,
    offering_uuid: vm.offering,
    offering_name: vm.offering_name,
    plan: vm.plan,
    plan_uuid: vm.plan,
    plan_name: vm.plan_name,
    image: vm.image,
    image_name: vm.image_name,
    flavor: vm.flavor,
    flavor_name: vm.flavor_name,
    ...size,
    limits: size,
    usage: {},
    key_name: vm.key_name,
    ssh_user: vm.ssh_user,
    internal_ips: vm.ports.flatMap((port) => port.addresses.map(({ address }) => address)),
    external_ips: vm.ports.flatMap((port) => port.floating_ip?.address ?? []),
    ports: vm.ports.map((port) => ({
      uuid: port.uuid,
      mac_address: port.mac,
      network: port.network,
      fixed_ips: port.addresses.map((fixed) => ({
        subnet: fixed.subnet,
        subnet_name: fixed.subnet_name,
        subnet_cidr: fixed.cidr,
        ip_address: fixed.address,
      })),
      floating_ip: port.floating_ip,
      security_groups: port.security_groups,
    })),
    volumes: vm.volumes.map(({ uuid, name, size_mib, bootable }) => ({ uuid, name, size: size_mib, bootable })),
    readiness: {
      ready: vm.runtime_state === 'ACTIVE' && isReady(vm.image_readiness, seen),
      stage: stageOf(vm.image_readiness, seen),
      network: at(seen.network),
      ssh: at(seen.ssh),
      cloud_init:
        seen.cloudInit === undefined ? null : { ...seen.cloudInit, at: new Date(seen.cloudInit.at).toISOString() },
      host_keys: (seen.hostKeys ?? []).flatMap(hostKey),
    },
    accelerator,
    auto_restart: vm.auto_restart,
    available_actions: availableActions(vm),
    creation_order: vm.creation_order,
    error_message: vm.error_message,
    created: vm.created.toISOString(),
    modified: vm.modified.toISOString(),
    start_time: vm.started?.toISOString() ?? null,
  };
}
