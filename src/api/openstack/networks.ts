import { sql } from 'kysely';
import { z } from 'zod';
import { invalid } from '../../common/field-errors.ts';
import type { View } from '../../db/index.ts';
import { requirePermission, visible } from '../../identity/index.ts';
import { createNetwork, createSubnet, deleteNetwork, updateNetwork } from '../../network/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, type Presenter, presenter } from '../dialects/dialect.ts';
import { detailSchema } from '../http/errors.ts';
import { flag, uuidParams } from '../http/filters.ts';
import { labelFilters, projectFilters } from '../identity/project-filters.ts';
import {
  backendObject,
  backendRow,
  noResource,
  presentBackendObject,
  presentNoResource,
  projectColumns,
  projectJoins,
} from './backend-object.ts';
import { changeRoute, deleteRoute, makeRoutes } from './network-object-routes.ts';
import { labelChanges, labels } from './network-object.ts';
import { findSubnet, presentSubnet, subnetBody, subnetSchema } from './subnets.ts';
import type { App } from '../http/app.ts';

const tags = ['Network'];

const nestedSubnet = z
  .object({
    uuid: z.string(),
    url: z.string(),
    name: z.string(),
    description: z.string(),
    cidr: z.string(),
    gateway_ip: z.string().nullable(),
    allocation_pools: z.array(z.object({ start: z.string(), end: z.string() })),
    ip_version: z.int(),
    enable_dhcp: z.boolean(),
  })
  .meta({ id: 'NetworkSubnet' });

const networkSchema = z
  .object({
    ...backendObject,
    ...noResource,
    is_external: z.boolean(),
    type: z.string(),
    segmentation_id: z.null(),
    mtu: z.int().nullable(),
    rbac_policies: z.array(z.never()),
    subnets: z.array(nestedSubnet),
  })
  .meta({ id: 'Network' });

const networkRow = z.strictObject({
  ...backendRow.shape,
  subnets: z.array(
    z.strictObject({
      uuid: z.string(),
      name: z.string(),
      description: z.string(),
      cidr: z.string(),
      gateway: z.string().nullable(),
      start: z.string(),
      end: z.string(),
      family: z.number(),
    }),
  ),
});

type NetworkRow = z.output<typeof networkRow>;

const networks: View<NetworkRow> = {
  table: 'network',
  alias: 'n',
  row: networkRow,
  columns: sql`
    n.uuid, n.name, n.description, n.project, n.created, n.modified, ${projectColumns},
    (SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', s.uuid, 'name', s.name, 'description', s.description,
      'cidr', s.cidr::text, 'gateway', CASE WHEN s.gateway_enabled THEN host(s.gateway) END,
      'start', host(s.pool_first), 'end', host(s.pool_last), 'family', family(s.cidr)) ORDER BY s.created, s.uuid), '[]')
      FROM subnet s WHERE s.network = n.uuid) AS subnets`,
  joins: projectJoins('n'),
};

function presentNetwork(row: NetworkRow, as: Presenter): z.input<typeof networkSchema> {
  return {
    ...presentBackendObject(row, as, { collection: 'openstack-networks', type: 'Network', state: 'OK' }),
    ...presentNoResource,
    is_external: false,
    type: 'vxlan',
    segmentation_id: null,
    mtu: null,
    rbac_policies: [],
    subnets: row.subnets.map(({ uuid, name, description, cidr, gateway, start, end, family }) => ({
      uuid: as.id(uuid),
      url: as.url('openstack-subnets', uuid),
      name,
      description,
      cidr,
      gateway_ip: gateway,
      allocation_pools: [{ start, end }],
      ip_version: family,
      enable_dhcp: true,
    })),
  };
}

export function networkRoutes(app: App, context: ApiContext, dialect: Dialect): void {
  const { db } = context;
  const { find, show } = collection(app, dialect, {
    db,
    path: 'openstack-networks',
    tag: 'Network',
    one: 'a network',
    many: 'networks',
    item: networkSchema,
    view: networks,
    readable: (actor) => sql<boolean>`n.project IS NOT NULL AND ${visible(actor, 'n.project')}`,
    filters: {
      ...labelFilters('n'),
      ...projectFilters('n'),
      is_external: flag(sql<boolean>`false`),
    },
    sorts: { name: 'n.name', created: 'n.created' },
    order: sql`n.created, n.uuid`,
    present: presentNetwork,
  });

  const objects = { app, context, path: 'openstack-networks', item: networkSchema, find, show };
  makeRoutes(objects, {
    summary: 'Make a network',
    inTenant: 'create_network',
    body: z.object(labels),
    make: createNetwork,
  });
  changeRoute(objects, {
    summary: 'Rename or describe a network',
    body: z.object(labelChanges),
    change: updateNetwork,
  });
  deleteRoute(objects, {
    summary: 'Delete a network with its subnets; 409 while ports are on it',
    remove: deleteNetwork,
  });

  app.post(
    '/openstack-networks/:uuid/create_subnet/',
    {
      schema: {
        tags,
        summary: 'Make a subnet',
        params: uuidParams,
        body: subnetBody,
        response: { 201: subnetSchema, 404: detailSchema },
      },
    },
    async (request, reply) => {
      const network = await find(request);
      requirePermission(request.actor, 'NETWORK.MANAGE', network.project);
      const uuid = await db.transaction().execute((tx) => createSubnet(tx, request.actor, network, request.body));
      const row = await findSubnet(db, uuid);
      if (row === null) throw invalid('network', 'The network was deleted meanwhile. Choose another one.');
      const answer = presentSubnet(row, presenter(request, dialect));
      return reply.code(201).header('location', answer.url).send(answer);
    },
  );
}
