import { sql } from 'kysely';
import { z } from 'zod';
import { invalid } from '../../common/field-errors.ts';
import { parseUuid } from '../../common/uuid.ts';
import type { Database } from '../../db/index.ts';
import {
  type Actor,
  audit,
  createProject,
  type Quotas,
  removeProject,
  requirePermission,
  updateProject,
  visible,
  visibleCustomer,
} from '../../identity/index.ts';
import { provisionProject, removeProjectNetwork } from '../../network/index.ts';
import { actorOf } from '../http/authentication.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { detailSchema } from '../http/errors.ts';
import { equals, references, uuidParams } from '../http/filters.ts';
import { labelFilters } from './project-filters.ts';
import { presentProject, projectSchema, projects } from './projects.schema.ts';
import type { App } from '../http/app.ts';

const tags = ['Projects'];

const limit = z.int().min(0).max(2_000_000_000).optional();
const quotas = z
  .object({ instances: limit, vcpu: limit, ram: limit, storage: limit, floating_ips: limit })
  .optional()
  .describe('Limits, set by staff; ram and storage in MiB');
const name = z.string().trim().min(1, 'This field may not be blank.').max(500);
const description = z.string().max(4096);
const noDate = z
  .null('A project begins at once and does not end by itself: give its VMs and volumes an end_date each.')
  .optional();
/** Named to be refused: a date that is dropped in silence would be believed. */
const dates = { start_date: noDate, end_date: noDate };

export function projectRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  const { find, show } = collection(app, dialect, {
    db,
    path: 'projects',
    tag: 'Projects',
    one: 'a project with its quotas',
    many: 'projects with their quotas',
    item: projectSchema,
    view: projects,
    readable: (actor) => sql<boolean>`p.removed IS NULL AND ${visible(actor, 'p.uuid')}`,
    filters: {
      ...labelFilters('p'),
      slug: equals('p.slug'),
      customer: references('p.customer'),
    },
    sorts: { name: 'p.name', created: 'p.created' },
    order: sql`p.name, p.uuid`,
    present: presentProject,
  });

  app.post(
    '/projects/',
    {
      schema: {
        tags,
        summary: 'Make a project with a network of its own',
        body: z.object({
          name,
          description: description.optional(),
          customer: z.string().max(500).describe('UUID or hyperlink; its owners and staff may'),
          quotas,
          ...dates,
        }),
        response: { 201: projectSchema },
      },
    },
    async (request, reply) => {
      const { actor, body } = request;
      const customer = await customerOf(db, actor, body.customer);
      requirePermission(actor, 'PROJECT.CREATE', customer);
      if (body.quotas !== undefined) requirePermission(actor, 'CLOUD.OPERATE', null);
      const uuid = await db.transaction().execute(async (tx) => {
        const wanted = { customer, name: body.name, description: body.description ?? '' };
        const created = await createProject(tx, { ...wanted, quotas: columns(body.quotas) });
        await provisionProject(tx, created);
        await audit(tx, actor, 'project.create', { object: created, project: created });
        return created;
      });
      // who owns the customer sees the project from now on
      request.actor = await actorOf(db, request);
      const created = await show(request, uuid);
      return reply.code(201).header('location', created.url).send(created);
    },
  );

  const changes = { name: name.optional(), description: description.optional(), quotas, ...dates };
  for (const [method, summary, body] of [
    [
      'PUT',
      'Change a project; what is left out gets its default',
      z.object({ ...changes, name, description: description.default('') }),
    ],
    ['PATCH', 'Change some of a project', z.object(changes)],
  ] as const) {
    app.route({
      method,
      url: '/projects/:uuid/',
      schema: { tags, summary, params: uuidParams, body, response: { 200: projectSchema, 404: detailSchema } },
      handler: async (request) => {
        const { actor, body: wanted } = request;
        const { uuid } = await find(request);
        requirePermission(actor, 'PROJECT.UPDATE', uuid);
        if (wanted.quotas !== undefined) requirePermission(actor, 'CLOUD.OPERATE', null);
        const change = { name: wanted.name, description: wanted.description, quotas: columns(wanted.quotas) };
        await db.transaction().execute((tx) => updateProject(tx, actor, uuid, change));
        return show(request, uuid);
      },
    });
  }

  app.delete(
    '/projects/:uuid/',
    {
      schema: {
        tags,
        summary: 'Delete a project that has nothing left but its network',
        params: uuidParams,
        response: { 204: z.null(), 404: detailSchema, 409: detailSchema },
      },
    },
    async (request, reply) => {
      const { uuid } = await find(request);
      requirePermission(request.actor, 'PROJECT.DELETE', uuid);
      await db.transaction().execute(async (tx) => {
        await removeProject(tx, request.actor, uuid);
        await removeProjectNetwork(tx, uuid);
      });
      return reply.code(204).send(null);
    },
  );
}

async function customerOf(db: Database, actor: Actor, reference: string): Promise<string> {
  const query = db.selectFrom('customer').select('uuid');
  const row = await query
    .where(sql<boolean>`uuid = ${parseUuid(reference)} AND ${visibleCustomer(actor, 'uuid')}`)
    .executeTakeFirst();
  if (row !== undefined) return row.uuid;
  throw invalid(
    'customer',
    'Object does not exist: no customer of this UUID is available to you. GET /api/customers/ lists those that are.',
  );
}

const quotaColumns: Record<string, keyof Quotas> = {
  instances: 'quota_instances',
  vcpu: 'quota_vcpus',
  ram: 'quota_memory_mib',
  storage: 'quota_storage_mib',
  floating_ips: 'quota_floating_ips',
};

/** The limits of a request by the columns that keep them. */
function columns(limits: z.output<typeof quotas> = {}): Partial<Quotas> {
  return Object.fromEntries(Object.entries(limits).map(([quota, value]) => [quotaColumns[quota], value]));
}
