import { Problem } from '../../../common/problem.ts';
import type { Description, Descriptions } from './description.ts';

const creating: Omit<Description, 'does'> = {
  needs: 'RESOURCE.UPDATE',
  answers: { 201: 'The group, without a VM yet.' },
  example: () => ({ instances: [] }),
};

export const serverGroups: Descriptions = {
  openstack_server_groups_list: { does: 'The server groups of your projects, with the VMs in them.', needs: 'token' },
  openstack_server_groups_retrieve: { does: 'One server group with the VMs in it.', needs: 'role' },
  openstack_server_groups_create: {
    does: `Makes a server group in a project. Orders name it as \`attributes.server_group\`. On one host \`affinity\` and both soft policies are
always met; \`anti-affinity\` lets one VM in, and refuses the order of a second one.`,
    ...creating,
  },
  openstack_tenants_create_server_group: {
    does: 'Makes a server group in a tenant, which is a project: as `POST /openstack-server-groups/` does.',
    ...creating,
  },
  openstack_server_groups_partial_update: {
    does: 'Renames or describes a server group, or gives it another policy, when its VMs may stand so.',
    needs: 'RESOURCE.UPDATE',
    answers: { 200: 'The group as it is now.' },
  },
  openstack_server_groups_pull: {
    does: 'Compares the VMs of the cloud with the host now, as the reconciler does every few seconds by itself; a group is nothing there.',
    needs: 'RESOURCE.UPDATE',
    answers: { 202: 'The comparison is begun.' },
    example: () => ({ detail: 'Pull operation was successfully scheduled.' }),
  },
  openstack_server_groups_destroy: {
    does: 'Deletes a server group that no VM is in.',
    needs: 'RESOURCE.UPDATE',
    answers: { 204: 'It is gone.', 409: 'VMs are in it: `detail` names one.' },
    refuses: { 409: new Problem('in-use', 'VM "web-1" is in this server group. Delete its VMs first.') },
  },
};
