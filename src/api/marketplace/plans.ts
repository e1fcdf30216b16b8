import { offeringSlug } from './offering-filter.ts';
import { sql } from 'kysely';
import { everyUserMay } from '../../identity/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { nameFilters, references } from '../http/filters.ts';
import { planSchema, planView, presentPlan } from './plans.schema.ts';
import { scopeOf } from './scope.ts';
import type { App } from '../http/app.ts';

export function planRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  collection(app, dialect, {
    db,
    path: 'marketplace-plans',
    tag: 'Catalogue',
    one: 'a plan',
    many: 'plans of all offerings',
    item: planSchema.extend({ offering: planSchema.shape.uuid }).meta({ id: 'PlanOfOffering' }),
    view: planView,
    readable: (actor) => {
      everyUserMay(actor);
      return sql<boolean>`l.offering IN (SELECT uuid FROM offering WHERE state <> 'Draft')`;
    },
    filters: {
      ...nameFilters('l.name'),
      offering: references('l.offering'),
      offering_uuid: references('l.offering'),
      parent_offering_uuid: references('l.offering'),
      offering_slug: offeringSlug('l.offering'),
    },
    sorts: { name: 'l.name' },
    order: ['l.offering', 'l.unit_price', 'l.name'],
    present: async (plan, as, request) => ({
      ...presentPlan(plan, (await scopeOf(db, request))?.resources[plan.uuid] ?? 0, as),
      offering: as.ref('marketplace-public-offerings', plan.offering),
    }),
  });
}
