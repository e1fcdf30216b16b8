import { parseUuid } from '../common/uuid.ts';
import type { RoleName } from '../db/index.ts';

interface Role {
  /** Fixed: clients that know a role by UUID find the same one in every cloud. */
  uuid: string;
  scope: 'customer' | 'project';
  description: string;
}

export const roles: Readonly<Record<RoleName, Role>> = {
  'CUSTOMER.OWNER': {
    uuid: '5c0e9b1e-0b7a-4f0c-9a55-0d1f3a7c1001',
    scope: 'customer',
    description: 'Owns a customer: makes its projects, says who is who, may all in all of them',
  },
  'PROJECT.MANAGER': {
    uuid: '5c0e9b1e-0b7a-4f0c-9a55-0d1f3a7c1002',
    scope: 'project',
    description: 'Leads a project and its people',
  },
  'PROJECT.ADMIN': {
    uuid: '5c0e9b1e-0b7a-4f0c-9a55-0d1f3a7c1003',
    scope: 'project',
    description: 'Runs the machines of a project',
  },
  'PROJECT.MEMBER': {
    uuid: '5c0e9b1e-0b7a-4f0c-9a55-0d1f3a7c1004',
    scope: 'project',
    description: 'Uses the machines of a project, and orders with approval',
  },
  'PROJECT.READER': {
    uuid: '5c0e9b1e-0b7a-4f0c-9a55-0d1f3a7c1005',
    scope: 'project',
    description: 'Sees a project, and changes nothing',
  },
};

export const roleNames = Object.keys(roles) as RoleName[];

/** The roles that can be given in a project or customer. */
export function rolesOf(scope: Role['scope']): RoleName[] {
  return roleNames.filter((name) => roles[name].scope === scope);
}

/** The role that a name, or a UUID in any shape, means; null when there is none. */
export function roleOf(reference: string): RoleName | null {
  const uuid = parseUuid(reference);
  return roleNames.find((name) => name === reference || roles[name].uuid === uuid) ?? null;
}
