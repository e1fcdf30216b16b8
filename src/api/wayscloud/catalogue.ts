import { sql } from 'kysely';
import { z } from 'zod';
import { parseUuid } from '../../common/uuid.ts';
import { everyUserMay, visible } from '../../identity/index.ts';
import type { ApiContext, App } from '../context.ts';
import { detailSchema, notFound } from '../errors.ts';
import { baseUrl, envelope, paged, pageQuery, window } from '../paging.ts';
import { filter, named, nameFilters, uuidFilter, uuidParams } from './filters.ts';
import { type Readers, reader } from './reader.ts';

const tags = ['Catalogue'];
const atLeast = z.coerce.number().int().min(0).max(16_777_216).optional();

const categorySchema = z.object({ uuid: z.string(), name: z.string(), title: z.string(), description: z.string() });
const planSchema = z.object({
  uuid: z.string(),
  name: z.string(),
  description: z.string(),
  unit: z.enum(['month', 'day', 'hour']),
  unit_price: z.string().meta({ description: 'Decimal' }),
});
const offeringSchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    name: z.string(),
    description: z.string(),
    type: z.string(),
    state: z.string(),
    category: categorySchema,
    flavor: z.string().nullable().meta({ description: 'When set, an order may leave the flavor out' }),
    plans: z.array(planSchema),
    created: z.iso.datetime(),
  })
  .meta({ id: 'Offering' });

const flavorSchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    name: z.string(),
    cores: z.int(),
    ram: z.int().meta({ description: 'MiB' }),
    disk: z.int().meta({ description: 'MiB' }),
  })
  .meta({ id: 'Flavor' });

const projectSchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    name: z.string(),
    description: z.string(),
    customer: z.string(),
    customer_name: z.string(),
    created: z.iso.datetime(),
    quotas: z.record(z.string(), z.object({ limit: z.int(), usage: z.int() })),
  })
  .meta({ id: 'Project' });

const offerings: Readers<z.input<typeof offeringSchema>> = reader(
  sql`
    SELECT o.uuid, o.name, o.description, o.state, o.flavor, o.created, 'OpenStack.Instance' AS type,
      jsonb_build_object('uuid', c.uuid, 'name', c.name, 'title', c.title, 'description', c.description) AS category,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', l.uuid, 'name', l.name, 'description', l.description,
        'unit', l.unit, 'unit_price', l.unit_price::text) ORDER BY l.unit_price, l.name), '[]')
        FROM plan l WHERE l.offering = o.uuid AND NOT l.archived) AS plans
    FROM offering o JOIN category c ON c.uuid = o.category`,
  'marketplace-offerings',
);

const flavors: Readers<z.input<typeof flavorSchema>> = reader(
  sql`SELECT f.uuid, f.name, f.vcpus AS cores, f.memory_mib AS ram, f.disk_mib AS disk FROM flavor f`,
  'openstack-flavors',
);

const projects: Readers<z.input<typeof projectSchema>> = reader(
  sql`
    SELECT p.uuid, p.name, p.description, p.customer, c.name AS customer_name, p.created,
      jsonb_build_object(
        'instances', jsonb_build_object('limit', p.quota_instances, 'usage', u.instances),
        'vcpu', jsonb_build_object('limit', p.quota_vcpus, 'usage', u.vcpus),
        'ram', jsonb_build_object('limit', p.quota_memory_mib, 'usage', u.memory),
        'storage', jsonb_build_object('limit', p.quota_storage_mib,
          'usage', (SELECT coalesce(sum(size_mib), 0) FROM volume v WHERE v.project = p.uuid)),
        'floating_ips', jsonb_build_object('limit', p.quota_floating_ips,
          'usage', (SELECT count(*) FROM floating_ip f WHERE f.project = p.uuid))) AS quotas
    FROM project p JOIN customer c ON c.uuid = p.customer, LATERAL (
      SELECT count(*) AS instances, coalesce(sum(vcpus), 0) AS vcpus, coalesce(sum(memory_mib), 0) AS memory
      FROM instance i WHERE i.project = p.uuid AND i.reserved) u`,
  'projects',
);

