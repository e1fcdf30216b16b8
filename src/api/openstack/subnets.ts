import { invalid } from '../../common/field-errors.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, findOne, type View } from '../../db/index.ts';
import { visible } from '../../identity/index.ts';
import { deleteSubnet, updateSubnet } from '../../network/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect, Presenter } from '../dialects/dialect.ts';
import { gone } from '../http/answers.ts';
import { choice, flag, references } from '../http/filters.ts';
import { edit, routesOn } from '../http/route.ts';
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
import { following, followingRow, labelChanges, labels, ownFilters, stateFilter } from './network-object.ts';
import { managed, pullRoute } from './network-object-routes.ts';
import type { App } from '../http/app.ts';

const hostRoute = z.object({ destination: z.string().max(50), nexthop: z.string().max(45) });
const pool = z.object({ start: z.string().max(45), end: z.string().max(45) });

export const subnetSchema = z
  .object({
    ...backendObject,
    ...noResource,
    network: z.string(),
    network_name: z.string(),
    cidr: z.string(),
    gateway_ip: z.string().nullable(),
    disable_gateway: z.boolean(),
    allocation_pools: z.array(pool),
    ip_version: z.int(),
    enable_dhcp: z.boolean(),
    dns_nameservers: z.array(z.string()),
    host_routes: z.array(hostRoute),
    is_connected: z.boolean(),
    used_ips: z.int().describe('Addresses that ports have of it'),
    total_ips: z.int().nullable().describe('Addresses of its pool; null: of IPv6, more than anybody uses up'),
  })
  .meta({ id: 'Subnet' });

/** What every subnet here is: it may be asked for, and nothing else. */
const always = {
  enable_dhcp: z.literal(true, 'Addresses are always told by DHCP: leave it out.').optional(),
  skip_router_connection: z.literal(false, 'Every subnet is on the router of its project: leave it out.').optional(),
};

const gatewayStays = 'The gateway of a subnet stays as it was made: make another subnet.';
/** May be said again, as python-waldur-client does whatever it changes. */
const gateway = { gateway_ip: z.string().max(45).nullish(), disable_gateway: z.boolean().optional() };

const changeable = {
  ...always,
  allocation_pools: z
    .array(pool)
    .max(1, 'At most one pool. Give the first and the last address that ports may get.')
    .optional()
    .describe('Where addresses come from; left out: all of the subnet'),
  dns_nameservers: z.array(z.string().max(45)).max(3, 'At most three name servers.').optional(),
  host_routes: z
    .array(hostRoute)
    .max(20, 'At most 20 host routes.')
    .optional()
    .describe(
      'What is behind VMs of an IPv4 subnet; the VM of a next hop needs the destination as an allowed address pair',
    ),
};

export const subnetBody = z.object({
  ...labels,
  ...changeable,
  cidr: z.string().max(50).default('192.168.42.0/24').meta({ example: '192.168.10.0/24' }),
  gateway_ip: z.string().max(45).nullish().describe('Left out: the first address of the subnet'),
  disable_gateway: z.boolean().optional().describe('true: guests get no default route by this subnet'),
});

const subnetRow = z.strictObject({
  ...backendRow.shape,
  ...followingRow.shape,
  network: z.string(),
  network_name: z.string(),
  cidr: z.string(),
  gateway: z.string().nullable(),
  family: z.number(),
  allocation_pools: z.array(
    z.strictObject({
      start: z.string(),
      end: z.string(),
    }),
  ),
  dns_nameservers: z.array(z.string()),
  host_routes: z.array(hostRoute),
  used_ips: z.int(),
  total_ips: z.int().nullable(),
});

type SubnetRow = z.output<typeof subnetRow>;

