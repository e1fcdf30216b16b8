import { instanceRules } from '../../../instances/index.ts';
import { presentActions } from '../../actions.ts';
import type { Presenter } from '../../dialects/dialect.ts';
import { shown, type Values } from './example-of.ts';
import { backendObject, identity, of, timeOf } from './fields.ts';
import { ids } from './ids.ts';
import { running } from './standings.ts';

/** The VM as OpenStack has it. */
export function instanceValues(as: Presenter): Values {
  return {
    ...backendObject(as, 'Instance', 'openstack-instances', 'Instance', ids.vm, 'web-1'),
    ...of('Instance', {
      access_url: ['203.0.113.10'],
      start_time: timeOf(as)(1),
      availability_zone: as.ref('openstack-instance-availability-zones', ids.zone),
      availability_zone_name: 'nova',
      min_ram: 512,
      min_disk: 2048,
      metadata: { role: 'web' },
      user_data: '',
      external_ips: ['203.0.113.10'],
      internal_ips: ['10.0.0.11'],
      external_address: [],
      key_name: 'ada@laptop',
      key_fingerprint: 'c6:24:a8:37:fa:7f:a5:d1:90:09:19:2a:5f:1f:b7:70',
      flavor_disk: 4096,
      runtime_state: 'ACTIVE',
      action_details: {},
      ...presentActions(instanceRules, running),
      marketplace_offering_uuid: as.id(ids.offering),
      marketplace_offering_name: 'Virtual machine',
      marketplace_category_uuid: as.id(ids.category),
      marketplace_category_name: 'Virtual machines',
      marketplace_resource_uuid: as.id(ids.vm),
      marketplace_plan_uuid: as.id(ids.plan),
      marketplace_resource_state: 'OK',
    }),
    ...of('ConsoleUrl', { url: `wss://cloud.example.org/api/consoles/${ids.vm}/?ticket=3q2-7wWm0rKHkJ0` }),
    ...identity(as, 'InstanceAvailabilityZone', 'openstack-instance-availability-zones', ids.zone, 'nova'),
    ...of('InstanceAvailabilityZone', { available: true }),
    ...volumeValues(as),
    ...portValues(as),
    ...groupValues(as),
  };
}

function groupValues(as: Presenter): Values {
  const collection = 'openstack-server-groups';
  const policy = 'soft-anti-affinity';
  return {
    ...of('Instance', { server_group: shown }),
    ...identity(as, 'InstanceServerGroup', collection, ids.serverGroup, 'web'),
    ...of('InstanceServerGroup', { policy, state: 'OK' }),
    ...backendObject(as, 'ServerGroup', collection, 'ServerGroup', ids.serverGroup, 'web'),
    ...of('ServerGroup', {
      description: 'One of them should always be up',
      policy,
      display_name: `Name: web, Policy: ${policy}`,
    }),
    ...of('ServerGroupInstance', { uuid: as.id(ids.vm), name: 'web-1', backend_id: ids.vm }),
  };
}

function volumeValues(as: Presenter): Values {
  return {
    ...identity(as, 'InstanceVolume', 'openstack-volumes', ids.systemVolume, 'web-1'),
    ...of('InstanceVolume', {
      state: 'OK',
      bootable: true,
      device: '',
      resource_type: 'OpenStack.Volume',
      marketplace_resource_uuid: as.id(ids.vm),
    }),
  };
}

function portValues(as: Presenter): Values {
  const fixed = [{ ip_address: '10.0.0.11', subnet_id: ids.subnet }];
  return {
    ...identity(as, 'InstanceGroup', 'openstack-security-groups', ids.group, 'default'),
    ...of('InstanceGroup', { description: 'Lets in ssh, ping and its own members', state: 'OK' }),
    ...of('InstanceGroupRule', {
      id: 1,
      ethertype: 'IPv4',
      direction: 'ingress',
      protocol: 'tcp',
      from_port: 22,
      to_port: 22,
      cidr: '0.0.0.0/0',
      description: 'ssh',
    }),
    ...identity(as, 'InstancePort', 'openstack-ports', ids.port),
    ...of('InstancePort', {
      fixed_ips: fixed,
      allowed_address_pairs: [],
      device_id: ids.vm,
      device_owner: 'compute:nova',
      // of ports that were made by themselves
      port: undefined,
    }),
    ...identity(as, 'InstanceFloatingIp', 'openstack-floating-ips', ids.floatingIp),
    ...of('InstanceFloatingIp', { port_fixed_ips: fixed, port_mac_address: 'fa:16:3e:1d:4b:07' }),
  };
}
