import { Problem } from '../../../common/problem.ts';
import type { Description, Descriptions } from './description.ts';

/** A VM that keeps something from being deleted. */
const inUse = new Problem('in-use', 'It is in use by VM "web-1". Take the VM off it, or delete the VM, first.');
const force = 'Its state is UPDATING until the change is in force.';
const begun = `The change is taken. ${force}`;
const allocated = 'The floating IP, which leads nowhere yet.';
const allocate: Omit<Description, 'answers'> = {
  does: 'Takes an address of the pool for a project, which keeps it until it is given back, whether a VM has it or not.',
  needs: 'NETWORK.MANAGE',
};
const network: Omit<Description, 'does'> = {
  needs: 'NETWORK.MANAGE',
  answers: { 201: 'The network, without a subnet yet.' },
};
const group: Omit<Description, 'does'> = {
  needs: 'NETWORK.MANAGE',
  answers: { 201: `The group with its rules. ${force}` },
};

const counted = 'A VM that is still being made was promised it.';
const ordered = new Problem(
  'in-use',
  'The order of the VM "web-1" counts on 203.0.113.7. Cancel that order, or wait until the VM is there.',
);

const pull: Description = {
  does: 'Makes the network of the project anew on its host, as it should be, for who doubts that it is so.',
  needs: 'NETWORK.MANAGE',
  answers: { 202: 'It is begun. What was as it should be stays untouched.' },
  example: () => ({ detail: 'Pull operation was successfully scheduled.' }),
};
const pullOf = (what: string): Description => ({ ...pull, example: () => ({ status: `pull_${what} was scheduled` }) });

