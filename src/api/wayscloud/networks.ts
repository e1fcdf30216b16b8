import { sql } from 'kysely';
import { z } from 'zod';
import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import { parseUuid } from '../../common/uuid.ts';
import { audit, usableProject, visible } from '../../identity/index.ts';
import { allocateFloatingIp, releaseFloatingIp } from '../../network/index.ts';
import { reference } from '../../orders/index.ts';
import type { ApiContext, App } from '../context.ts';
import { conflict, detailSchema, notFound } from '../errors.ts';
import { baseUrl, envelope, paged, pageQuery, window } from '../paging.ts';
import { filter, named, nameFilters, uuidFilter, uuidParams } from './filters.ts';
import { type Readers, reader } from './reader.ts';

const tags = ['Network'];

const subnetFields = { uuid: z.string(), name: z.string(), cidr: z.string(), gateway_ip: z.string() };
const subnetSchema = z
  .object({
    ...subnetFields,
    url: z.string(),
    description: z.string(),
    network: z.string(),
    network_name: z.string(),
    project: z.string(),
    allocation_pools: z.array(z.object({ start: z.string(), end: z.string() })),
    dns_nameservers: z.array(z.string()),
    created: z.iso.datetime(),
  })
  .meta({ id: 'Subnet' });
const networkSchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    name: z.string(),
    description: z.string(),
    project: z.string(),
    subnets: z.array(z.object(subnetFields)),
    created: z.iso.datetime(),
  })
  .meta({ id: 'Network' });
const floatingIpSchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    address: z.string(),
    project: z.string(),
    state: z.string(),
    runtime_state: z.enum(['ACTIVE', 'DOWN']),
    port: z.string().nullable(),
    resource_uuid: z.string().nullable(),
    resource_name: z.string().nullable(),
    created: z.iso.datetime(),
  })
  .meta({ id: 'FloatingIp' });

const networks: Readers<z.input<typeof networkSchema>> = reader(
  sql`SELECT n.uuid, n.name, n.description, n.project, n.created,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', s.uuid, 'name', s.name, 'cidr', s.cidr::text,
      'gateway_ip', host(s.gateway)) ORDER BY s.created), '[]') FROM subnet s WHERE s.network = n.uuid) AS subnets
    FROM network n`,
  'openstack-networks',
);
const subnets: Readers<z.input<typeof subnetSchema>> = reader(
  sql`SELECT s.uuid, s.name, s.description, s.cidr::text AS cidr, host(s.gateway) AS gateway_ip, s.network,
    n.name AS network_name, s.project, s.created,
    jsonb_build_array(jsonb_build_object('start', host(s.pool_first), 'end', host(s.pool_last))) AS allocation_pools,
    (SELECT coalesce(jsonb_agg(host(d)), '[]') FROM unnest(s.dns_nameservers) d) AS dns_nameservers
    FROM subnet s JOIN network n ON n.uuid = s.network`,
  'openstack-subnets',
);
const floatingIps: Readers<z.input<typeof floatingIpSchema>> = reader(
  sql`SELECT f.uuid, host(a.address) AS address, f.project, 'OK' AS state, f.port, f.created,
    CASE WHEN f.port IS NULL THEN 'DOWN' ELSE 'ACTIVE' END AS runtime_state, i.uuid AS resource_uuid, i.name AS resource_name
    FROM floating_ip f JOIN address a ON a.floating_ip = f.uuid
    LEFT JOIN port t ON t.uuid = f.port LEFT JOIN instance i ON i.uuid = t.instance`,
  'openstack-floating-ips',
);

