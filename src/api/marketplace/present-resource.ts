import type { z } from 'zod';
import { readPublicKey } from '../../identity/index.ts';
import { instanceRules, type InstanceView, isReady, stageOf, type Usage } from '../../instances/index.ts';
import { presentActions } from '../actions.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { resourceRuntimeStates, resourceStates } from '../states.ts';
import { presentNestedOrder } from './nested-order.ts';
import { presentAction } from './order-steps.ts';
import { planRef } from './references.ts';
import { presentEnd } from './resource-common.ts';
import { constants } from './resource-constants.ts';
import type { resourceSchema } from './resources.schema.ts';

/** What is known of a VM beside its rows. */
export interface VmRuntime {
  accelerator: string | null;
  /** null: it does not run, or was not measured yet. */
  usage: Usage | null;
}

const mib = 1024 * 1024;

function presentUsages(usage: Usage | null) {
  const taken = usage && {
    cores: usage.cpuPercent / 100,
    ram: Math.round(usage.memoryBytes / mib),
    disk_rate: Math.round(usage.diskRate),
    network_rate: Math.round(usage.networkRate),
  };
  return { usage: taken ?? {}, current_usages: taken ?? {} };
}

/** A VM; its UUID is the instance's and the marketplace resource's. */
export function presentResource(
  vm: InstanceView,
  as: Presenter,
  { accelerator, usage }: VmRuntime,
): z.input<typeof resourceSchema> {
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
    name: vm.name,
    description: vm.description,
    metadata: vm.metadata,
    resource_type: 'OpenStack.Instance',
    ...presentState(vm, as),
    ...presentPlace(vm, as),
    ...presentOffer(vm, as),
    ...presentMachine(vm, usage, as),
    ...presentEnd(vm, as),
    ...presentPorts(vm, as),
    volumes: vm.volumes.map(({ uuid, name, size_mib, bootable }) => ({
      uuid: as.id(uuid),
      name,
      size: size_mib,
      bootable,
    })),
    readiness: presentReadiness(vm, as),
    accelerator,
    rescue_image: as.ref('openstack-images', vm.rescue_image),
    rescue_image_name: vm.rescue_image_name,
    last_sync: as.time(vm.modified),
    created: as.time(vm.created),
    modified: as.time(vm.modified),
    start_time: vm.started && as.time(vm.started),
  };
}

/** What it is at, what can be done now, and what is under way. */
function presentState(vm: InstanceView, as: Presenter) {
  return {
    state: resourceStates[vm.state],
    runtime_state: resourceRuntimeStates[vm.runtime_state],
    error_message: vm.error_message,
    auto_restart: vm.auto_restart,
    termination_protection: vm.termination_protection,
    can_terminate: instanceRules.refuses('terminate', vm) === null,
    ...presentActions(instanceRules, vm),
    action: vm.action,
    action_details: presentAction(vm.action_details, vm.action_step),
    creation_order: presentNestedOrder(vm.creation_order, as),
    order_in_progress: presentNestedOrder(vm.order_in_progress, as),
  };
}

function presentPlace(vm: InstanceView, as: Presenter) {
  return {
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
  };
}

function presentOffer(vm: InstanceView, as: Presenter) {
  return {
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
  };
}

function presentMachine(vm: InstanceView, usage: Usage | null, as: Presenter) {
  const disk = vm.volumes.reduce((sum, volume) => sum + volume.size_mib, 0);
  const size = { cores: vm.vcpus, ram: vm.memory_mib, disk };
  return {
    image: as.ref('openstack-images', vm.image),
    image_name: vm.image_name,
    flavor: as.ref('openstack-flavors', vm.flavor),
    flavor_name: vm.flavor_name,
    ...size,
    limits: size,
    ...presentUsages(usage),
    key_name: vm.key_name,
    ssh_user: vm.ssh_user,
  };
}

function presentPorts(vm: InstanceView, as: Presenter) {
  return {
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
  };
}

function hostKey(line: string) {
  const key = readPublicKey(line);
  if (key === null) return [];
  return [{ type: key.type, public_key: key.line, fingerprint_sha256: key.fingerprintSha256 }];
}

function presentReadiness(
  { runtime_state, image_readiness, readiness: seen }: InstanceView,
  as: Presenter,
): z.input<typeof resourceSchema>['readiness'] {
  const at = (ms: number | undefined): string | null => (ms === undefined ? null : as.time(new Date(ms)));
  return {
    ready: (runtime_state === 'ACTIVE' || runtime_state === 'RESCUE') && isReady(image_readiness, seen),
    stage: stageOf(image_readiness, seen),
    network: at(seen.network),
    ssh: at(seen.ssh),
    cloud_init: seen.cloudInit === undefined ? null : { ...seen.cloudInit, at: as.time(new Date(seen.cloudInit.at)) },
    host_keys: (seen.hostKeys ?? []).flatMap(hostKey),
    last_boot_seconds: seen.bootMs === undefined ? null : Math.round(seen.bootMs / 1000),
  };
}
