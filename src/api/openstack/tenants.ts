import { coreStates } from '../states.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { zoneName } from '../../common/zone.ts';
import type { View } from '../../db/index.ts';
import { updateProject, visible } from '../../identity/index.ts';
import { reapplyNetwork } from '../../network/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect, Presenter } from '../dialects/dialect.ts';
import { scheduled } from '../http/answers.ts';
import { oneOf } from '../http/filters.ts';
import { edit, routesOn } from '../http/route.ts';
import { managed, pullRoute } from './network-object-routes.ts';
import { labelChanges } from './network-object.ts';
import { projectQuotas, quotasShape } from '../../quotas/index.ts';
import { labelFilters, projectFilters } from '../identity/project-filters.ts';
import { backendObject, backendRow, noResource, presentBackendObject, presentNoResource } from './backend-object.ts';
import { tenantQuotas } from './tenant-quotas.ts';
import type { App } from '../http/app.ts';

const tenantSchema = z
  .object({
    ...backendObject,
    ...noResource,
    availability_zone: z.string(),
    internal_network_id: z.string(),
    external_network_id: z.string(),
    user_username: z.string(),
    default_volume_type_name: z.string(),
    skip_creation_of_default_router: z.boolean(),
    quotas: z.array(z.object({ name: z.string(), usage: z.int(), limit: z.int() })),
  })
  .meta({ id: 'Tenant' });

const tenantRow = z.strictObject({
  ...backendRow.shape,
  network: z.string().nullable(),
  pool: z.string().nullable(),
  quotas: quotasShape,
});

type TenantRow = z.output<typeof tenantRow>;

/** A tenant is a project, in Waldur's words for what it has on a backend. */
const tenants: View<TenantRow> = {
  table: 'project',
  alias: 'p',
  row: tenantRow,
  columns: sql`
    p.uuid, p.name, p.description, p.uuid AS project, p.name AS project_name, p.customer, c.name AS customer_name,
    p.created, p.created AS modified,
    (SELECT uuid FROM network n WHERE n.project = p.uuid ORDER BY slot LIMIT 1) AS network,
    (SELECT network FROM subnet s WHERE s.cloud = p.cloud) AS pool,
    ${projectQuotas} AS quotas`,
  joins: sql`JOIN customer c ON c.uuid = p.customer`,
};

function presentTenant(row: TenantRow, as: Presenter): z.input<typeof tenantSchema> {
  return {
    ...presentBackendObject(row, as, { collection: 'openstack-tenants', type: 'Tenant', state: 'OK' }),
    ...presentNoResource,
    availability_zone: zoneName,
    internal_network_id: row.network ?? '',
    external_network_id: row.pool ?? '',
    user_username: '',
    default_volume_type_name: '',
    skip_creation_of_default_router: false,
    quotas: tenantQuotas(row.quotas),
  };
}

export function tenantRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  const found = collection(app, dialect, {
    db,
    path: 'openstack-tenants',
    tag: 'Network',
    one: 'a tenant: a project with its quotas',
    many: 'tenants, which are projects',
    item: tenantSchema,
    view: tenants,
    readable: (actor) => sql<boolean>`p.removed IS NULL AND ${visible(actor, 'p.uuid')}`,
    filters: {
      ...labelFilters('p'),
      ...projectFilters('p', 'p.uuid'),
      state: oneOf(coreStates, sql`'OK'::text`),
    },
    sorts: { name: 'p.name', created: 'p.created' },
    order: ['p.created', 'p.uuid'],
    present: presentTenant,
  });
  const path = 'openstack-tenants';
  routesOn(app, db, { tag: 'Network', find: found.find, permission: 'PROJECT.UPDATE' })(edit, `/${path}/:uuid/`, {
    summary: 'Rename or describe a tenant, which is its project',
    body: z.object(labelChanges),
    run: (tx, { actor, found: { uuid }, body }) => updateProject(tx, actor, uuid, body),
    answer: found.changed,
  });
  const on = routesOn(app, db, { ...managed, find: found.find });
  pullRoute(on, { path, one: 'a tenant', event: 'project.pull' });
  for (const what of ['floating_ips', 'security_groups'] as const) {
    on('POST', `/${path}/:uuid/pull_${what}/`, {
      summary: `Make the network of a tenant on its host anew, with its ${what.replace('_', ' ')}`,
      run: (tx, { actor, found: tenant }) => reapplyNetwork(tx, actor, tenant, 'project.pull'),
      answer: scheduled(`pull_${what}`),
    });
  }
}
