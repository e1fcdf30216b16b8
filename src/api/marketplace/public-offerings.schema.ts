import { sql } from 'kysely';
import { z } from 'zod';
import { enums, type View } from '../../db/index.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { time } from '../http/schemas.ts';
import { offeringState } from '../states.ts';
import { componentsOf, planRow, planSchema, presentPlan } from './plans.schema.ts';
import type { Scope } from './scope.ts';

const text = z.string();
const maybe = text.nullable();
/** Of Waldur's answer; nothing here ever fills it. */
const unused = z.null();
const noList = z.array(z.unknown());
const noObject = z.record(text, z.unknown());

const componentSchema = z.object({
  uuid: text,
  type: text,
  name: text,
  description: text,
  billing_type: text,
  measured_unit: text,
  unit_factor: z.int(),
  factor: z.int(),
  article_code: text,
  limit_period: text,
  limit_amount: unused,
  max_value: unused,
  min_value: unused,
  max_available_limit: unused,
  default_limit: unused,
  is_boolean: z.boolean(),
  is_builtin: z.boolean(),
  is_prepaid: z.boolean(),
  overage_component: unused,
  min_prepaid_duration: unused,
  max_prepaid_duration: unused,
});

export const publicOfferingSchema = z
  .object({
    uuid: text,
    url: text,
    name: text,
    slug: text,
    description: text,
    created: time,
    state: offeringState,
    type: z.enum(enums['offering.type']),
    scope: maybe.meta({ description: 'The tenant (project) that it is shown for' }),
    scope_uuid: maybe,
    scope_name: maybe,
    scope_state: z.literal('OK').nullable(),
    scope_error_message: text,
    project: maybe,
    project_uuid: maybe,
    project_name: maybe,
    customer: maybe,
    customer_uuid: maybe,
    customer_name: maybe,
    category: text,
    category_uuid: text,
    category_title: text,
    flavor: maybe.meta({ description: 'When set, an order may leave the flavor out' }),
    plans: z.array(planSchema),
    components: z.array(componentSchema),
    quotas: z.array(z.object({ name: text, usage: z.int(), limit: z.int() })),
    order_count: z.int(),
    shared: z.boolean(),
    billable: z.boolean(),
    is_accessible: z.boolean(),
    user_has_consent: z.boolean(),
    has_compliance_requirements: z.boolean(),
    billing_type_classification: text,
    parent_uuid: text,
    parent_name: text,
    parent_description: text,
    full_description: text,
    privacy_policy_link: text,
    access_url: text,
    vendor_details: text,
    getting_started: text,
    integration_guide: text,
    paused_reason: text,
    datacite_doi: text,
    country: text,
    backend_id: text,
    citation_count: z.int(),
    attributes: noObject,
    options: noObject,
    resource_options: noObject,
    plugin_options: noObject,
    backend_metadata: noObject,
    endpoints: noList,
    software_catalogs: noList,
    partitions: noList,
    roles: noList,
    screenshots: noList,
    files: noList,
    organization_groups: noList,
    tags: noList,
    promotion_campaigns: noList,
    thumbnail: unused,
    image: unused,
    latitude: unused,
    longitude: unused,
    total_customers: unused,
    total_cost: unused,
    total_cost_estimated: unused,
    compliance_checklist: unused,
    google_calendar_is_public: unused,
    google_calendar_link: unused,
  })
  .meta({ id: 'PublicOffering' });

const publicOfferingRow = z.strictObject({
  uuid: z.string(),
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  created: z.date(),
  state: z.enum(enums['offering.state']),
  type: z.enum(enums['offering.type']),
  flavor: z.string().nullable(),
  category: z.string(),
  category_title: z.string(),
  plans: z.array(planRow),
  /** A stable UUID for each of its components. */
  components: z.record(z.string(), z.string()),
});

export type PublicOfferingRow = z.output<typeof publicOfferingRow>;

/** Names are unique, and so are slugs but for signs. */
export const slug = sql`trim(BOTH '-' FROM regexp_replace(lower(o.name), '[^a-z0-9]+', '-', 'g'))`;

