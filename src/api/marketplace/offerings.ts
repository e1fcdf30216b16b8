import { sql } from 'kysely';
import { z } from 'zod';
import { enums, type View } from '../../db/index.ts';
import { everyUserMay } from '../../identity/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect, Presenter } from '../dialects/dialect.ts';
import { equals, nameFilters, oneOf, references, repeatable } from '../http/filters.ts';
import { time } from '../http/schemas.ts';
import { offeringState } from '../states.ts';
import type { App } from '../http/app.ts';
import { forProjects } from '../identity/project-filters.ts';

const categorySchema = z.object({ uuid: z.string(), name: z.string(), title: z.string(), description: z.string() });
const planSchema = z.object({
  uuid: z.string(),
  name: z.string(),
  description: z.string(),
  unit: z.enum(enums['plan.unit']),
  unit_price: z.string().meta({ description: 'Decimal' }),
});
const offeringSchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    name: z.string(),
    description: z.string(),
    type: z.enum(enums['offering.type']),
    state: offeringState,
    cloud: z.string().meta({ description: 'Where the projects live that can order it' }),
    category: categorySchema,
    flavor: z.string().nullable().meta({ description: 'When set, an order may leave the flavor out' }),
    plans: z.array(planSchema),
    created: time,
  })
  .meta({ id: 'Offering' });

const offeringRow = z.strictObject({
  uuid: z.string(),
  name: z.string(),
  description: z.string(),
  type: z.enum(enums['offering.type']),
  state: offeringState,
  cloud: z.string(),
  flavor: z.string().nullable(),
  created: z.date(),
  category: categorySchema,
  plans: z.array(planSchema),
});

type OfferingRow = z.output<typeof offeringRow>;

const offerings: View<OfferingRow> = {
  table: 'offering',
  alias: 'o',
  row: offeringRow,
  columns: sql`
    o.uuid, o.name, o.description, o.type, o.state, o.cloud, o.flavor, o.created,
    jsonb_build_object('uuid', c.uuid, 'name', c.name, 'title', c.title, 'description', c.description) AS category,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', l.uuid, 'name', l.name, 'description', l.description,
      'unit', l.unit, 'unit_price', l.unit_price::text) ORDER BY l.unit_price, l.name), '[]')
      FROM plan l WHERE l.offering = o.uuid AND NOT l.archived) AS plans`,
  joins: sql`JOIN category c ON c.uuid = o.category`,
};

function presentOffering(row: OfferingRow, as: Presenter): z.input<typeof offeringSchema> {
  return {
    uuid: as.id(row.uuid),
    url: as.url('marketplace-offerings', row.uuid),
    name: row.name,
    description: row.description,
    type: row.type,
    state: row.state,
    cloud: row.cloud,
    category: { ...row.category, uuid: as.id(row.category.uuid) },
    flavor: as.ref('openstack-flavors', row.flavor),
    plans: row.plans.map((plan) => ({ ...plan, uuid: as.id(plan.uuid) })),
    created: as.time(row.created),
  };
}

export function offeringRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  collection(app, dialect, {
    db,
    path: 'marketplace-offerings',
    tag: 'Catalogue',
    one: 'an offering with its plans',
    many: 'offerings with their plans',
    item: offeringSchema,
    view: offerings,
    readable: (actor) => {
      everyUserMay(actor);
      return sql<boolean>`true`;
    },
    filters: {
      ...nameFilters('o.name'),
      cloud: equals('o.cloud'),
      project_uuid: forProjects(null, 'o.cloud'),
      category_uuid: references('o.category'),
      category_name: repeatable(
        100,
        (names) => sql<boolean>`o.category IN (SELECT uuid FROM category WHERE name = ANY(${names}))`,
      ),
      state: oneOf(offeringState.options, 'o.state'),
    },
    unlessAsked: { parameters: ['state'], where: sql<boolean>`o.state = 'Active'` },
    sorts: { name: 'o.name', created: 'o.created', state: 'o.state' },
    order: ['o.name', 'o.uuid'],
    present: presentOffering,
  });
}