const subnetView: View<SubnetRow> = {
  table: 'subnet',
  alias: 's',
  row: subnetRow,
  columns: sql`
    s.uuid, s.name, s.description, s.project, s.created, s.modified, ${projectColumns},
    s.revision > p.network_applied AS behind, p.network_error, s.network, n.name AS network_name, s.cidr::text AS cidr,
    CASE WHEN s.gateway_enabled THEN host(s.gateway) END AS gateway, family(s.cidr) AS family,
    jsonb_build_array(jsonb_build_object('start', host(s.pool_first), 'end', host(s.pool_last))) AS allocation_pools,
    (SELECT coalesce(jsonb_agg(host(d)), '[]') FROM unnest(s.dns_nameservers) d) AS dns_nameservers,
    s.host_routes, (SELECT count(*)::int FROM address a WHERE a.subnet = s.uuid) AS used_ips,
    CASE WHEN family(s.cidr) = 4 THEN (s.pool_last - s.pool_first + 1)::int END AS total_ips`,
  joins: sql`JOIN network n ON n.uuid = s.network ${projectJoins('s')}`,
};

export function findSubnet(db: Database, uuid: string): Promise<SubnetRow | null> {
  return findOne(db, subnetView, sql<boolean>`s.uuid = ${uuid}`);
}

export function presentSubnet(row: SubnetRow, as: Presenter): z.input<typeof subnetSchema> {
  const object = { collection: 'openstack-subnets', type: 'SubNet', ...following(row) };
  return {
    ...presentBackendObject(row, as, object),
    ...presentNoResource,
    network: as.ref('openstack-networks', row.network),
    network_name: row.network_name,
    cidr: row.cidr,
    gateway_ip: row.gateway,
    disable_gateway: row.gateway === null,
    allocation_pools: row.allocation_pools,
    ip_version: row.family,
    enable_dhcp: true,
    dns_nameservers: row.dns_nameservers,
    host_routes: row.host_routes,
    is_connected: true,
    used_ips: row.used_ips,
    total_ips: row.total_ips,
  };
}

export function subnetRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  const subnets = collection(app, dialect, {
    db,
    path: 'openstack-subnets',
    tag: 'Network',
    one: 'a subnet',
    many: 'subnets',
    item: subnetSchema,
    view: subnetView,
    lock: 'project',
    readable: (actor) => sql<boolean>`s.project IS NOT NULL AND ${visible(actor, 's.project')}`,
    filters: {
      ...labelFilters('s'),
      ...projectFilters('s'),
      ...ownFilters,
      state: stateFilter('s'),
      enable_dhcp: flag(sql<boolean>`true`),
      network_uuid: references('s.network'),
      network: references('s.network'),
      ip_version: choice(['4', '6'], (versions) => sql<boolean>`family(s.cidr)::text = ANY(${versions})`),
    },
    sorts: { name: 's.name', created: 's.created' },
    order: ['s.created', 's.uuid'],
    present: presentSubnet,
  });

  const on = routesOn(app, db, { ...managed, find: subnets.find });
  pullRoute(on, { path: 'openstack-subnets', one: 'a subnet', event: 'subnet.pull' });
  on(edit, '/openstack-subnets/:uuid/', {
    summary: 'Change the name, the name servers, the host routes or the pool of a subnet',
    body: z.object({ ...labelChanges, ...changeable, ...gateway }),
    run: (tx, { actor, found, body: { gateway_ip, disable_gateway, ...change } }) => {
      if ((gateway_ip ?? found.gateway) !== found.gateway) throw invalid('gateway_ip', gatewayStays);
      if (disable_gateway !== undefined && disable_gateway !== (found.gateway === null))
        throw invalid('disable_gateway', gatewayStays);
      return updateSubnet(tx, actor, found, change);
    },
    answer: subnets.changed,
  });
  on('DELETE', '/openstack-subnets/:uuid/', {
    summary: 'Delete a subnet; 409 while ports have addresses of it',
    refuses: [409],
    run: (tx, { actor, found }) => deleteSubnet(tx, actor, found),
    answer: gone,
  });
}
