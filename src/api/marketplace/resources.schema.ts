import { z } from 'zod';
import { parsePublicKey } from '../../identity/index.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { time } from '../http/schemas.ts';
import { nestedOrderSchema, presentNestedOrder } from './nested-order.ts';
import { presentAction } from './order-steps.ts';
import { planRef } from './references.ts';
import { endShape, presentEnd, usageShape } from './resource-common.ts';
import { constants, constantSchema } from './resource-constants.ts';
import {
  instanceRuntimeState,
  instanceState,
  offeringState,
  resourceRuntimeState,
  resourceRuntimeStates,
  resourceState,
  resourceStates,
} from '../states.ts';
import { availableActions, type InstanceView, isReady, stageOf, type Usage, whyNot } from '../../instances/index.ts';

export const resourceSchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    ...constantSchema,
    scope: z.string().meta({ description: 'The URL of the instance, which has the same UUID' }),
    resource_uuid: z.string(),
    backend_id: z.string(),
    effective_id: z.string(),
    slug: z.string(),
    backend_metadata: z.object({
      state: instanceState,
      runtime_state: instanceRuntimeState,
      action: z.string(),
      instance_name: z.string(),
    }),
    attributes: z.record(z.string(), z.unknown()),
    can_terminate: z.boolean(),
    name: z.string(),
    description: z.string(),
    state: resourceState,
    runtime_state: resourceRuntimeState,
    resource_type: z.string(),
    project: z.string(),
    project_uuid: z.string(),
    project_name: z.string(),
    project_description: z.string(),
    project_slug: z.string(),
    tenant_uuid: z.string(),
    service_settings_uuid: z.string(),
    customer: z.string(),
    customer_uuid: z.string(),
    customer_name: z.string(),
    customer_slug: z.string(),
    provider_uuid: z.string(),
    offering: z.string(),
    offering_uuid: z.string(),
    offering_name: z.string(),
    offering_description: z.string(),
    offering_slug: z.string(),
    offering_type: z.string(),
    offering_state: offeringState,
    category_uuid: z.string(),
    category_title: z.string(),
    plan: z.string(),
    plan_uuid: z.string(),
    plan_name: z.string(),
    plan_unit: z.string(),
    plan_description: z.string(),
    image: z.string(),
    image_name: z.string(),
    flavor: z.string(),
    flavor_name: z.string(),
    cores: z.int(),
    ram: z.int().meta({ description: 'MiB' }),
    disk: z.int().meta({ description: 'MiB, of all volumes' }),
    limits: z.record(z.string(), z.number()),
    ...usageShape,
    ...endShape,
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
        network: time.nullable(),
        ssh: time.nullable(),
        cloud_init: z
          .object({ result: z.enum(['done', 'degraded', 'error']), detail: z.string(), at: time })
          .nullable(),
        host_keys: z.array(z.object({ type: z.string(), public_key: z.string(), fingerprint_sha256: z.string() })),
      })
      .meta({ description: 'What was seen of the guest since it was last started' }),
    accelerator: z.string().nullable(),
    auto_restart: z.boolean().meta({ description: 'Started again when it ends without anybody having asked for it' }),
    available_actions: z.array(z.string()),
    termination_protection: z.boolean().meta({ description: 'The VM cannot be deleted until this is taken away' }),
    rescue_image: z.string().nullable().meta({ description: 'In rescue mode: what runs in place of the own system' }),
    rescue_image_name: z.string().nullable(),
    action: z.string().meta({ description: 'What is being done with the VM; empty: nothing' }),
    action_details: z.record(z.string(), z.string()),
    creation_order: nestedOrderSchema.nullable(),
    order_in_progress: nestedOrderSchema.nullable(),
    last_sync: time,
    error_message: z.string(),
    created: time,
    modified: time,
    start_time: time.nullable(),
  })
  .meta({ id: 'Resource' });

function hostKey(line: string) {
  const key = parsePublicKey(line);
  if (typeof key === 'string') return [];
  return [{ type: key.type, public_key: key.line, fingerprint_sha256: key.fingerprintSha256 }];
}

export function rowRuntimeState(word: string): string {
  return (
    Object.entries(resourceRuntimeStates).find(([, name]) => name === word.toLowerCase())?.[0] ?? word.toUpperCase()
  );
}

/** What is known of a VM beside its rows. */
export interface VmRuntime {
  accelerator: string | null;
  /** null: it does not run, or was not measured yet. */
  usage: Usage | null;
}

const mib = 1024 * 1024;

function presentUsages(usage: Usage | null) {
  const taken = usage && { cores: usage.cpuPercent / 100, ram: Math.round(usage.memoryBytes / mib) };
  return { usage: taken ?? {}, current_usages: taken ?? {} };
}

