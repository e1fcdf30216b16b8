import { z } from 'zod';
import { zoneName } from '../../common/zone.ts';
import { readPublicKey } from '../../identity/index.ts';
import { instanceRules, type InstanceView } from '../../instances/index.ts';
import { actionsShape, presentActions } from '../actions.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { pairSchema, presentPairs } from './address-pairs.ts';
import { presentAction } from '../marketplace/order-steps.ts';
import {
  instanceRuntimeState,
  instanceState,
  networkState,
  resourceState,
  resourceStates,
  volumeState,
} from '../states.ts';
import { time } from '../http/schemas.ts';
import { instanceServerGroup, presentGroupOf } from './server-groups.schema.ts';
import { backendObject, presentBackendObject } from './backend-object.ts';

const ruleSchema = z
  .object({
    id: z.int(),
    ethertype: z.string(),
    direction: z.string(),
    protocol: z.string().meta({ description: 'Empty: any; the ports then are -1' }),
    from_port: z.int(),
    to_port: z.int(),
    cidr: z.string().nullable(),
    description: z.string(),
    remote_group: z.string().nullable(),
  })
  .meta({ id: 'InstanceGroupRule' });

export const groupSchema = z
  .object({
    url: z.string(),
    uuid: z.string(),
    name: z.string(),
    description: z.string(),
    state: networkState,
    rules: z.array(ruleSchema),
  })
  .meta({ id: 'InstanceGroup' });

export const portSchema = z
  .object({
    url: z.string(),
    uuid: z.string(),
    fixed_ips: z.array(z.object({ subnet_id: z.string(), ip_address: z.string() })),
    mac_address: z.string(),
    subnet: z.string().nullable(),
    subnet_uuid: z.string().nullable(),
    subnet_name: z.string().nullable(),
    subnet_description: z.string().nullable(),
    subnet_cidr: z.string().nullable(),
    allowed_address_pairs: z.array(pairSchema),
    device_id: z.string(),
    device_owner: z.string(),
    security_groups: z.array(groupSchema),
    port: z.string().optional().describe('Of a port that was made by itself: the reference that the VM was given'),
  })
  .meta({ id: 'InstancePort' });

export const floatingIpSchema = z
  .object({
    url: z.string(),
    uuid: z.string(),
    address: z.string(),
    port_fixed_ips: z.array(z.object({ subnet_id: z.string(), ip_address: z.string() })),
    port_mac_address: z.string(),
    subnet: z.string().nullable(),
    subnet_uuid: z.string().nullable(),
    subnet_name: z.string().nullable(),
    subnet_description: z.string().nullable(),
    subnet_cidr: z.string().nullable(),
  })
  .meta({ id: 'InstanceFloatingIp' });

const volumeSchema = z
  .object({
    url: z.string(),
    uuid: z.string(),
    name: z.string(),
    image_name: z.string(),
    state: volumeState,
    bootable: z.boolean(),
    size: z.int().meta({ description: 'MiB' }),
    device: z.string(),
    resource_type: z.string(),
    type: z.null(),
    marketplace_resource_uuid: z.string(),
  })
  .meta({ id: 'InstanceVolume' });

export const instanceSchema = z
  .object({
    ...backendObject,
    state: instanceState,
    access_url: z.array(z.string()),
    start_time: time.nullable(),
    cores: z.int(),
    ram: z.int().meta({ description: 'MiB' }),
    disk: z.int().meta({ description: 'MiB, of all volumes' }),
    min_ram: z.int(),
    min_disk: z.int(),
    user_data: z.string(),
    external_ips: z.array(z.string()),
    internal_ips: z.array(z.string()),
    latitude: z.null(),
    longitude: z.null(),
    key_name: z.string(),
    key_fingerprint: z.string(),
    image_name: z.string(),
    flavor_disk: z.int().meta({ description: 'MiB' }),
    flavor_name: z.string(),
    volumes: z.array(volumeSchema),
    security_groups: z.array(groupSchema),
    server_group: instanceServerGroup.optional().describe('Left out when there is none: null makes clients fail'),
    floating_ips: z.array(floatingIpSchema),
    ports: z.array(portSchema),
    internal_ips_set: z.array(portSchema).meta({ description: 'The ports, by the name that older clients know' }),
    availability_zone: z.string(),
    availability_zone_name: z.string(),
    connect_directly_to_external_network: z.boolean(),
    runtime_state: instanceRuntimeState,
    action: z.string(),
    action_details: z.record(z.string(), z.string()),
    ...actionsShape,
    hypervisor_hostname: z.string(),
    external_address: z.array(z.string()),
    rancher_cluster: z.null(),
    marketplace_offering_uuid: z.string(),
    marketplace_offering_name: z.string(),
    marketplace_offering_plugin_options: z.object({}),
    marketplace_category_uuid: z.string(),
    marketplace_category_name: z.string(),
    marketplace_resource_uuid: z.string(),
    marketplace_plan_uuid: z.string(),
    marketplace_resource_state: resourceState,
    is_usage_based: z.boolean(),
    is_limit_based: z.boolean(),
    termination_protection: z.boolean(),
    rescue_image_name: z.string().nullable(),
    metadata: z.record(z.string(), z.string()).describe('Its labels'),
  })
  .meta({ id: 'Instance' });

type Port = InstanceView['ports'][number];

function presentGroup({ uuid, name, description, rules }: Port['security_groups'][number], as: Presenter) {
  return {
    url: as.url('openstack-security-groups', uuid),
    uuid: as.id(uuid),
    name,
    description,
    state: 'OK' as const,
    rules: rules.map((rule) => ({ ...rule, remote_group: as.ref('openstack-security-groups', rule.remote_group) })),
  };
}