export const networks: Descriptions = {
  openstack_networks_pull: pull,
  openstack_subnets_pull: pull,
  openstack_ports_pull: pull,
  openstack_floating_ips_pull: pull,
  openstack_security_groups_pull: pull,
  openstack_tenants_pull: pull,
  openstack_tenants_pull_floating_ips: pullOf('floating_ips'),
  openstack_tenants_pull_security_groups: pullOf('security_groups'),
  openstack_tenants_partial_update: {
    does: 'Renames or describes a tenant, and so its project.',
    needs: 'PROJECT.UPDATE',
    answers: { 200: 'The tenant as it is now.' },
  },
  openstack_floating_ips_update_description: {
    does: 'Says of a floating IP what it is for.',
    needs: 'NETWORK.MANAGE',
    answers: { 202: 'It is done.' },
    example: () => ({ status: 'update_description was scheduled' }),
  },
  openstack_ports_set_allowed_address_pairs: {
    does: 'Says which addresses a port may have beside its own, and no other. PATCH of the port does the same.',
    needs: 'NETWORK.MANAGE',
    answers: { 200: `The port. ${force}` },
  },
  openstack_networks_list: { does: 'The networks of your projects, with their subnets.', needs: 'token' },
  openstack_networks_retrieve: { does: 'One network with its subnets and their blocks.', needs: 'role' },
  openstack_networks_create: {
    does: 'Makes a network in a project. All networks of a project have one router, which joins their subnets.',
    ...network,
    example: () => ({ subnets: [] }),
  },
  openstack_tenants_create_network: {
    does: 'Makes a network in a tenant, which is a project: as `POST /openstack-networks/` does.',
    ...network,
    example: () => ({ subnets: [] }),
  },
  openstack_networks_partial_update: {
    does: 'Renames or describes a network. What is left out stays as it is.',
    needs: 'NETWORK.MANAGE',
    answers: { 200: 'The network as it is now.' },
  },
  openstack_networks_destroy: {
    does: 'Deletes a network with its subnets, when no port is on it.',
    needs: 'NETWORK.MANAGE',
    answers: { 204: 'It is gone.', 409: 'Ports are on it: `detail` says whose.' },
    refuses: { 409: inUse },
  },
  openstack_networks_create_subnet: {
    does: `Makes a subnet: a private IPv4 block or an IPv6 one, that overlaps with no other of the project. Its gateway is the router of the
project, which has the first address unless \`gateway_ip\` says which. Addresses are given out by DHCP.`,
    needs: 'NETWORK.MANAGE',
    answers: { 201: `The subnet. ${force}` },
  },
  openstack_subnets_list: {
    does: 'The subnets of your projects, with their blocks, pools and gateways.',
    needs: 'token',
  },
  openstack_subnets_retrieve: {
    does: 'One subnet: its block, its gateway, the pool that addresses come from, its name servers and host routes.',
    needs: 'role',
  },
  openstack_subnets_partial_update: {
    does: 'Changes the name, the description, the name servers, the host routes or the pool of a subnet. Addresses that ports have stay theirs, also outside of the pool.',
    needs: 'NETWORK.MANAGE',
    answers: { 200: `The subnet as it is now. ${force}` },
  },
  openstack_subnets_destroy: {
    does: 'Deletes a subnet, when no port has an address of it.',
    needs: 'NETWORK.MANAGE',
    answers: { 204: 'It is gone.', 409: 'Ports have addresses of it: `detail` says whose.' },
    refuses: { 409: inUse },
  },
  openstack_ports_list: {
    does: 'The ports of your projects: those of VMs, and those that were made by themselves.',
    needs: 'token',
  },
  openstack_ports_retrieve: {
    does: 'One port: its addresses, groups, floating IP, and the VM that has it.',
    needs: 'role',
  },
  openstack_ports_create: {
    does: `Makes a port that a VM can be given, by an order or by \`update_ports/\`. It outlives its VMs, with its addresses. It is made in the
project of its network when no project is named.`,
    needs: 'NETWORK.MANAGE',
    answers: { 201: 'The port, which no VM has yet.' },
    example: () => ({
      status: 'DOWN',
      floating_ips: [],
      device_id: null,
      device_owner: null,
      resource_uuid: null,
      resource_name: null,
    }),
  },
  openstack_ports_partial_update: {
    does: 'Changes the name and description of a port, and the addresses that it may have beside its own.',
    needs: 'NETWORK.MANAGE',
    answers: { 200: `The port as it is now. ${force}` },
  },
  openstack_ports_destroy: {
    does: 'Deletes a port that no VM has, and gives its addresses back.',
    needs: 'NETWORK.MANAGE',
    answers: { 204: 'It is gone.', 409: 'A VM has it.' },
    refuses: { 409: inUse },
  },
  openstack_ports_update_security_groups: {
    does: 'Gives a port these security groups and no other, also while its VM runs. They are named by UUID, URL or name.',
    needs: 'NETWORK.MANAGE',
    answers: { 202: begun },
    example: () => ({ status: 'update_security_groups was scheduled' }),
  },
  openstack_floating_ips_list: { does: 'The floating IPs of your projects, and where they lead.', needs: 'token' },
  openstack_floating_ips_retrieve: { does: 'One floating IP, and where it leads.', needs: 'role' },
  openstack_floating_ips_create: { ...allocate, answers: { 201: allocated }, example: unused },
  openstack_tenants_create_floating_ip: {
    ...allocate,
    answers: { 200: allocated },
    example: unused,
  },
  openstack_floating_ips_attach_to_port: {
    does: 'Leads a floating IP to a port of its project, also from another one, while VMs run.',
    needs: 'NETWORK.MANAGE',
    answers: { 202: begun, 409: counted },
    refuses: { 409: ordered },
    example: () => ({ status: 'attaching was scheduled' }),
  },
  openstack_floating_ips_detach_from_port: {
    does: 'Takes a floating IP off its port. The project keeps it.',
    needs: 'NETWORK.MANAGE',
    answers: { 202: begun, 409: `No port has it. ${counted}` },
    refuses: { 409: new Problem('wrong-state', 'No port has this floating IP. Nothing to do.') },
    example: () => ({ status: 'detaching was scheduled' }),
  },
  openstack_floating_ips_destroy: {
    does: 'Gives a floating IP back to the pool, also while a VM has it.',
    needs: 'NETWORK.MANAGE',
    answers: { 204: 'The project has it no more.', 409: counted },
    refuses: { 409: ordered },
  },
  openstack_security_groups_list: { does: 'The security groups of your projects, with their rules.', needs: 'token' },
  openstack_security_groups_retrieve: { does: 'One security group with its rules.', needs: 'role' },
  openstack_security_groups_create: {
    does: 'Makes a security group with its rules. What no rule of a port’s groups lets through is dropped.',
    ...group,
  },
  openstack_tenants_create_security_group: {
    does: 'Makes a security group in a tenant, which is a project: as `POST /openstack-security-groups/` does.',
    ...group,
  },
  openstack_security_groups_partial_update: {
    does: 'Renames or describes a security group; its rules are changed by `set_rules/`.',
    needs: 'NETWORK.MANAGE',
    answers: { 200: 'The group as it is now.' },
  },
  openstack_security_groups_destroy: {
    does: 'Deletes a security group that no port has, and no rule of another group names.',
    needs: 'NETWORK.MANAGE',
    answers: { 204: 'It is gone.', 409: 'Ports or rules of other groups use it: `detail` says which.' },
    refuses: { 409: inUse },
  },
  openstack_security_groups_set_rules: {
    does: 'Replaces all rules of a security group. They take effect on running VMs, and open connections that no rule allows any more are ended.',
    needs: 'NETWORK.MANAGE',
    answers: { 202: begun },
    example: () => ({ status: 'set_rules was scheduled' }),
  },
  openstack_tenants_list: {
    does: 'Your projects, in the words of OpenStack: each is a tenant, with its quotas.',
    needs: 'token',
  },
  openstack_tenants_retrieve: {
    does: 'One project as a tenant, with its quotas and what it uses of them.',
    needs: 'role',
  },
};

/** Of a floating IP that leads nowhere. */
function unused(): Record<string, unknown> {
  const nothing = { port: null, instance_uuid: null, instance_name: null, instance_url: null };
  return { runtime_state: 'DOWN', ...nothing, port_fixed_ips: [], resource_uuid: null, resource_name: null };
}
