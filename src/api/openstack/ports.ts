import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { invalid, noSuch } from '../../common/field-errors.ts';
import { parseUuid } from '../../common/uuid.ts';
import type { Database, View } from '../../db/index.ts';
import { usableProject, visible } from '../../identity/index.ts';
import {
  addressPairs,
  allowedAddresses,
  createFreePort,
  deletePort,
  portSecurity,
  portShape,
  setPortGroups,
  updatePort,
} from '../../network/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect, Presenter } from '../dialects/dialect.ts';
import { gone, scheduled } from '../http/answers.ts';
import {
  contains,
  equals,
  flag,
  listed,
  nothing,
  oneOf,
  references,
  repeatable,
  type Filters,
} from '../http/filters.ts';
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
import { pairSchema, presentPairs } from './address-pairs.ts';
import { portGroups, readGroups, readGroupsBody } from './group-references.ts';
import { portDraft } from './instance-network.ts';
import { managed, pullRoute } from './network-object-routes.ts';
import { following, followingRow, labelChanges, labels } from './network-object.ts';
import { type Place, projectFields, projectOfBody } from './tenant-reference.ts';
import { reference } from '../../common/reference.ts';
import { portStatus } from '../states.ts';
import type { App } from '../http/app.ts';

/** Where a port is made: as the body says, else in the project of its network, for Waldur's clients name no tenant. */
function placeOfPort(db: Database): (request: FastifyRequest) => Promise<Place> {
  return async (request) => {
    const { project: named, tenant, network: text } = request.body as z.output<typeof portBody>;
    const network = parseUuid(text ?? '');
    if (named !== undefined || tenant !== undefined || network === null) return projectOfBody(db)(request);
    const row = await db.selectFrom('network').select('project').where('uuid', '=', network).executeTakeFirst();
    const project = row?.project ?? nothing;
    if (await usableProject(db, request.actor, project)) return { project };
    throw invalid('network', noSuch('network', 'openstack-networks'));
  };
}

function newPort(body: z.output<typeof portBody>) {
  const { name, description, security_groups } = body;
  const network = parseUuid(body.network ?? '');
  const draft = { ...portDraft(body, []), ...(network === null ? {} : { network }) };
  const groups = security_groups && readGroups(security_groups, ['security_groups']);
  return { name, description, groups, draft };
}

const portSchema = z
  .object({
    ...backendObject,
    ...noResource,
    network: z.string(),
    network_name: z.string(),
    network_uuid: z.string(),
    fixed_ips: z.array(z.object({ ip_address: z.string(), subnet_id: z.string() })),
    mac_address: z.string(),
    allowed_address_pairs: z.array(pairSchema),
    floating_ips: z.array(z.string()),
    security_groups: z.array(z.object({ url: z.string(), uuid: z.string(), name: z.string() })),
    port_security_enabled: z.boolean(),
    admin_state_up: z.boolean(),
    status: portStatus,
    device_id: z.string().nullable(),
    device_owner: z.string().nullable(),
    resource_uuid: z.string().nullable(),
    resource_name: z.string().nullable(),
  })
  .meta({ id: 'Port' });

const portBody = z.object({
  allowed_address_pairs: addressPairs.optional(),
  ...projectFields,
  name: labels.name.optional(),
  description: labels.description,
  network: reference.nullish().describe('Left out: that of the subnet'),
  subnet: portShape.subnet,
  port_security_enabled: portSecurity,
  fixed_ips: portShape.fixed_ips,
  security_groups: portGroups.optional().describe('Left out: the group "default"'),
});

const portRow = z.strictObject({
  ...backendRow.shape,
  ...followingRow.shape,
  network: z.string(),
  network_name: z.string(),
  mac: z.string(),
  allowed: z.array(z.string()),
  plugged: z.boolean(),
  instance: z.string().nullable(),
  instance_name: z.string().nullable(),
  fixed_ips: z.array(
    z.strictObject({
      ip_address: z.string(),
      subnet_id: z.string(),
    }),
  ),
  floating_ips: z.array(z.string()),
  groups: z.array(
    z.strictObject({
      uuid: z.string(),
      name: z.string(),
    }),
  ),
});

type PortRow = z.output<typeof portRow>;

const portView: View<PortRow> = {
  table: 'port',
  alias: 't',
  row: portRow,
  columns: sql`
    t.uuid, t.name, t.description, t.project, t.created, t.modified, ${projectColumns},
    t.revision > p.network_applied AS behind, p.network_error, t.network, n.name AS network_name, t.mac::text AS mac,
    ${allowedAddresses('t')} AS allowed,
    t.plugged, t.instance, i.name AS instance_name,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('ip_address', host(a.address), 'subnet_id', a.subnet)
      ORDER BY a.address), '[]') FROM address a WHERE a.port = t.uuid) AS fixed_ips,
    (SELECT coalesce(jsonb_agg(f.uuid), '[]') FROM floating_ip f WHERE f.port = t.uuid) AS floating_ips,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', g.uuid, 'name', g.name)
      ORDER BY pg.position, g.name), '[]')
      FROM port_security_group pg JOIN security_group g ON g.uuid = pg.security_group WHERE pg.port = t.uuid) AS groups`,
  joins: sql`JOIN network n ON n.uuid = t.network LEFT JOIN instance i ON i.uuid = t.instance ${projectJoins('t')}`,
};