/** A VM; its UUID is the instance's and the marketplace resource's. */
export function presentResource(
  vm: InstanceView,
  as: Presenter,
  { accelerator, usage }: VmRuntime,
): z.input<typeof resourceSchema> {
  const { readiness: seen } = vm;
  const at = (ms: number | undefined): string | null => (ms === undefined ? null : as.time(new Date(ms)));
  const disk = vm.volumes.reduce((sum, volume) => sum + volume.size_mib, 0);
  const size = { cores: vm.vcpus, ram: vm.memory_mib, disk };
  return {
    uuid: as.id(vm.uuid),
    url: as.url('marketplace-resources', vm.uuid),
    ...constants,
    scope: as.url('openstack-instances', vm.uuid),
    resource_uuid: as.id(vm.uuid),
    backend_id: vm.uuid,
    effective_id: vm.uuid,
    slug: `${vm.name.toLowerCase()}-${vm.uuid.slice(0, 8)}`,
    backend_metadata: {
      state: vm.state,
      runtime_state: vm.runtime_state,
      action: vm.action,
      instance_name: vm.name,
    },
    attributes: {
      name: vm.name,
      image: as.ref('openstack-images', vm.image),
      flavor: as.ref('openstack-flavors', vm.flavor),
      system_volume_size: vm.volumes[0]?.size_mib ?? 0,
    },
    can_terminate: whyNot('terminate', vm) === null,
    name: vm.name,
    description: vm.description,
    state: resourceStates[vm.state],
    runtime_state: resourceRuntimeStates[vm.runtime_state],
    resource_type: 'OpenStack.Instance',
    project: as.ref('projects', vm.project),
    project_uuid: as.id(vm.project),
    project_name: vm.project_name,
    project_description: vm.project_description,
    project_slug: vm.project_slug,
    tenant_uuid: as.id(vm.project),
    service_settings_uuid: as.id(vm.project),
    customer: as.ref('customers', vm.customer),
    customer_uuid: as.id(vm.customer),
    customer_name: vm.customer_name,
    customer_slug: vm.customer_slug,
    provider_uuid: as.id(vm.customer),
    offering: as.ref('marketplace-public-offerings', vm.offering),
    offering_uuid: as.id(vm.offering),
    offering_name: vm.offering_name,
    offering_description: vm.offering_description,
    offering_slug: vm.offering_name.toLowerCase().replaceAll(' ', '-'),
    offering_type: vm.offering_type,
    offering_state: vm.offering_state,
    category_uuid: as.id(vm.category),
    category_title: vm.category_title,
    plan: planRef(as, vm.offering, vm.plan),
    plan_uuid: as.id(vm.plan),
    plan_name: vm.plan_name,
    plan_unit: vm.plan_unit,
    plan_description: vm.plan_description,
    image: as.ref('openstack-images', vm.image),
    image_name: vm.image_name,
    flavor: as.ref('openstack-flavors', vm.flavor),
    flavor_name: vm.flavor_name,
    ...size,
    limits: size,
    ...presentUsages(usage),
    ...presentEnd(vm, as),
    key_name: vm.key_name,
    ssh_user: vm.ssh_user,
    internal_ips: vm.ports.flatMap((port) => port.addresses.map(({ address }) => address)),
    external_ips: vm.ports.flatMap((port) => port.floating_ip?.address ?? []),
    ports: vm.ports.map((port) => ({
      uuid: as.id(port.uuid),
      mac_address: port.mac,
      network: as.ref('openstack-networks', port.network),
      fixed_ips: port.addresses.map((fixed) => ({
        subnet: as.ref('openstack-subnets', fixed.subnet),
        subnet_name: fixed.subnet_name,
        subnet_cidr: fixed.cidr,
        ip_address: fixed.address,
      })),
      floating_ip: port.floating_ip && { ...port.floating_ip, uuid: as.id(port.floating_ip.uuid) },
      security_groups: port.security_groups.map(({ uuid, name }) => ({ uuid: as.id(uuid), name })),
    })),
    volumes: vm.volumes.map(({ uuid, name, size_mib, bootable }) => ({
      uuid: as.id(uuid),
      name,
      size: size_mib,
      bootable,
    })),
    readiness: {
      ready: (vm.runtime_state === 'ACTIVE' || vm.runtime_state === 'RESCUE') && isReady(vm.image_readiness, seen),
      stage: stageOf(vm.image_readiness, seen),
      network: at(seen.network),
      ssh: at(seen.ssh),
      cloud_init: seen.cloudInit === undefined ? null : { ...seen.cloudInit, at: as.time(new Date(seen.cloudInit.at)) },
      host_keys: (seen.hostKeys ?? []).flatMap(hostKey),
    },
    accelerator,
    auto_restart: vm.auto_restart,
    available_actions: availableActions(vm),
    termination_protection: vm.termination_protection,
    rescue_image: as.ref('openstack-images', vm.rescue_image),
    rescue_image_name: vm.rescue_image_name,
    action: vm.action,
    action_details: presentAction(vm.action_details, vm.action_step),
    creation_order: presentNestedOrder(vm.creation_order, as),
    order_in_progress: presentNestedOrder(vm.order_in_progress, as),
    last_sync: as.time(vm.modified),
    error_message: vm.error_message,
    created: as.time(vm.created),
    modified: as.time(vm.modified),
    start_time: vm.started && as.time(vm.started),
  };
}
