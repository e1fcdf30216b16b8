import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { parseUuid } from '../../common/uuid.ts';
import type { View } from '../../db/index.ts';
import { audit, requirePermission, visible } from '../../identity/index.ts';
import { allocateFloatingIp, detachFloatingIp, moveFloatingIp, releaseFloatingIp } from '../../network/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect, Presenter } from '../dialects/dialect.ts';
import { detailSchema } from '../http/errors.ts';
import { equals, flag, repeatable, uuidParams } from '../http/filters.ts';
import { statusSchema } from '../http/schemas.ts';
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
import { following, followingRow } from './network-object.ts';
import { projectFields, readProject, tenantOfPath } from './tenant-reference.ts';
import { reference } from '../../common/reference.ts';
import { floatingIpRuntimeState } from '../states.ts';
import type { App } from '../http/app.ts';

const tags = ['Network'];

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

const floatingIps: View<FloatingIpRow> = {
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

export function floatingIpRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  const addressOf = (texts: string[]) =>
    sql<boolean>`f.uuid IN (SELECT floating_ip FROM address WHERE host(address) = ANY(${texts}))`;
  const { find, show } = collection(app, dialect, {
    db,
    path: 'openstack-floating-ips',
    tag: 'Network',
    one: 'a floating IP',
    many: 'floating IPs',
    item: floatingIpSchema,
    view: floatingIps,
    readable: (actor) => visible(actor, 'f.project'),
    filters: {
      ...projectFilters('f'),
      description: equals('f.description', 4096),
      address: repeatable(45, addressOf),
      name: repeatable(45, addressOf),
      name_exact: repeatable(45, addressOf),
      free: flag(sql<boolean>`f.port IS NULL`),
      runtime_state: repeatable(
        10,
        (words) => sql<boolean>`CASE WHEN f.port IS NULL THEN 'DOWN' ELSE 'ACTIVE' END = ANY(${words})`,
      ),
    },
    sorts: { created: 'f.created' },
    order: sql`f.created, f.uuid`,
    present: presentFloatingIp,
  });

  const allocate = async (request: FastifyRequest, project: string) => {
    const created = await db.transaction().execute(async (tx) => {
      const allocated = await allocateFloatingIp(tx, project, false);
      await audit(tx, request.actor, 'floating-ip.allocate', { object: allocated.uuid, project });
      return allocated;
    });
    return show(request, created.uuid);
  };
  app.post(
    '/openstack-floating-ips/',
    {
      schema: {
        tags,
        summary: 'Allocate a floating IP',
        body: z.object(projectFields),
        response: { 201: floatingIpSchema },
      },
    },
    async (request, reply) => {
      const project = await readProject(db, request.actor, request.body, 'NETWORK.MANAGE');
      const created = await allocate(request, project);
      return reply.code(201).header('location', created.url).send(created);
    },
  );
  app.post(
    '/openstack-tenants/:uuid/create_floating_ip/',
    {
      schema: {
        tags,
        summary: 'Allocate a floating IP for a tenant',
        params: uuidParams,
        response: { 200: floatingIpSchema, 404: detailSchema },
      },
    },
    async (request, reply) => {
      const project = await tenantOfPath(db, request.actor, request.params.uuid, 'NETWORK.MANAGE');
      return reply.code(200).send(await allocate(request, project));
    },
  );

  app.post(
    '/openstack-floating-ips/:uuid/attach_to_port/',
    {
      schema: {
        tags,
        summary: 'Lead a floating IP to a port, also from another one, while VMs run',
        params: uuidParams,
        body: z.object({ port: reference }),
        response: { 202: statusSchema, 404: detailSchema },
      },
    },
    async (request, reply) => {
      const floatingIp = await find(request);
      requirePermission(request.actor, 'NETWORK.MANAGE', floatingIp.project);
      const port = parseUuid(request.body.port) ?? '';
      await db.transaction().execute((tx) => moveFloatingIp(tx, request.actor, floatingIp, port));
      return reply.code(202).send({ status: 'attaching was scheduled' });
    },
  );

  app.post(
    '/openstack-floating-ips/:uuid/detach_from_port/',
    {
      schema: {
        tags,
        summary: 'Take a floating IP off its port; the project keeps it',
        params: uuidParams,
        response: { 202: statusSchema, 404: detailSchema, 409: detailSchema },
      },
    },
    async (request, reply) => {
      const floatingIp = await find(request);
      requirePermission(request.actor, 'NETWORK.MANAGE', floatingIp.project);
      await db.transaction().execute((tx) => detachFloatingIp(tx, request.actor, floatingIp));
      return reply.code(202).send({ status: 'detaching was scheduled' });
    },
  );

  app.delete(
    '/openstack-floating-ips/:uuid/',
    {
      schema: {
        tags,
        summary: 'Give a floating IP back, also while a VM has it',
        params: uuidParams,
        response: { 204: z.null(), 404: detailSchema },
      },
    },
    async (request, reply) => {
      const floatingIp = await find(request);
      requirePermission(request.actor, 'NETWORK.MANAGE', floatingIp.project);
      await db.transaction().execute((tx) => releaseFloatingIp(tx, request.actor, floatingIp));
      return reply.code(204).send(null);
    },
  );
}