export function catalogueRoutes(app: App, { db }: ApiContext): void {
  const offeringQuery = z.object({
    ...pageQuery,
    ...nameFilters,
    category_name: z.string().max(100).optional(),
    category_uuid: uuidFilter,
  });
  app.get(
    '/marketplace-offerings/',
    {
      schema: {
        tags,
        summary: 'List offerings with their plans',
        querystring: offeringQuery,
        response: { 200: envelope(offeringSchema) },
      },
    },
    async (request, reply) => {
      everyUserMay(request.actor);
      const { query } = request;
      const active = named(sql<boolean>`o.state = 'Active'`, 'o.name', query);
      const where = filter(active, { 'c.name': query.category_name, 'c.uuid': query.category_uuid });
      const { count, rows } = await offerings.page(db, where, sql`o.name`, window(query), baseUrl(request, '/api'));
      return paged(request, reply, query, count, rows);
    },
  );
  app.get(
    '/marketplace-offerings/:uuid/',
    {
      schema: {
        tags,
        summary: 'Get an offering',
        params: uuidParams,
        response: { 200: offeringSchema, 404: detailSchema },
      },
    },
    async (request) => {
      everyUserMay(request.actor);
      const where = sql<boolean>`o.uuid = ${parseUuid(request.params.uuid)}`;
      return (await offerings.one(db, where, baseUrl(request, '/api'))) ?? Promise.reject(notFound());
    },
  );

  const flavorQuery = z.object({
    ...pageQuery,
    ...nameFilters,
    cores__gte: atLeast,
    ram__gte: atLeast,
    disk__gte: atLeast,
  });
  app.get(
    '/openstack-flavors/',
    {
      schema: {
        tags,
        summary: 'List flavors, smallest first',
        querystring: flavorQuery,
        response: { 200: envelope(flavorSchema) },
      },
    },
    async (request, reply) => {
      everyUserMay(request.actor);
      const { query } = request;
      const large = sql<boolean>`f.vcpus >= ${query.cores__gte ?? 0} AND f.memory_mib >= ${query.ram__gte ?? 0} AND f.disk_mib >= ${query.disk__gte ?? 0}`;
      const order = sql`f.vcpus, f.memory_mib, f.disk_mib`;
      const { count, rows } = await flavors.page(
        db,
        named(large, 'f.name', query),
        order,
        window(query),
        baseUrl(request, '/api'),
      );
      return paged(request, reply, query, count, rows);
    },
  );
  app.get(
    '/openstack-flavors/:uuid/',
    {
      schema: {
        tags,
        summary: 'Get a flavor',
        params: uuidParams,
        response: { 200: flavorSchema, 404: detailSchema },
      },
    },
    async (request) => {
      everyUserMay(request.actor);
      const where = sql<boolean>`f.uuid = ${parseUuid(request.params.uuid)}`;
      return (await flavors.one(db, where, baseUrl(request, '/api'))) ?? Promise.reject(notFound());
    },
  );

  app.get(
    '/projects/',
    {
      schema: {
        tags: ['Projects'],
        summary: 'List projects with their quotas',
        querystring: z.object({ ...pageQuery, ...nameFilters }),
        response: { 200: envelope(projectSchema) },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const where = named(sql<boolean>`p.removed IS NULL AND ${visible(request.actor, 'p.uuid')}`, 'p.name', query);
      const { count, rows } = await projects.page(
        db,
        where,
        sql`p.name, p.uuid`,
        window(query),
        baseUrl(request, '/api'),
      );
      return paged(request, reply, query, count, rows);
    },
  );
  app.get(
    '/projects/:uuid/',
    {
      schema: {
        tags: ['Projects'],
        summary: 'Get a project',
        params: uuidParams,
        response: { 200: projectSchema, 404: detailSchema },
      },
    },
    async (request) => {
      const where = sql<boolean>`p.uuid = ${parseUuid(request.params.uuid)} AND p.removed IS NULL AND ${visible(request.actor, 'p.uuid')}`;
      return (await projects.one(db, where, baseUrl(request, '/api'))) ?? Promise.reject(notFound());
    },
  );
}