export const publicOfferingView: View<PublicOfferingRow> = {
  table: 'offering',
  alias: 'o',
  row: publicOfferingRow,
  columns: sql`
    o.uuid, o.name, ${slug} AS slug, o.description, o.created, o.state, o.type, o.flavor, o.category,
    c.title AS category_title,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', l.uuid, 'offering', o.uuid, 'offering_type', o.type,
        'name', l.name, 'description', l.description, 'unit', l.unit, 'unit_price', l.unit_price::text,
        'archived', l.archived) ORDER BY l.unit_price, l.name), '[]')
      FROM plan l WHERE l.offering = o.uuid AND NOT l.archived) AS plans,
    (SELECT jsonb_object_agg(t, md5(o.uuid::text || t)::uuid) FROM unnest(ARRAY['cores', 'ram', 'storage']) t)
      AS components`,
  joins: sql`JOIN category c ON c.uuid = o.category`,
};

export function presentPublicOffering(
  row: PublicOfferingRow,
  scope: Scope | null,
  as: Presenter,
): z.input<typeof publicOfferingSchema> {
  return {
    uuid: as.id(row.uuid),
    url: as.url('marketplace-public-offerings', row.uuid),
    name: row.name,
    slug: row.slug,
    description: row.description,
    created: as.time(row.created),
    state: row.state,
    type: row.type,
    ...placeOf(scope, as),
    category: as.url('marketplace-categories', row.category),
    category_uuid: as.id(row.category),
    category_title: row.category_title,
    flavor: as.ref('openstack-flavors', row.flavor),
    plans: row.plans.map((plan) => presentPlan(plan, scope?.resources[plan.uuid] ?? 0, as)),
    components: componentsOf(row.type).map(({ type, name, measured_unit, factor }) => ({
      uuid: as.id(row.components[type] ?? row.uuid),
      type,
      name,
      measured_unit,
      factor,
      ...component,
    })),
    quotas: scope?.quotas ?? [],
    order_count: scope?.orders[row.uuid] ?? 0,
    parent_uuid: as.id(row.uuid),
    parent_name: row.name,
    parent_description: row.description,
    ...constants,
  };
}

function placeOf(scope: Scope | null, as: Presenter) {
  return {
    scope: scope && as.url('openstack-tenants', scope.project),
    scope_uuid: scope && as.id(scope.project),
    scope_name: scope && scope.project_name,
    scope_state: scope && ('OK' as const),
    scope_error_message: '',
    project: scope && as.url('projects', scope.project),
    project_uuid: scope && as.id(scope.project),
    project_name: scope && scope.project_name,
    customer: scope && as.url('customers', scope.customer),
    customer_uuid: scope && as.id(scope.customer),
    customer_name: scope && scope.customer_name,
  };
}

const component = {
  description: '',
  billing_type: 'fixed',
  unit_factor: 1,
  article_code: '',
  limit_period: 'month',
  limit_amount: null,
  max_value: null,
  min_value: null,
  max_available_limit: null,
  default_limit: null,
  is_boolean: false,
  is_builtin: true,
  is_prepaid: false,
  overage_component: null,
  min_prepaid_duration: null,
  max_prepaid_duration: null,
};

const constants = {
  shared: true,
  billable: false,
  is_accessible: true,
  user_has_consent: false,
  has_compliance_requirements: false,
  billing_type_classification: 'mixed',
  full_description: '',
  privacy_policy_link: '',
  access_url: '',
  vendor_details: '',
  getting_started: '',
  integration_guide: '',
  paused_reason: '',
  datacite_doi: '',
  country: '',
  backend_id: '',
  citation_count: -1,
  attributes: {},
  options: {},
  resource_options: {},
  plugin_options: {},
  backend_metadata: {},
  endpoints: [],
  software_catalogs: [],
  partitions: [],
  roles: [],
  screenshots: [],
  files: [],
  organization_groups: [],
  tags: [],
  promotion_campaigns: [],
  thumbnail: null,
  image: null,
  latitude: null,
  longitude: null,
  total_customers: null,
  total_cost: null,
  total_cost_estimated: null,
  compliance_checklist: null,
  google_calendar_is_public: null,
  google_calendar_link: null,
};
