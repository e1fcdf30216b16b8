import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { invalid, type InvalidRequest } from '../../common/field-errors.ts';
import { parseUuid } from '../../common/uuid.ts';
import {
  changedEndDate,
  deleteProject,
  endAction,
  endChange,
  endColumns,
  endDate,
  type EndColumns,
} from '../../actions/index.ts';
import type { Database } from '../../db/index.ts';
import {
  audit,
  cloudNames,
  createProject,
  permitted,
  type Quotas,
  requirePermission,
  updateProject,
  visible,
  visibleCustomer,
  visibleUser,
  withRole,
} from '../../identity/index.ts';
import { provisionProject } from '../../network/index.ts';
import { actorOf } from '../http/authentication.ts';
import { type Collection, collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { gone } from '../http/answers.ts';
import {
  alwaysText,
  contains,
  equals,
  type Filters,
  flag,
  flagFor,
  onlyIf,
  references,
  related,
  repeatable,
  timeFilters,
} from '../http/filters.ts';
import { routesOn } from '../http/route.ts';
import { projectCostRoutes } from './project-costs.ts';
import { projectEventRoutes } from './project-events.ts';
import { labelFilters, rolesIn } from './project-filters.ts';
import { presentProject, type ProjectRow, projectSchema, projectView } from './projects.schema.ts';
import type { App } from '../http/app.ts';

const limit = z.int().min(0).max(2_000_000_000).optional();
const quotas = z
  .object({
    instances: limit,
    vcpu: limit,
    ram: limit,
    storage: limit,
    images_size: limit,
    floating_ips: limit,
    snapshots: limit,
    snapshots_size: limit,
  })
  .optional()
  .describe('Limits, set by staff; ram, storage (of volumes), images_size and snapshots_size in MiB');
const name = z.string().trim().min(1, 'This field may not be blank.').max(500);
const description = z.string().max(4096);
/** Named to be refused: a date that is dropped in silence would be believed. */
const noStart = z.null('A project begins at once. Make it on the day that it is to begin.').optional();
const dates = (end: typeof endDate) => ({
  start_date: noStart,
  end_date: end
    .optional()
    .describe(
      'From the beginning of this day in UTC, or from this time on, nothing more is ordered in it, and `end_action` is done; null: it stays',
    ),
  end_action: endAction
    .optional()
    .describe(
      'What happens then to what is in it: `delete`, or `stop`: its VMs are stopped, and are not started before it has a later end or none',
    ),
  grace_period_days: z
    .int()
    .min(0)
    .max(365)
    .nullish()
    .describe('So many days after its end date that is done to what is in it; null: on that day'),
});

/** The columns of that. */
const endsOf = (
  { ends_at, end_action, ...ends }: EndColumns,
  { grace_period_days: grace_days }: { grace_period_days?: number | null | undefined },
) => ({ ends_at, end_action, grace_days, ends });

const home = z.string().max(32);

const newProject = z.object({
  name,
  description: description.optional(),
  customer: z.string().max(500).describe('UUID or hyperlink; its owners and staff may'),
  cloud: home.optional().describe('Where it lives with all that is in it, for good; without it on the default cloud'),
  quotas,
  ...dates(endDate),
});

const customerName = sql`(SELECT c.name FROM customer c WHERE c.uuid = p.customer)`;
const ofUser = related(
  (users, actor) => sql<boolean>`p.uuid IN (SELECT g.project FROM role_grant g
    WHERE g.user_uuid = ${users} AND ${visibleUser(actor, 'g.user_uuid')} AND (g.expires IS NULL OR g.expires > now()))`,
);

const filters: Filters = {
  ...labelFilters('p'),
  slug: equals('p.slug'),
  backend_id: alwaysText(''),
  cloud: equals('p.cloud'),
  customer: references('p.customer'),
  customer_uuid: references('p.customer'),
  customer_name: contains(customerName),
  customer_native_name: alwaysText(''),
  customer_abbreviation: alwaysText(''),
  ...timeFilters('created', 'p.created'),
  user_uuid: ofUser,
  user_uuid_with_active_role: ofUser,
  can_admin: flagFor((actor) => withRole(actor, 'p.uuid', ['PROJECT.ADMIN'])),
  can_manage: flagFor((actor) => permitted(actor, 'PROJECT.UPDATE', 'p.uuid')),
  current_user_has_role: repeatable(500, (words, actor) => withRole(actor, 'p.uuid', rolesIn(words))),
  is_removed: flag(sql<boolean>`false`),
  conceal_finished_projects: onlyIf(sql<boolean>`(p.ends_at <= now()) IS NOT TRUE`),
  include_terminated: {
    schema: z.literal('false', 'Projects that were deleted are not shown any more: leave it out.'),
    where: () => sql<boolean>`true`,
  },
};

export function projectRoutes(app: App, context: ApiContext, dialect: Dialect): void {
  const { db } = context;
  const projects = collection(app, dialect, {
    db,
    path: 'projects',
    tag: 'Projects',
    one: 'a project with its quotas',
    many: 'projects with their quotas',
    item: projectSchema,
    view: projectView,
    readable: (actor) => sql<boolean>`p.removed IS NULL AND ${visible(actor, 'p.uuid')}`,
    filters,
    sorts: { name: 'p.name', created: 'p.created', customer_name: customerName },
    order: ['p.name', 'p.uuid'],
    present: presentProject,
  });

  createRoute(app, context, projects);
  projectEventRoutes(app, context, dialect, projects);
  projectCostRoutes(app, context, dialect, projects.find);

  changeRoutes(app, context, projects);
  const on = routesOn(app, db, { tag: 'Projects', find: projects.find });
  on('DELETE', '/projects/:uuid/', {
    summary: 'Delete a project that has nothing left but its network',
    permission: ({ actor, found }) => requirePermission(actor, 'PROJECT.DELETE', found.uuid),
    refuses: [409],
    run: (tx, { actor, found }) => deleteProject(tx, actor, found.uuid),
    answer: gone,
  });
}

function changeRoutes(app: App, { db }: ApiContext, projects: Collection<ProjectRow, typeof projectSchema>): void {
  const on = routesOn(app, db, { tag: 'Projects', find: projects.find });
  const changes = {
    name: name.optional(),
    description: description.optional(),
    cloud: home.optional(),
    quotas,
    ...dates(changedEndDate),
  };
  for (const [method, summary, body] of [
    [
      'PUT',
      'Change a project; what is left out gets its default',
      z.object({ ...changes, name, description: description.default('') }),
    ],
    ['PATCH', 'Change some of a project', z.object(changes)],
  ] as const) {
    on(method, '/projects/:uuid/', {
      summary,
      permission: ({ actor, found, body: wanted }) => {
        requirePermission(actor, 'PROJECT.UPDATE', found.uuid);
        if (wanted.quotas !== undefined) requirePermission(actor, 'CLOUD.OPERATE', null);
        if ([wanted.end_date, wanted.end_action, wanted.grace_period_days].some((wish) => wish !== undefined))
          requirePermission(actor, 'PROJECT.DELETE', found.uuid);
      },
      body,
      run: async (tx, { actor, found, body: wanted }) => {
        if (wanted.cloud !== undefined && wanted.cloud !== found.cloud) throw stays(found.cloud);
        const { name: called, description: about } = wanted;
        await updateProject(tx, actor, found.uuid, {
          name: called,
          description: about,
          quotas: columns(wanted.quotas),
          ...endsOf(await endChange(tx, actor, ['project', found.uuid], wanted), wanted),
        });
      },
      answer: projects.changed,
    });
  }
}

function createRoute(
  app: App,
  { db, clouds }: ApiContext,
  { created, show }: Pick<Collection<unknown, typeof projectSchema>, 'created' | 'show'>,
): void {
  routesOn(app, db, { tag: 'Projects', find: customerOf(db) })('POST', '/projects/', {
    summary: 'Make a project with a network of its own',
    permission: ({ actor, found, body }) => {
      requirePermission(actor, 'PROJECT.CREATE', found.uuid);
      if (body.quotas !== undefined) requirePermission(actor, 'CLOUD.OPERATE', null);
    },
    body: newProject,
    run: async (tx, { actor, found, body }) => {
      const { name: called, description: about = '', cloud = clouds.first } = body;
      if (clouds.of(cloud) === null) throw noSuchCloud(cloud, await cloudNames(tx));
      const wanted = { customer: found.uuid, name: called, description: about, cloud };
      const uuid = await createProject(tx, {
        ...wanted,
        quotas: columns(body.quotas),
        ...endsOf(endColumns(actor, body), body),
      });
      await provisionProject(tx, uuid);
      await audit(tx, actor, 'project.create', { object: uuid, project: uuid });
      return uuid;
    },
    answer: {
      ...created,
      body: async ({ request, done }) => {
        // who owns the customer sees the project from now on
        request.actor = await actorOf(db, request);
        return show(request, done);
      },
    },
  });
}

const noSuchCloud = (cloud: string, names: string[]): InvalidRequest =>
  invalid('cloud', `There is no cloud "${cloud}". There are: ${names.join(', ')}.`);

const stays = (cloud: string): InvalidRequest =>
  invalid(
    'cloud',
    `The project lives on "${cloud}", and cannot move: its VMs are there. Make another one on the other cloud.`,
  );

/** The customer that a body names. Throws `InvalidRequest`. */
function customerOf(db: Database): (request: FastifyRequest) => Promise<{ uuid: string }> {
  return async ({ actor, body }) => {
    const customer = parseUuid((body as { customer: string }).customer);
    const isVisible = sql<boolean>`uuid = ${customer} AND removed IS NULL AND ${visibleCustomer(actor, 'uuid')}`;
    const row = await db.selectFrom('customer').select('uuid').where(isVisible).executeTakeFirst();
    if (row !== undefined) return row;
    throw invalid(
      'customer',
      'Object does not exist: no customer of this UUID is available to you. GET /api/customers/ lists those that are.',
    );
  };
}

const quotaColumns: Record<string, keyof Quotas> = {
  instances: 'quota_instances',
  vcpu: 'quota_vcpus',
  ram: 'quota_memory_mib',
  storage: 'quota_storage_mib',
  images_size: 'quota_images_mib',
  floating_ips: 'quota_floating_ips',
  snapshots: 'quota_snapshots',
  snapshots_size: 'quota_snapshots_mib',
};

/** The limits of a request by the columns that keep them. */
function columns(limits: z.output<typeof quotas> = {}): Partial<Quotas> {
  return Object.fromEntries(Object.entries(limits).map(([quota, value]) => [quotaColumns[quota], value]));
}
