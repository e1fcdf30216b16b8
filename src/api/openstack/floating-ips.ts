import { sql } from 'kysely';
import { z } from 'zod';
import { uuidOf } from '../../common/uuid.ts';
import type { Tx, View } from '../../db/index.ts';
import { audit, visible } from '../../identity/index.ts';
import {
  allocateFloatingIp,
  describeFloatingIp,
  detachFloatingIp,
  moveFloatingIp,
  releaseFloatingIp,
} from '../../network/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect, Presenter } from '../dialects/dialect.ts';
import { gone, scheduled } from '../http/answers.ts';
import { equals, type Filters, flag, oneOf, repeatable } from '../http/filters.ts';
import { type Asked, routesOn, type Register } from '../http/route.ts';
import { projectFilters } from '../identity/project-filters.ts';
import {
  backendObject,
  backendRow,
  noResource,
  presentBackendObject,
  presentNoResource,
  projectColumns,
  projectJoins,
} from './backend-object.ts';
import { following, followingRow, labels, stateFilter } from './network-object.ts';
import { inProject, inTenant, managed, pullRoute } from './network-object-routes.ts';
import { type Place, projectFields } from './tenant-reference.ts';
import { reference } from '../../common/reference.ts';
import { floatingIpRuntimeState } from '../states.ts';
import type { App } from '../http/app.ts';

const floatingIpSchema = z
  .object({
    ...backendObject,
    ...noResource,
    address: z.string(),
    external_address: z.null(),
    runtime_state: floatingIpRuntimeState,
    backend_network_id: z.string(),
    port: z.string().nullable(),
    port_fixed_ips: z.array(z.object({ ip_address: z.string(), subnet_id: z.string() })),
    instance_uuid: z.string().nullable(),
    instance_name: z.string().nullable(),
    instance_url: z.string().nullable(),
    resource_uuid: z.string().nullable(),
    resource_name: z.string().nullable(),
  })
  .meta({ id: 'FloatingIp' });

const floatingIpRow = z.strictObject({
  ...backendRow.shape,
  ...followingRow.shape,
  port: z.string().nullable(),
  pool_network: z.string(),
  fixed_ips: z.array(
    z.strictObject({
      ip_address: z.string(),
      subnet_id: z.string(),
    }),
  ),
  instance: z.string().nullable(),
  instance_name: z.string().nullable(),
});

type FloatingIpRow = z.output<typeof floatingIpRow>;

const floatingIpView: View<FloatingIpRow> = {
  table: 'floating_ip',
  alias: 'f',
  row: floatingIpRow,
  columns: sql`
    f.uuid, host(a.address) AS name, f.description, f.project, f.created, f.modified, ${projectColumns},
    f.revision > p.network_applied AS behind, p.network_error, s.network AS pool_network, f.port,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('ip_address', host(x.address), 'subnet_id', x.subnet)
      ORDER BY x.address), '[]') FROM address x WHERE x.port = f.port) AS fixed_ips,
    i.uuid AS instance, i.name AS instance_name`,
  joins: sql`
    JOIN address a ON a.floating_ip = f.uuid JOIN subnet s ON s.uuid = a.subnet LEFT JOIN port t ON t.uuid = f.port
    LEFT JOIN instance i ON i.uuid = t.instance ${projectJoins('f')}`,
};

function presentFloatingIp(row: FloatingIpRow, as: Presenter): z.input<typeof floatingIpSchema> {
  const object = { collection: 'openstack-floating-ips', type: 'FloatingIP', ...following(row) };
  const instance = row.instance && as.id(row.instance);
  return {
    ...presentBackendObject(row, as, object),
    ...presentNoResource,
    address: row.name,
    external_address: null,
    runtime_state: row.port === null ? 'DOWN' : 'ACTIVE',
    backend_network_id: row.pool_network,
    port: as.ref('openstack-ports', row.port),
    port_fixed_ips: row.fixed_ips,
    instance_uuid: instance,
    instance_name: row.instance_name,
    instance_url: row.instance && as.url('openstack-instances', row.instance),
    resource_uuid: instance,
    resource_name: row.instance_name,
  };
}

const ofAddress = repeatable(
  45,
  (texts) => sql<boolean>`f.uuid IN (SELECT floating_ip FROM address WHERE host(address) = ANY(${texts}))`,
);
const filters: Filters = {
  ...projectFilters('f'),
  description: equals('f.description', 4096),
  address: ofAddress,
  external_ip: ofAddress,
  state: stateFilter('f'),
  name: ofAddress,
  name_exact: ofAddress,
  free: flag(sql<boolean>`f.port IS NULL`),
  runtime_state: oneOf(floatingIpRuntimeState.options, sql`CASE WHEN f.port IS NULL THEN 'DOWN' ELSE 'ACTIVE' END`),
};

export function floatingIpRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  const floatingIps = collection(app, dialect, {
    db,
    path: 'openstack-floating-ips',
    tag: 'Network',
    one: 'a floating IP',
    many: 'floating IPs',
    item: floatingIpSchema,
    view: floatingIpView,
    lock: 'project',
    readable: (actor) => visible(actor, 'f.project'),
    filters,
    sorts: { created: 'f.created' },
    order: ['f.created', 'f.uuid'],
    present: presentFloatingIp,
  });

  const allocate = async (tx: Tx, { actor, found: { project } }: Asked<Place>): Promise<string> => {
    const { uuid } = await allocateFloatingIp(tx, project, false);
    await audit(tx, actor, 'floating-ip.allocate', { object: uuid, project });
    return uuid;
  };
  inProject(app, db)('POST', '/openstack-floating-ips/', {
    summary: 'Allocate a floating IP',
    body: z.object(projectFields),
    run: allocate,
    answer: floatingIps.created,
  });
  inTenant(app, db)('POST', '/openstack-tenants/:uuid/create_floating_ip/', {
    summary: 'Allocate a floating IP for a tenant',
    run: allocate,
    answer: { status: 200, schema: floatingIpSchema, body: ({ request, done }) => floatingIps.show(request, done) },
  });

  const on = routesOn(app, db, { ...managed, find: floatingIps.find });
  pullRoute(on, { path: 'openstack-floating-ips', one: 'a floating IP', event: 'floating-ip.pull' });
  floatingIpActionRoutes(on);
}

/** What can be done with one. */
function floatingIpActionRoutes(on: Register<FloatingIpRow>): void {
  on('POST', '/openstack-floating-ips/:uuid/attach_to_port/', {
    summary: 'Lead a floating IP to a port, also from another one, while VMs run',
    refuses: [409],
    body: z.object({ port: reference }),
    run: (tx, { actor, found, body }) => moveFloatingIp(tx, actor, found, uuidOf(body.port)),
    answer: scheduled('attaching'),
  });
  on('POST', '/openstack-floating-ips/:uuid/detach_from_port/', {
    summary: 'Take a floating IP off its port; the project keeps it',
    refuses: [409],
    run: (tx, { actor, found }) => detachFloatingIp(tx, actor, found),
    answer: scheduled('detaching'),
  });
  on('POST', '/openstack-floating-ips/:uuid/update_description/', {
    summary: 'Describe a floating IP',
    body: z.object({ description: labels.description }),
    run: (tx, { actor, found, body: { description = '' } }) => describeFloatingIp(tx, actor, found, description),
    answer: scheduled('update_description'),
  });
  on('DELETE', '/openstack-floating-ips/:uuid/', {
    summary: 'Give a floating IP back, also while a VM has it',
    refuses: [409],
    run: (tx, { actor, found }) => releaseFloatingIp(tx, actor, found),
    answer: gone,
  });
}
