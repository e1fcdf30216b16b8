import { z } from 'zod';
import { enums } from '../../db/index.ts';
import { roles } from '../../identity/index.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { time } from '../http/schemas.ts';

export const userSchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    username: z.string(),
    slug: z.string(),
    full_name: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    email: z.string(),
    is_staff: z.boolean(),
    is_active: z.boolean(),
    date_joined: time,
    // what Waldur's clients read and we have nothing of
    is_support: z.boolean(),
    native_name: z.string(),
    job_title: z.string(),
    phone_number: z.string(),
    organization: z.string(),
    description: z.string(),
    registration_method: z.string(),
    preferred_language: z.string(),
    notifications_enabled: z.boolean(),
    civil_number: z.null(),
    agreement_date: time.nullable(),
    requested_email: z.null(),
    affiliations: z.array(z.string()),
    identity_provider_name: z.string(),
    identity_provider_label: z.string(),
    identity_provider_management_url: z.string(),
    identity_provider_fields: z.array(z.string()),
    identity_source: z.string(),
    image: z.null(),
  })
  .meta({ id: 'User' });

const permissionSchema = z
  .object({
    user_uuid: z.string(),
    user_name: z.string(),
    created: time,
    expiration_time: time.nullable(),
    role_name: z.string(),
    role_uuid: z.string(),
    role_description: z.string(),
    scope_type: z.enum(['customer', 'project']),
    scope_uuid: z.string(),
    scope_name: z.string(),
    customer_uuid: z.string(),
    customer_name: z.string(),
  })
  .meta({ id: 'Permission' });

export const meSchema = userSchema
  .extend({
    permissions: z.array(permissionSchema).meta({ description: 'The roles that the user has' }),
    projects: z.array(z.string()).meta({ description: 'The projects that this token sees; empty for staff: all' }),
    token: z.string().meta({ description: 'The token of this request: none is stored, so no other can be shown' }),
    token_expires_at: time.nullable(),
    token_lifetime: z.int().nullable().meta({ description: 'Seconds without use after which a login ends' }),
    ip_address: z.string(),
  })
  .meta({ id: 'Me' });

export const userRow = z.strictObject({
  uuid: z.string(),
  username: z.string(),
  full_name: z.string(),
  email: z.string(),
  is_staff: z.boolean(),
  is_active: z.boolean(),
  created: z.date(),
  modified: z.date(),
});

export type UserRow = z.output<typeof userRow>;

const unknown = {
  is_support: false,
  native_name: '',
  job_title: '',
  phone_number: '',
  organization: '',
  description: '',
  registration_method: 'default',
  preferred_language: '',
  notifications_enabled: false,
  civil_number: null,
  requested_email: null,
  affiliations: [],
  identity_provider_name: '',
  identity_provider_label: '',
  identity_provider_management_url: '',
  identity_provider_fields: [],
  identity_source: '',
  image: null,
};

export function presentUser(row: UserRow, as: Presenter): z.input<typeof userSchema> {
  const [first = '', ...rest] = row.full_name.split(' ');
  return {
    ...unknown,
    uuid: as.id(row.uuid),
    url: as.url('users', row.uuid),
    username: row.username,
    slug: row.username.replace(/[^0-9a-z_-]/g, '-'),
    full_name: row.full_name,
    first_name: first,
    last_name: rest.join(' '),
    email: row.email,
    is_staff: row.is_staff,
    is_active: row.is_active,
    date_joined: as.time(row.created),
    agreement_date: as.time(row.created),
  };
}

export const permissionRow = z.strictObject({
  created: z.date(),
  expires: z.date().nullable(),
  role: z.enum(enums['role_grant.role']),
  project: z.string().nullable(),
  project_name: z.string().nullable(),
  customer: z.string(),
  customer_name: z.string(),
});

export type PermissionRow = z.output<typeof permissionRow>;

export function presentPermission(row: PermissionRow, user: UserRow, as: Presenter): z.input<typeof permissionSchema> {
  const scope =
    row.project === null
      ? { scope_type: 'customer' as const, scope_uuid: row.customer, scope_name: row.customer_name }
      : { scope_type: 'project' as const, scope_uuid: row.project, scope_name: row.project_name ?? '' };
  return {
    ...scope,
    scope_uuid: as.id(scope.scope_uuid),
    user_uuid: as.id(user.uuid),
    user_name: user.full_name,
    created: as.time(row.created),
    expiration_time: row.expires && as.time(row.expires),
    role_name: row.role,
    role_uuid: as.id(roles[row.role].uuid),
    role_description: roles[row.role].description,
    customer_uuid: as.id(row.customer),
    customer_name: row.customer_name,
  };
}
