import { sql } from 'kysely';
import { z } from 'zod';
import type { Presenter } from '../dialects/dialect.ts';
import { time } from '../http/schemas.ts';
import { networkState } from '../states.ts';

/** What Waldur shows of everything that a tenant has on a backend. A tenant is our project, and so are its settings. */
export const backendObject = {
  url: z.string(),
  uuid: z.string(),
  name: z.string(),
  description: z.string(),
  service_name: z.string(),
  service_settings: z.string(),
  service_settings_uuid: z.string(),
  service_settings_state: z.literal('OK'),
  service_settings_error_message: z.string(),
  project: z.string(),
  project_name: z.string(),
  project_uuid: z.string(),
  customer: z.string(),
  customer_uuid: z.string(),
  customer_name: z.string(),
  customer_native_name: z.string(),
  customer_abbreviation: z.string(),
  tenant: z.string(),
  tenant_name: z.string(),
  tenant_uuid: z.string(),
  error_message: z.string(),
  error_traceback: z.string(),
  resource_type: z.string(),
  state: networkState,
  created: time,
  modified: time,
  backend_id: z.string(),
};

/** For what is no marketplace resource of its own: Waldur sends these keys all the same. */
export const noResource = {
  access_url: z.null(),
  marketplace_offering_uuid: z.null(),
  marketplace_offering_name: z.null(),
  marketplace_offering_plugin_options: z.null(),
  marketplace_category_uuid: z.null(),
  marketplace_category_name: z.null(),
  marketplace_resource_uuid: z.null(),
  marketplace_plan_uuid: z.null(),
  marketplace_resource_state: z.null(),
  is_usage_based: z.null(),
  is_limit_based: z.null(),
};

export const presentNoResource = Object.fromEntries(Object.keys(noResource).map((key) => [key, null])) as {
  [K in keyof typeof noResource]: null;
};

export const backendRow = z.strictObject({
  uuid: z.string(),
  name: z.string(),
  description: z.string(),
  project: z.string(),
  project_name: z.string(),
  customer: z.string(),
  customer_name: z.string(),
  created: z.date(),
  modified: z.date(),
});

export type BackendRow = z.output<typeof backendRow>;

/** Columns and joins of `BackendRow` that come from the project of the view's `alias`. */
export const projectColumns = sql`p.name AS project_name, p.customer, c.name AS customer_name`;

export function projectJoins(alias: string) {
  return sql`JOIN project p ON p.uuid = ${sql.ref(`${alias}.project`)} JOIN customer c ON c.uuid = p.customer`;
}

/** `type` as `SubNet`; the state is one of Waldur's upper-case words. */
export function presentBackendObject<State extends string>(
  row: BackendRow,
  as: Presenter,
  { collection, type, state, error = '' }: { collection: string; type: string; state: State; error?: string },
) {
  return {
    url: as.url(collection, row.uuid),
    uuid: as.id(row.uuid),
    name: row.name,
    description: row.description,
    service_name: 'Slipway',
    service_settings: as.ref('service-settings', row.project),
    service_settings_uuid: as.id(row.project),
    service_settings_state: 'OK' as const,
    service_settings_error_message: '',
    project: as.ref('projects', row.project),
    project_name: row.project_name,
    project_uuid: as.id(row.project),
    customer: as.ref('customers', row.customer),
    customer_uuid: as.id(row.customer),
    customer_name: row.customer_name,
    customer_native_name: '',
    customer_abbreviation: '',
    tenant: as.ref('openstack-tenants', row.project),
    tenant_name: row.project_name,
    tenant_uuid: as.id(row.project),
    error_message: error,
    error_traceback: '',
    resource_type: `OpenStack.${type}`,
    state,
    created: as.time(row.created),
    modified: as.time(row.modified),
    backend_id: row.uuid,
  };
}
