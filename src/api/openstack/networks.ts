import { coreStates } from '../states.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { invalid } from '../../common/field-errors.ts';
import type { Database, View } from '../../db/index.ts';
import { visible } from '../../identity/index.ts';
import { createNetwork, createSubnet, deleteNetwork, updateNetwork } from '../../network/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, type Presenter, presenter } from '../dialects/dialect.ts';
import { gone } from '../http/answers.ts';
import { alwaysText, flag, oneOf } from '../http/filters.ts';
import { edit, type Register, routesOn } from '../http/route.ts';
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
import { makeRoutes, managed, pullRoute } from './network-object-routes.ts';
import { labelChanges, labels, ownFilters } from './network-object.ts';
import { findSubnet, presentSubnet, subnetBody, subnetSchema } from './subnets.ts';
import type { App } from '../http/app.ts';

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

const networkView: View<NetworkRow> = {
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

export function networkRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  const networks = collection(app, dialect, {
    db,
    path: 'openstack-networks',
    tag: 'Network',
    one: 'a network',
    many: 'networks',
    item: networkSchema,
    view: networkView,
    lock: 'project',
    readable: (actor) => sql<boolean>`n.project IS NOT NULL AND ${visible(actor, 'n.project')}`,
    filters: {
      ...labelFilters('n'),
      ...projectFilters('n'),
      ...ownFilters,
      is_external: flag(sql<boolean>`false`),
      state: oneOf(coreStates, sql`'OK'::text`),
      type: alwaysText('vxlan'),
    },
    sorts: { name: 'n.name', created: 'n.created' },
    order: ['n.created', 'n.uuid'],
    present: presentNetwork,
  });

  makeRoutes(app, db, {
    paths: ['openstack-networks', 'create_network'],
    summary: 'Make a network',
    body: z.object(labels),
    make: createNetwork,
    answer: networks.created,
  });
  const on = routesOn(app, db, { ...managed, find: networks.find });
  pullRoute(on, { path: 'openstack-networks', one: 'a network', event: 'network.pull' });
  on(edit, '/openstack-networks/:uuid/', {
    summary: 'Rename or describe a network',
    body: z.object(labelChanges),
    run: (tx, { actor, found, body }) => updateNetwork(tx, actor, found, body),
    answer: networks.changed,
  });
  on('DELETE', '/openstack-networks/:uuid/', {
    summary: 'Delete a network with its subnets; 409 while ports are on it',
    refuses: [409],
    run: (tx, { actor, found }) => deleteNetwork(tx, actor, found),
    answer: gone,
  });
  subnetOfNetworkRoute(on, db, dialect);
}

function subnetOfNetworkRoute(on: Register<NetworkRow>, db: Database, dialect: Dialect): void {
  on('POST', '/openstack-networks/:uuid/create_subnet/', {
    summary: 'Make a subnet',
    body: subnetBody,
    run: (tx, { actor, found, body }) => createSubnet(tx, actor, found, body),
    answer: {
      status: 201,
      schema: subnetSchema,
      located: true,
      body: async ({ request, done }) => {
        const row = await findSubnet(db, done);
        if (row === null) throw invalid('network', 'The network was deleted meanwhile. Choose another one.');
        return presentSubnet(row, presenter(request, dialect));
      },
    },
  });
}
