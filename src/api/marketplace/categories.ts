import { forCustomers, orderedBy } from './offering-filter.ts';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { View } from '../../db/index.ts';
import { everyUserMay } from '../../identity/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { contains, type Filter, flag, nameFilters, ofNone } from '../http/filters.ts';
import type { App } from '../http/app.ts';

const none = z.array(z.unknown());

const categorySchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    name: z.string(),
    title: z.string(),
    description: z.string(),
    icon: z.null(),
    default_vm_category: z.boolean().meta({ description: 'Where VMs are offered' }),
    default_volume_category: z.boolean(),
    default_tenant_category: z.boolean(),
    offering_count: z.int(),
    available_offerings_count: z.int(),
    sections: none,
    columns: none,
    components: none,
    articles: none,
    group: z.null(),
  })
  .meta({ id: 'Category' });

const categoryRow = z.strictObject({
  uuid: z.string(),
  name: z.string(),
  title: z.string(),
  description: z.string(),
  offerings: z.number(),
  available: z.number(),
  vms: z.boolean(),
  volumes: z.boolean(),
});

type CategoryRow = z.output<typeof categoryRow>;

const categories: View<CategoryRow> = {
  table: 'category',
  alias: 'g',
  row: categoryRow,
  columns: sql`
    g.uuid, g.name, g.title, g.description, n.offerings, n.available,
    coalesce(n.vms, false) AS vms, coalesce(n.volumes AND NOT n.vms, false) AS volumes`,
  joins: sql`, LATERAL (
    SELECT count(*)::int AS offerings, (count(*) FILTER (WHERE state = 'Active'))::int AS available,
      bool_or(type = 'OpenStack.Instance') AS vms, bool_or(type = 'OpenStack.Volume') AS volumes
    FROM offering WHERE category = g.uuid AND state IN ('Active', 'Paused')) n`,
};

/** Categories of which something is offered for which `holds`. */
function offers(holds: RawBuilder<boolean>): RawBuilder<boolean> {
  return sql<boolean>`EXISTS (SELECT FROM offering o
    WHERE o.category = g.uuid AND o.state IN ('Active', 'Paused') AND ${holds})`;
}

/** A filter of offerings as one of their categories. */
function ofOffer({ schema, where }: Filter): Filter {
  return { schema, where: (value, actor) => offers(where(value, actor)) };
}

export function categoryRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  collection(app, dialect, {
    db,
    path: 'marketplace-categories',
    tag: 'Catalogue',
    one: 'a category of offerings',
    many: 'categories of offerings',
    item: categorySchema,
    view: categories,
    readable: (actor) => {
      everyUserMay(actor);
      return sql<boolean>`true`;
    },
    filters: {
      ...nameFilters('g.name'),
      title: contains('g.title'),
      group_uuid: ofNone,
      has_shared: flag(offers(sql<boolean>`true`)),
      offering_name: ofOffer(contains('o.name')),
      customer_uuid: ofOffer(forCustomers),
      resource_customer_uuid: ofOffer(orderedBy('customer')),
      resource_project_uuid: ofOffer(orderedBy('uuid')),
    },
    sorts: { title: 'g.title' },
    order: ['g.title', 'g.uuid'],
    present: (row, as) => ({
      uuid: as.id(row.uuid),
      url: as.url('marketplace-categories', row.uuid),
      name: row.name,
      title: row.title,
      description: row.description,
      icon: null,
      default_vm_category: row.vms,
      default_volume_category: row.volumes,
      default_tenant_category: false,
      offering_count: row.offerings,
      available_offerings_count: row.available,
      sections: [],
      columns: [],
      components: [],
      articles: [],
      group: null,
    }),
  });
}