function presentPort(row: PortRow, as: Presenter): z.input<typeof portSchema> {
  return {
    ...presentBackendObject(row, as, { collection: 'openstack-ports', type: 'Port', ...following(row) }),
    ...presentNoResource,
    network: as.ref('openstack-networks', row.network),
    network_name: row.network_name,
    network_uuid: as.id(row.network),
    fixed_ips: row.fixed_ips,
    mac_address: row.mac,
    allowed_address_pairs: presentPairs(row.mac, row.allowed),
    floating_ips: row.floating_ips.map((uuid) => as.ref('openstack-floating-ips', uuid)),
    security_groups: row.groups.map(({ uuid, name }) => ({
      url: as.url('openstack-security-groups', uuid),
      uuid: as.id(uuid),
      name,
    })),
    port_security_enabled: true,
    admin_state_up: true,
    status: row.plugged ? 'ACTIVE' : 'DOWN',
    device_id: row.instance,
    device_owner: row.instance === null ? null : 'compute:nova',
    resource_uuid: row.instance && as.id(row.instance),
    resource_name: row.instance_name,
  };
}

const filters: Filters = {
  ...labelFilters('t'),
  ...projectFilters('t'),
  network_name: equals(sql`(SELECT w.name FROM network w WHERE w.uuid = t.network)`),
  network_uuid: references('t.network'),
  resource_uuid: references('t.instance'),
  device_id: references('t.instance'),
  mac_address: repeatable(32, (texts) => sql<boolean>`t.mac::text = ANY(${texts.map((mac) => mac.toLowerCase())})`),
  fixed_ips: repeatable(
    45,
    (texts) => sql<boolean>`t.uuid IN (SELECT port FROM address WHERE host(address) = ANY(${texts}))`,
  ),
  free: flag(sql<boolean>`t.instance IS NULL`),
  has_device_owner: flag(sql<boolean>`t.instance IS NOT NULL`),
  device_owner: contains(sql`CASE WHEN t.instance IS NOT NULL THEN 'compute:nova' END`),
  admin_state_up: flag(sql<boolean>`true`),
  status: oneOf(portStatus.options, sql`CASE WHEN t.plugged THEN 'ACTIVE' ELSE 'DOWN' END`),
  exclude_subnet_uuids: listed(
    (uuids) => sql<boolean>`NOT EXISTS (SELECT FROM address a WHERE a.port = t.uuid AND a.subnet = ${uuids})`,
  ),
};

export function portRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  const ports = collection(app, dialect, {
    db,
    path: 'openstack-ports',
    tag: 'Network',
    one: 'a port',
    many: 'ports',
    item: portSchema,
    view: portView,
    lock: 'project',
    readable: (actor) => visible(actor, 't.project'),
    filters,
    sorts: { name: 't.name', created: 't.created' },
    order: ['t.created', 't.uuid'],
    present: presentPort,
  });

  routesOn(app, db, { ...managed, find: placeOfPort(db) })('POST', '/openstack-ports/', {
    summary: 'Make a port that a VM can be given',
    body: portBody,
    run: (tx, { actor, found, body }) => createFreePort(tx, actor, found.project, newPort(body)),
    answer: ports.created,
  });
  const on = routesOn(app, db, { ...managed, find: ports.find });
  pullRoute(on, { path: 'openstack-ports', one: 'a port', event: 'port.pull' });
  on(edit, '/openstack-ports/:uuid/', {
    summary: 'Change the name of a port, its groups, and the addresses that it may have beside its own',
    body: z.object({
      ...labelChanges,
      allowed_address_pairs: addressPairs.optional(),
      security_groups: portGroups.optional(),
    }),
    run: async (tx, { actor, found, body: { security_groups: groups, ...change } }) => {
      await updatePort(tx, actor, found, change);
      if (groups !== undefined) await setPortGroups(tx, actor, found, readGroups(groups, ['security_groups']));
    },
    answer: ports.changed,
  });
  on('POST', '/openstack-ports/:uuid/set_allowed_address_pairs/', {
    summary: 'Say which addresses a port may have beside its own, also while its VM runs',
    body: z.object({ allowed_address_pairs: addressPairs }),
    run: (tx, { actor, found, body }) => updatePort(tx, actor, found, body),
    answer: ports.changed,
  });
  on('POST', '/openstack-ports/:uuid/update_security_groups/', {
    summary: 'Give a port these security groups, also while its VM runs',
    body: z.union([z.object({ security_groups: portGroups }), portGroups]),
    run: (tx, { actor, found, body }) => setPortGroups(tx, actor, found, readGroupsBody(body)),
    answer: scheduled('update_security_groups'),
  });
  on('DELETE', '/openstack-ports/:uuid/', {
    summary: 'Delete a port; 409 while a VM has it',
    refuses: [409],
    run: (tx, { actor, found }) => deletePort(tx, actor, found),
    answer: gone,
  });
}
