import type { RoleName } from '../db/index.ts';

const owner = 'CUSTOMER.OWNER';
const manager = 'PROJECT.MANAGER';
const admin = 'PROJECT.ADMIN';
const member = 'PROJECT.MEMBER';

/**
 * Which roles have which permission: the only place that says so. Managers lead a project and its people, admins run its
 * machines, members use them and order with approval, readers (`PROJECT.READER`) only read. Staff has every permission.
 */
const table = {
  'ORDER.CREATE': [owner, manager, admin, member],
  /** Whose order needs nobody's approval, and who approves those of others. */
  'ORDER.APPROVE': [owner, manager, admin],
  'ORDER.REJECT': [owner, manager, admin],
  'ORDER.CANCEL': [owner, manager, admin],
  'ORDER.DESTROY': [owner, manager, admin],
  /** Name, size, plan, protection, image, volumes attached, ports and groups of a VM. */
  'RESOURCE.UPDATE': [owner, manager, admin],
  'RESOURCE.TERMINATE': [owner, manager, admin],
  'INSTANCE.POWER': [owner, manager, admin, member],
  'INSTANCE.CONSOLE': [owner, manager, admin, member],
  'VOLUME.MANAGE': [owner, manager, admin],
  /** Networks, subnets, ports, floating IPs, security groups. */
  'NETWORK.MANAGE': [owner, manager, admin],
  'IMAGE.MANAGE': [owner, manager, admin],
  'PROJECT.CREATE': [owner],
  'PROJECT.UPDATE': [owner, manager],
  'PROJECT.DELETE': [owner],
  /** Who has which role in a project. */
  'PROJECT.MEMBERS': [owner, manager],
  'CUSTOMER.UPDATE': [owner],
  'CUSTOMER.MEMBERS': [owner],
  /** One's own keys, tokens and password: everybody's, whatever the role; a token may be without it. */
  'ACCOUNT.UPDATE': [],
  /** The cloud itself: staff only. */
  'CLOUD.OPERATE': [],
} satisfies Record<string, RoleName[]>;

export type Permission = keyof typeof table;

export const permissions = Object.keys(table) as Permission[];

export function isPermission(text: string): text is Permission {
  return Object.hasOwn(table, text);
}

export function roleHas(role: RoleName, permission: Permission): boolean {
  return (table[permission] as RoleName[]).includes(role);
}

/** What somebody without a permission can do about it. */
export function remedyWithout(permission: Permission): string {
  if (permission === 'ACCOUNT.UPDATE') return `The token was not given ${permission}: use another one, or log in.`;
  const roles: RoleName[] = table[permission];
  if (roles.length === 0) return `Only staff has ${permission}.`;
  return `It takes ${permission}, which ${roles.join(', ')} have: ask for such a role, or use a token that is not limited.`;
}

/** The permissions of a role, in the order of the table. */
export function permissionsOf(role: RoleName): Permission[] {
  return permissions.filter((permission) => roleHas(role, permission));
}