export function networkRoutes(app: App, { db }: ApiContext): void {
  const listQuery = z.object({ ...pageQuery, ...nameFilters, project_uuid: uuidFilter });

  app.get(
    '/openstack-networks/',
    {
      schema: {
        tags,
        summary: 'List networks',
        querystring: listQuery,
        response: { 200: envelope(networkSchema) },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const own = sql<boolean>`n.project IS NOT NULL AND ${visible(request.actor, 'n.project')}`;
      const where = filter(named(own, 'n.name', query), { 'n.project': query.project_uuid });
      const { count, rows } = await networks.page(
        db,
        where,
        sql`n.created, n.uuid`,
        window(query),
        baseUrl(request, '/api'),
      );
      return paged(request, reply, query, count, rows);
    },
  );
  app.get(
    '/openstack-networks/:uuid/',
    {
      schema: {
        tags,
        summary: 'Get a network',
        params: uuidParams,
        response: { 200: networkSchema, 404: detailSchema },
      },
    },
    async (request) => {
      const where = sql<boolean>`n.uuid = ${parseUuid(request.params.uuid)} AND n.project IS NOT NULL AND ${visible(request.actor, 'n.project')}`;
      return (await networks.one(db, where, baseUrl(request, '/api'))) ?? Promise.reject(notFound());
    },
  );

  app.get(
    '/openstack-subnets/',
    {
      schema: {
        tags,
        summary: 'List subnets',
        querystring: listQuery.extend({ network_uuid: uuidFilter }),
        response: { 200: envelope(subnetSchema) },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const own = sql<boolean>`s.project IS NOT NULL AND ${visible(request.actor, 's.project')}`;
      const where = filter(named(own, 's.name', query), {
        's.project': query.project_uuid,
        's.network': query.network_uuid,
      });
      const { count, rows } = await subnets.page(
        db,
        where,
        sql`s.created, s.uuid`,
        window(query),
        baseUrl(request, '/api'),
      );
      return paged(request, reply, query, count, rows);
    },
  );
  app.get(
    '/openstack-subnets/:uuid/',
    {
      schema: {
        tags,
        summary: 'Get a subnet',
        params: uuidParams,
        response: { 200: subnetSchema, 404: detailSchema },
      },
    },
    async (request) => {
      const where = sql<boolean>`s.uuid = ${parseUuid(request.params.uuid)} AND s.project IS NOT NULL AND ${visible(request.actor, 's.project')}`;
      return (await subnets.one(db, where, baseUrl(request, '/api'))) ?? Promise.reject(notFound());
    },
  );

  const floatingQuery = z.object({
    ...pageQuery,
    project_uuid: uuidFilter,
    address: z.string().max(45).optional(),
    free: z.stringbool().optional().describe('true: only those that nothing uses'),
  });
  app.get(
    '/openstack-floating-ips/',
    {
      schema: {
        tags,
        summary: 'List floating IPs',
        querystring: floatingQuery,
        response: { 200: envelope(floatingIpSchema) },
      },
    },
    async (request, reply) => {
      const { query } = request;
      let where = filter(visible(request.actor, 'f.project'), { 'f.project': query.project_uuid });
      if (query.address !== undefined) where = sql`${where} AND host(a.address) = ${query.address}`;
      if (query.free !== undefined) where = sql`${where} AND (f.port IS NULL) = ${query.free}`;
      const { count, rows } = await floatingIps.page(
        db,
        where,
        sql`f.created, f.uuid`,
        window(query),
        baseUrl(request, '/api'),
      );
      return paged(request, reply, query, count, rows);
    },
  );

  const own = (request: { actor: Parameters<typeof visible>[0]; params: { uuid: string } }) =>
    sql<boolean>`f.uuid = ${parseUuid(request.params.uuid)} AND ${visible(request.actor, 'f.project')}`;
  app.get(
    '/openstack-floating-ips/:uuid/',
    {
      schema: {
        tags,
        summary: 'Get a floating IP',
        params: uuidParams,
        response: { 200: floatingIpSchema, 404: detailSchema },
      },
    },
    async (request) =>
      (await floatingIps.one(db, own(request), baseUrl(request, '/api'))) ?? Promise.reject(notFound()),
  );

  app.post(
    '/openstack-floating-ips/',
    {
      schema: {
        tags,
        summary: 'Allocate a floating IP',
        body: z.object({ project: reference }),
        response: { 201: floatingIpSchema, 409: detailSchema },
      },
    },
    async (request, reply) => {
      const project = parseUuid(request.body.project) ?? '';
      if (!(await usableProject(db, request.actor, project))) {
        const errors = new FieldErrors();
        errors.add(
          ['project'],
          'Object does not exist: no project of this UUID is available to you. GET /api/projects/ lists those that are.',
        );
        throw new InvalidRequest(errors);
      }
      const made = await db.transaction().execute(async (tx) => {
        const allocated = await allocateFloatingIp(tx, project, false);
        await audit(tx, request.actor, 'floating-ip.allocate', { object: allocated.uuid, project });
        return allocated;
      });
      const answer = await floatingIps.one(db, sql<boolean>`f.uuid = ${made.uuid}`, baseUrl(request, '/api'));
      if (answer === null) throw notFound();
      return reply.code(201).header('location', answer.url).send(answer);
    },
  );

  app.delete(
    '/openstack-floating-ips/:uuid/',
    {
      schema: {
        tags,
        summary: 'Release a floating IP that nothing uses',
        params: uuidParams,
        response: { 204: z.null(), 404: detailSchema, 409: detailSchema },
      },
    },
    async (request, reply) => {
      const found = await floatingIps.one(db, own(request), '');
      if (found === null) throw notFound();
      await db.transaction().execute(async (tx) => {
        if ((await releaseFloatingIp(tx, found.uuid)) === 'in-use') {
          const user = found.resource_name ?? 'a port';
          throw conflict(`The floating IP is in use by ${user}. Delete the VM or give it another one first.`);
        }
        await audit(tx, request.actor, 'floating-ip.release', { object: found.uuid, project: found.project });
      });
      return reply.code(204).send(null);
    },
  );
}
