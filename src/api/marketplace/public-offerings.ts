import { sql } from 'kysely';
import { z } from 'zod';
import { notFound } from '../../common/problem.ts';
import { parseUuid } from '../../common/uuid.ts';
import { findOne, findPage } from '../../db/index.ts';
import { everyUserMay } from '../../identity/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, presenter } from '../dialects/dialect.ts';
import {
  choice,
  equals,
  flag,
  type Filters,
  nameFilters,
  references,
  repeatable,
  uuidParams,
} from '../http/filters.ts';
import { routesOn } from '../http/route.ts';
import { paged, pageQuery, window } from '../http/paging.ts';
import { planSchema, planView, presentPlan } from './plans.schema.ts';
import { presentPublicOffering, publicOfferingSchema, publicOfferingView, slug } from './public-offerings.schema.ts';
import { scopeOf } from './scope.ts';
import type { App } from '../http/app.ts';
import { forProjects } from '../identity/project-filters.ts';

const tag = 'Catalogue';

/** Waldur's view of what can be ordered, shown for one project: see `scopeOf`. */
export function publicOfferingRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  const { find } = collection(app, dialect, {
    db,
    path: 'marketplace-public-offerings',
    tag,
    one: 'an offering as Waldur shows it',
    many: 'offerings as Waldur shows them',
    item: publicOfferingSchema,
    view: publicOfferingView,
    readable: (actor) => {
      everyUserMay(actor);
      return sql<boolean>`o.state <> 'Draft'`;
    },
    filters,
    unlessAsked: { parameters: ['state', 'uuid'], where: sql<boolean>`o.state IN ('Active', 'Paused')` },
    sorts: { name: 'o.name', created: 'o.created', state: 'o.state', type: 'o.type' },
    order: sql`o.name, o.uuid`,
    present: async (row, as, request) => presentPublicOffering(row, await scopeOf(db, request), as),
  });

  const on = routesOn(app, db, { tag, find });
  on('GET', '/marketplace-public-offerings/:uuid/plans/', {
    summary: 'List the plans of an offering',
    query: z.object(pageQuery),
    answer: {
      status: 200,
      schema: dialect.listSchema(planSchema),
      body: async ({ request, reply, found, query }) => {
        const where = sql<boolean>`l.offering = ${found.uuid} AND NOT l.archived`;
        const { count, rows } = await findPage(db, planView, where, sql`l.unit_price, l.name`, window(query));
        const scope = await scopeOf(db, request);
        const as = presenter(request, dialect);
        const results = rows.map((plan) => presentPlan(plan, scope?.resources[plan.uuid] ?? 0, as));
        return paged(request, reply, dialect, query, { count, results });
      },
    },
  });
  on('GET', '/marketplace-public-offerings/:uuid/plans/:plan/', {
    summary: 'Get a plan of an offering',
    params: uuidParams.extend({ plan: z.string() }),
    answer: {
      status: 200,
      schema: planSchema,
      body: async ({ request, found }) => {
        const uuid = parseUuid((request.params as { plan: string }).plan);
        const where = sql<boolean>`l.uuid = ${uuid} AND l.offering = ${found.uuid}`;
        const plan = uuid === null ? null : await findOne(db, planView, where);
        if (plan === null) throw notFound();
        const scope = await scopeOf(db, request);
        return presentPlan(plan, scope?.resources[plan.uuid] ?? 0, presenter(request, dialect));
      },
    },
  });
}

const filters: Filters = {
  ...nameFilters('o.name'),
  slug: equals(slug),
  project_uuid: forProjects(null),
  scope_uuid: forProjects(null),
  category_uuid: references('o.category'),
  type: repeatable(50, (types) => sql<boolean>`o.type = ANY(${types})`),
  state: choice(
    ['Active', 'Archived', 'Draft', 'Paused', 'Unavailable'],
    (states) => sql<boolean>`o.state = ANY(${states})`,
  ),
  shared: flag(sql<boolean>`true`),
  billable: flag(sql<boolean>`false`),
};