/** The subnet of a port's first address, and all of its addresses. */
function presentSubnet({ addresses }: Port, as: Presenter) {
  const first = addresses[0];
  // as everywhere the backend's id of the subnet, which its `backend_id` is
  const fixed = addresses.map(({ subnet, address }) => ({ subnet_id: subnet, ip_address: address }));
  const subnet = {
    subnet: first === undefined ? null : as.url('openstack-subnets', first.subnet),
    subnet_uuid: first === undefined ? null : as.id(first.subnet),
    subnet_name: first?.subnet_name ?? null,
    subnet_description: first?.subnet_description ?? null,
    subnet_cidr: first?.cidr ?? null,
  };
  return { fixed, subnet };
}

function presentPort(port: Port, vm: string, as: Presenter): z.input<typeof portSchema> {
  const { fixed, subnet } = presentSubnet(port, as);
  return {
    url: as.url('openstack-ports', port.uuid),
    uuid: as.id(port.uuid),
    fixed_ips: fixed,
    mac_address: port.mac,
    ...subnet,
    allowed_address_pairs: presentPairs(port.mac, port.allowed),
    device_id: vm,
    device_owner: 'compute:nova',
    security_groups: port.security_groups.map((group) => presentGroup(group, as)),
    ...(port.standalone ? { port: as.url('openstack-ports', port.uuid) } : {}),
  };
}

function presentFloatingIp(port: Port, as: Presenter): z.input<typeof floatingIpSchema>[] {
  if (port.floating_ip === null) return [];
  const { uuid, address } = port.floating_ip;
  const { fixed, subnet } = presentSubnet(port, as);
  const of = { port_fixed_ips: fixed, port_mac_address: port.mac };
  return [{ url: as.url('openstack-floating-ips', uuid), uuid: as.id(uuid), address, ...of, ...subnet }];
}

export function fingerprint([line = '']: string[]): string {
  return readPublicKey(line)?.fingerprintMd5 ?? '';
}

function presentVolume(volume: InstanceView['volumes'][number], vm: InstanceView, as: Presenter) {
  return {
    url: as.url('openstack-volumes', volume.uuid),
    uuid: as.id(volume.uuid),
    name: volume.name,
    image_name: volume.image_name,
    state: volume.state,
    bootable: volume.bootable,
    size: volume.size_mib,
    device: '',
    resource_type: 'OpenStack.Volume',
    type: null,
    // what came with the VM belongs to the VM's resource
    marketplace_resource_uuid: as.id(volume.is_resource ? volume.uuid : vm.uuid),
  };
}

/** The ports of a VM, with the groups and floating IPs that these have. */
export function presentPorts({ uuid, ports }: Pick<InstanceView, 'uuid' | 'ports'>, as: Presenter) {
  const groups = new Map(ports.flatMap((port) => port.security_groups).map((group) => [group.uuid, group]));
  return {
    ports: ports.map((port) => presentPort(port, uuid, as)),
    security_groups: [...groups.values()].map((group) => presentGroup(group, as)),
    floating_ips: ports.flatMap((port) => presentFloatingIp(port, as)),
  };
}

/** A VM as Waldur's instances are. */
export function presentInstance(vm: InstanceView, as: Presenter): z.input<typeof instanceSchema> {
  const type = { collection: 'openstack-instances', type: 'Instance', state: vm.state, error: vm.error_message };
  const network = presentPorts(vm, as);
  const external = network.floating_ips.map(({ address }) => address);
  return {
    ...presentBackendObject(vm, as, type),
    access_url: external,
    // Waldur's clients take it for the time since when it runs
    start_time: vm.started === null || vm.runtime_state === 'SHUTOFF' ? null : as.time(vm.started),
    cores: vm.vcpus,
    ram: vm.memory_mib,
    disk: vm.volumes.reduce((sum, volume) => sum + volume.size_mib, 0),
    min_ram: vm.min_memory_mib,
    min_disk: vm.min_disk_mib,
    user_data: vm.user_data ?? '',
    external_ips: external,
    internal_ips: vm.ports.flatMap((port) => port.addresses.map(({ address }) => address)),
    latitude: null,
    longitude: null,
    key_name: vm.key_name,
    key_fingerprint: fingerprint(vm.ssh_keys),
    image_name: vm.image_name,
    flavor_disk: vm.flavor_disk_mib,
    flavor_name: vm.flavor_name,
    volumes: vm.volumes.map((volume) => presentVolume(volume, vm, as)),
    ...network,
    ...presentGroupOf(vm, as),
    internal_ips_set: network.ports,
    availability_zone: as.ref('openstack-instance-availability-zones', vm.zone),
    availability_zone_name: zoneName,
    connect_directly_to_external_network: false,
    runtime_state: vm.runtime_state,
    action: vm.action,
    action_details: presentAction(vm.action_details, vm.action_step),
    ...presentActions(instanceRules, vm),
    hypervisor_hostname: '',
    external_address: [],
    rancher_cluster: null,
    marketplace_offering_uuid: as.id(vm.offering),
    marketplace_offering_name: vm.offering_name,
    marketplace_offering_plugin_options: {},
    marketplace_category_uuid: as.id(vm.category),
    marketplace_category_name: vm.category_title,
    marketplace_resource_uuid: as.id(vm.uuid),
    marketplace_plan_uuid: as.id(vm.plan),
    marketplace_resource_state: resourceStates[vm.state],
    is_usage_based: false,
    is_limit_based: false,
    termination_protection: vm.termination_protection,
    rescue_image_name: vm.rescue_image_name,
    metadata: vm.metadata,
  };
}
