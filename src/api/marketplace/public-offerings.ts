import { registerList } from '../http/list.ts';
import { forCustomers, orderedBy } from './offering-filter.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { notFound } from '../../common/problem.ts';
import { parseUuid } from '../../common/uuid.ts';
import { findOne } from '../../db/index.ts';
import { everyUserMay } from '../../identity/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, presenter } from '../dialects/dialect.ts';
import {
  contains,
  equals,
  type Filters,
  flag,
  listed,
  nameFilters,
  ofNone,
  oneOf,
  references,
  repeatable,
  search,
  timeFilters,
  uuidParams,
} from '../http/filters.ts';
import { routesOn } from '../http/route.ts';
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
    order: ['o.name', 'o.uuid'],
    present: async (row, as, request) => presentPublicOffering(row, await scopeOf(db, request), as),
  });

  registerList(app, dialect, {
    db,
    path: 'marketplace-public-offerings/:uuid/plans',
    tag,
    summary: 'List the plans of an offering',
    item: planSchema,
    view: planView,
    readable: (actor) => {
      everyUserMay(actor);
      return sql<boolean>`NOT l.archived`;
    },
    within: async (request) => sql<boolean>`l.offering = ${(await find(request)).uuid}`,
    filters: nameFilters('l.name'),
    sorts: { name: 'l.name', unit_price: 'l.unit_price' },
    order: ['l.unit_price', 'l.name'],
    present: async (plan, as, request) =>
      presentPlan(plan, (await scopeOf(db, request))?.resources[plan.uuid] ?? 0, as),
  });
  const on = routesOn(app, db, { tag, find });
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

const shown = flag(sql<boolean>`true`);
const never = flag(sql<boolean>`false`);
/** Texts by which offerings are searched. */
const searched = search('o.name', 'o.description');

const filters: Filters = {
  ...nameFilters('o.name'),
  description: contains('o.description'),
  keyword: searched,
  query: searched,
  slug: equals(slug),
  uuid_list: listed((uuids) => sql<boolean>`o.uuid = ${uuids}`),
  parent_uuid: references('o.uuid'),
  ...timeFilters('created', 'o.created'),
  project_uuid: forProjects(null, 'o.cloud'),
  scope_uuid: forProjects(null, 'o.cloud'),
  customer: forCustomers,
  customer_uuid: forCustomers,
  allowed_customer_uuid: forCustomers,
  consumer_customer_uuid: forCustomers,
  resource_project_uuid: orderedBy('uuid'),
  resource_customer_uuid: orderedBy('customer'),
  category_uuid: references('o.category'),
  category_group_uuid: ofNone,
  organization_group_uuid: ofNone,
  offering_group_uuid: ofNone,
  tag: ofNone,
  tag_name: ofNone,
  tags_and: ofNone,
  tag_names_and: ofNone,
  type: repeatable(50, (types) => sql<boolean>`o.type = ANY(${types})`),
  state: oneOf(['Active', 'Archived', 'Draft', 'Paused', 'Unavailable'], 'o.state'),
  accessible: shown,
  shared: shown,
  billable: never,
  accessible_via_calls: never,
  can_create_offering_user: never,
  has_active_terms_of_service: never,
  has_terms_of_service: never,
  user_has_consent: never,
  user_has_offering_user: never,
};
