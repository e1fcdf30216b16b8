import { randomUUID } from 'node:crypto';
import { type Call, list, read, uuid } from './call.ts';

const permission = 'RESOURCE.UPDATE';
const newGroup = () => ({ name: `group-${randomUUID()}`, policy: 'soft-affinity' });

export const serverGroupCalls: Record<string, Call> = {
  'GET /api/openstack-server-groups/': list,
  'POST /api/openstack-server-groups/': {
    scope: 'project',
    permission,
    success: 201,
    bodies: [
      ({ owner }) => ({ project: owner.project, ...newGroup() }),
      ({ owner }) => ({ tenant: owner.project, ...newGroup() }),
    ],
  },
  'POST /api/openstack-tenants/{uuid}/create_server_group/': {
    ...read('project'),
    permission,
    success: 201,
    bodies: [newGroup],
  },
  'GET /api/openstack-server-groups/{uuid}/': read('server_group'),
  'PATCH /api/openstack-server-groups/{uuid}/': {
    ...read('server_group'),
    permission,
    bodies: [() => ({ description: 'new', policy: 'affinity' })],
  },
  'POST /api/openstack-server-groups/{uuid}/pull/': { ...read('server_group'), permission, success: 202 },
  'DELETE /api/openstack-server-groups/{uuid}/': {
    scope: 'project',
    permission,
    success: 204,
    path: uuid((world) => world.makeServerGroup(world.owner)),
  },
};
