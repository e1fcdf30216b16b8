import type { Presenter } from '../../dialects/dialect.ts';
import type { Values } from './example-of.ts';
import { backendObject, identity, of, timeOf } from './fields.ts';
import { ids } from './ids.ts';

const pools = [{ start: '10.0.0.2', end: '10.0.3.254' }];
const fixed = [{ ip_address: '10.0.0.11', subnet_id: ids.subnet }];

/** What a project has on the network. */
export function networkValues(as: Presenter): Values {
  return {
    ...subnetValues(as),
    ...portValues(as),
    ...backendObject(as, 'SecurityGroup', 'openstack-security-groups', 'SecurityGroup', ids.group, 'default'),
    ...of('SecurityGroup', { description: 'Lets in ssh, ping and its own members' }),
    ...of('SecurityGroupRule', {
      id: 1,
      direction: 'ingress',
      ethertype: 'IPv4',
      protocol: 'tcp',
      from_port: 22,
      to_port: 22,
      cidr: '0.0.0.0/0',
      description: 'ssh',
    }),
    ...backendObject(as, 'Tenant', 'openstack-tenants', 'Tenant', ids.project, 'Web site'),
    ...of('Tenant', {
      internal_network_id: ids.network,
      external_network_id: ids.pool,
      description: 'The web site',
      quotas: [{ name: 'vcpu', usage: 1, limit: 40 }],
    }),
    ...of('Connectivity', { ok: true, verdict: 'The VM can be reached.', measured_at: timeOf(as)(3600) }),
    ...of('ConnectivityDiagnosis', { target: 'external' }),
    ...of('ConnectivityDiagnosis.checks', {
      check: 'address',
      status: 'ok',
      detail: 'The guest has taken 10.0.0.11 by DHCP.',
      fix_hint: '',
    }),
    ...of('Connectivity.checks', {
      name: 'the guest answers ARP',
      ok: true,
      measured: '10.0.0.11 is at fa:16:3e:1d:4b:07',
    }),
  };
}

function subnetValues(as: Presenter): Values {
  const subnet = { gateway_ip: '10.0.0.1', ip_version: 4, enable_dhcp: true, allocation_pools: pools };
  return {
    ...backendObject(as, 'Network', 'openstack-networks', 'Network', ids.network, 'default'),
    ...of('Network', { type: 'vxlan', description: 'The network that every project begins with' }),
    ...identity(as, 'NetworkSubnet', 'openstack-subnets', ids.subnet, 'default'),
    ...of('NetworkSubnet', subnet),
    ...backendObject(as, 'Subnet', 'openstack-subnets', 'SubNet', ids.subnet, 'default'),
    ...of('Subnet', {
      ...subnet,
      dns_nameservers: ['10.0.0.1'],
      host_routes: [],
      is_connected: true,
      used_ips: 3,
      total_ips: 253,
    }),
  };
}

function portValues(as: Presenter): Values {
  return {
    ...backendObject(as, 'Port', 'openstack-ports', 'Port', ids.port, ''),
    ...of('Port', {
      fixed_ips: fixed,
      allowed_address_pairs: [{ mac_address: 'fa:16:3e:1d:4b:07', ip_address: '10.0.0.100' }],
      floating_ips: [as.ref('openstack-floating-ips', ids.floatingIp)],
      port_security_enabled: true,
      admin_state_up: true,
      status: 'ACTIVE',
      device_id: ids.vm,
      device_owner: 'compute:nova',
    }),
    ...identity(as, 'Port.security_groups', 'openstack-security-groups', ids.group, 'default'),
    ...backendObject(as, 'FloatingIp', 'openstack-floating-ips', 'FloatingIP', ids.floatingIp, '203.0.113.10'),
    ...of('FloatingIp', {
      runtime_state: 'ACTIVE',
      backend_network_id: ids.pool,
      port_fixed_ips: fixed,
      instance_uuid: as.id(ids.vm),
      instance_name: 'web-1',
      instance_url: as.url('openstack-instances', ids.vm),
    }),
  };
}
