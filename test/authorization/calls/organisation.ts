import type { RoleName } from '../../../src/db/index.ts';
import type { Permission } from '../../../src/identity/index.ts';
import type { World } from '../world.ts';
import { type Call, list, read, uuid } from './call.ts';

export const organisationCalls: Record<string, Call> = {
  'GET /api/projects/': list,
  'GET /api/projects/{uuid}/': read('project'),
  'GET /api/projects/{uuid}/costs/': read('project'),
  'GET /api/projects/{uuid}/events/': read('project'),
  'GET /api/customers/': list,
  'GET /api/customers/{uuid}/': read('customer'),
  'POST /api/customers/': {
    scope: 'staff',
    permission: 'CLOUD.OPERATE',
    success: 201,
    bodies: [() => ({ name: 'another' })],
  },
  'PATCH /api/customers/{uuid}/': {
    ...read('customer'),
    permission: 'CUSTOMER.UPDATE',
    bodies: [() => ({ description: 'new' })],
  },
  'DELETE /api/customers/{uuid}/': {
    scope: 'staff',
    permission: 'CLOUD.OPERATE',
    success: 204,
    path: uuid((world) => world.makeCustomer()),
  },
  ...members('customer', 'CUSTOMER.OWNER', 'CUSTOMER.MEMBERS'),
  'POST /api/projects/': {
    scope: 'project',
    permission: 'PROJECT.CREATE',
    success: 201,
    bodies: [({ owned }) => ({ name: 'another', customer: owned.customer })],
  },
  'PUT /api/projects/{uuid}/': {
    ...read('project'),
    permission: 'PROJECT.UPDATE',
    bodies: [() => ({ name: 'renamed', description: 'new' })],
  },
  'PATCH /api/projects/{uuid}/': {
    ...read('project'),
    permission: 'PROJECT.UPDATE',
    bodies: [() => ({ description: 'new' })],
  },
  'DELETE /api/projects/{uuid}/': {
    scope: 'project',
    permission: 'PROJECT.DELETE',
    success: 204,
    path: uuid((world) => world.makeProject(world.owner)),
  },
  ...members('project', 'PROJECT.READER', 'PROJECT.MEMBERS'),
  'GET /api/roles/': list,
  'GET /api/events/': list,
  'GET /api/events/count/': list,
  'GET /api/events/event_groups/': list,
  'GET /api/events/scope_types/': list,
  'GET /api/events/{uuid}/': read('event'),
};

/** The three calls about who has a role in a project or customer, and the list of them. */
function members(kind: 'project' | 'customer', role: RoleName, permission: Permission): Record<string, Call> {
  const path = `/api/${kind}s/{uuid}`;
  const body = ({ helper }: World) => ({ user: helper, role });
  return {
    [`GET ${path}/list_users/`]: read(kind),
    [`POST ${path}/add_user/`]: { ...read(kind), permission, success: 201, bodies: [body] },
    [`POST ${path}/update_user/`]: { ...read(kind), permission, bodies: [body] },
    [`POST ${path}/delete_user/`]: {
      ...read(kind),
      permission,
      path: async (world) => {
        await world.grant(world.helper, role, kind);
        return { uuid: world.owned[kind] };
      },
      bodies: [body],
    },
  };
}
