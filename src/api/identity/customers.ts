import { rolesIn } from './project-filters.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { View } from '../../db/index.ts';
import {
  createCustomer,
  permitted,
  removeCustomer,
  requirePermission,
  updateCustomer,
  visible,
  visibleCustomer,
  withRole,
} from '../../identity/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect, Presenter } from '../dialects/dialect.ts';
import {
  alwaysText,
  equals,
  type Filters,
  flag,
  flagFor,
  nameFilters,
  ofNone,
  related,
  repeatable,
  search,
} from '../http/filters.ts';
import { gone } from '../http/answers.ts';
import { edit, routesOn } from '../http/route.ts';
import { time } from '../http/schemas.ts';
import type { App } from '../http/app.ts';

const customerSchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    name: z.string(),
    display_name: z.string(),
    slug: z.string(),
    description: z.string(),
    email: z.string(),
    created: time,
    projects_count: z.int(),
    users_count: z.int(),
    // what Waldur's clients read and we have nothing of
    native_name: z.string(),
    abbreviation: z.string(),
    backend_id: z.string(),
    phone_number: z.string(),
    country: z.string(),
    country_name: z.string(),
    image: z.null(),
    blocked: z.boolean(),
    archived: z.boolean(),
    is_service_provider: z.boolean(),
    organization_groups: z.array(z.string()),
  })
  .meta({ id: 'Customer' });

const customerRow = z.strictObject({
  uuid: z.string(),
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  email: z.string(),
  created: z.date(),
  modified: z.date(),
  projects_count: z.number(),
  users_count: z.number(),
});

type CustomerRow = z.output<typeof customerRow>;

const customerView: View<CustomerRow> = {
  table: 'customer',
  alias: 'c',
  row: customerRow,
  columns: sql`
    c.uuid, c.name, c.slug, c.description, c.email, c.created, c.modified,
    (SELECT count(*)::int FROM project p WHERE p.customer = c.uuid AND p.removed IS NULL) AS projects_count,
    (SELECT count(DISTINCT g.user_uuid)::int FROM role_grant g LEFT JOIN project p ON p.uuid = g.project
      WHERE g.customer = c.uuid OR p.customer = c.uuid) AS users_count`,
  joins: sql``,
};

const unknown = {
  native_name: '',
  abbreviation: '',
  backend_id: '',
  phone_number: '',
  country: '',
  country_name: '',
  image: null,
  blocked: false,
  archived: false,
  is_service_provider: false,
  organization_groups: [],
};

function presentCustomer(row: CustomerRow, as: Presenter): z.input<typeof customerSchema> {
  return {
    ...row,
    ...unknown,
    uuid: as.id(row.uuid),
    url: as.url('customers', row.uuid),
    display_name: row.name,
    created: as.time(row.created),
  };
}

const details = z.object({
  name: z.string().trim().min(1).max(150),
  description: z.string().max(4096).optional(),
  email: z.union([z.email().max(75), z.literal('')]).optional(),
});

const blank = alwaysText('');
const never = flag(sql<boolean>`false`);

const filters: Filters = {
  ...nameFilters('c.name'),
  slug: equals('c.slug'),
  query: search('c.name', 'c.slug', 'c.email'),
  abbreviation: blank,
  native_name: blank,
  backend_id: blank,
  agreement_number: blank,
  contact_details: blank,
  registration_code: blank,
  organization_group_name: ofNone,
  organization_group_uuid: ofNone,
  archived: never,
  is_service_provider: never,
  is_call_managing_organization: never,
  current_user_has_project_create_permission: flagFor((actor) => permitted(actor, 'PROJECT.CREATE', 'c.uuid')),
  current_user_has_role: repeatable(500, (words, actor) => withRole(actor, 'c.uuid', rolesIn(words))),
  owned_by_current_user: flagFor((actor) => withRole(actor, 'c.uuid', ['CUSTOMER.OWNER'])),
  user_uuid: related(
    (users, actor) => sql<boolean>`c.uuid IN (SELECT coalesce(g.customer, p.customer)
      FROM role_grant g LEFT JOIN project p ON p.uuid = g.project
      WHERE g.user_uuid = ${users} AND (${visible(actor, 'g.project')} OR ${visibleCustomer(actor, 'g.customer')}))`,
  ),
  has_resources: flag(
    sql<boolean>`EXISTS (SELECT FROM project p JOIN instance i ON i.project = p.uuid
      WHERE p.customer = c.uuid AND i.state <> 'TERMINATED')`,
  ),
};

export function customerRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  const customers = collection(app, dialect, {
    db,
    path: 'customers',
    tag: 'Customers',
    one: 'a customer',
    many: 'customers: the organisations that have projects',
    item: customerSchema,
    view: customerView,
    readable: (actor) => sql<boolean>`c.removed IS NULL AND ${visibleCustomer(actor, 'c.uuid')}`,
    filters,
    sorts: { name: 'c.name', created: 'c.created' },
    order: ['c.name', 'c.uuid'],
    present: presentCustomer,
  });

  routesOn(app, db, { tag: 'Customers', permission: 'CLOUD.OPERATE' })('POST', '/customers/', {
    summary: 'Make a customer (staff)',
    body: details,
    run: (tx, { actor, body }) => createCustomer(tx, actor, body),
    answer: customers.created,
  });
  const on = routesOn(app, db, { tag: 'Customers', find: customers.find });
  on(edit, '/customers/:uuid/', {
    summary: 'Change a customer',
    permission: ({ actor, found }) => requirePermission(actor, 'CUSTOMER.UPDATE', found.uuid),
    body: details.partial(),
    run: (tx, { actor, found, body }) => updateCustomer(tx, actor, found.uuid, body),
    answer: customers.changed,
  });
  on('DELETE', '/customers/:uuid/', {
    summary: 'Delete a customer that has no projects (staff)',
    permission: 'CLOUD.OPERATE',
    refuses: [409],
    run: (tx, { actor, found }) => removeCustomer(tx, actor, found.uuid),
    answer: gone,
  });
}
