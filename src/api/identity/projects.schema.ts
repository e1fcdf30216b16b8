import { sql } from 'kysely';
import { z } from 'zod';
import type { View } from '../../db/index.ts';
import { projectQuotas, quotasShape } from '../../quotas/index.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { endActions } from '../../actions/index.ts';
import { time } from '../http/schemas.ts';
import { dayOf } from '../marketplace/resource-common.ts';

export const projectSchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    name: z.string(),
    slug: z.string(),
    description: z.string(),
    cloud: z.string().meta({ description: 'Where it lives with all that is in it' }),
    customer: z.string(),
    customer_uuid: z.string(),
    customer_name: z.string(),
    customer_slug: z.string(),
    created: time,
    resources_count: z.int(),
    marketplace_resource_count: z.record(z.string(), z.int()).meta({ description: 'VMs by category' }),
    quotas: z.record(
      z.string(),
      z.object({
        limit: z.int(),
        usage: z.int(),
        deleted: z.int().optional().meta({
          description: 'Of storage: so much of the usage is of what was deleted and can be brought back, MiB',
        }),
      }),
    ),
    is_removed: z.boolean(),
    // what Waldur's clients read and we have nothing of
    customer_native_name: z.string(),
    customer_abbreviation: z.string(),
    customer_display_billing_info_in_projects: z.boolean(),
    type: z.null(),
    type_name: z.null(),
    type_uuid: z.null(),
    backend_id: z.string(),
    start_date: z.null(),
    end_date: z.string().nullable().meta({
      description: 'The day, in UTC, from which on nothing more is ordered in it',
      format: 'date',
    }),
    ends_at: time
      .nullable()
      .meta({ description: 'The time of that; what is in it ends then, or after the grace period' }),
    end_action: z.enum(endActions).meta({
      description: 'What happens then to what is in it: `delete`, or `stop`, its VMs are stopped and stay so',
    }),
    end_date_requested_by: z.string().nullable(),
    oecd_fos_2007_code: z.null(),
    oecd_fos_2007_label: z.null(),
    is_industry: z.boolean(),
    image: z.null(),
    max_service_accounts: z.int(),
    kind: z.string(),
    termination_metadata: z.null(),
    staff_notes: z.string(),
    grace_period_days: z.int().nullable(),
    user_email_patterns: z.array(z.string()),
    user_affiliations: z.array(z.string()),
    user_identity_sources: z.array(z.string()),
    project_credit: z.string(),
    billing_price_estimate: z.object({
      total: z.number(),
      current: z.string(),
      tax: z.string(),
      tax_current: z.string(),
    }),
  })
  .meta({ id: 'Project' });

const projectRow = z.strictObject({
  uuid: z.string(),
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  cloud: z.string(),
  customer: z.string(),
  customer_name: z.string(),
  customer_slug: z.string(),
  created: z.date(),
  modified: z.date(),
  ends_at: z.date().nullable(),
  end_action: z.enum(endActions),
  end_date_requested_by: z.string().nullable(),
  grace_days: z.int().nullable(),
  by_category: z.record(z.string(), z.number()),
  quotas: quotasShape,
});

export type ProjectRow = z.output<typeof projectRow>;

export const projectView: View<ProjectRow> = {
  table: 'project',
  alias: 'p',
  row: projectRow,
  columns: sql`
    p.uuid, p.name, p.slug, p.description, p.cloud, p.customer, c.name AS customer_name, c.slug AS customer_slug,
    p.created, p.modified, p.ends_at, p.end_action, p.end_date_requested_by, p.grace_days,
    (SELECT coalesce(jsonb_object_agg(by.category, by.n), '{}') FROM (
      SELECT o.category, count(*) AS n FROM instance i JOIN offering o ON o.uuid = i.offering
      WHERE i.project = p.uuid AND i.reserved GROUP BY o.category) by) AS by_category,
    ${projectQuotas} AS quotas`,
  joins: sql`JOIN customer c ON c.uuid = p.customer`,
};

const unknown = {
  customer_native_name: '',
  customer_abbreviation: '',
  customer_display_billing_info_in_projects: false,
  type: null,
  type_name: null,
  type_uuid: null,
  backend_id: '',
  start_date: null,
  oecd_fos_2007_code: null,
  oecd_fos_2007_label: null,
  is_industry: false,
  image: null,
  max_service_accounts: 0,
  kind: 'default',
  termination_metadata: null,
  staff_notes: '',
  user_email_patterns: [],
  user_affiliations: [],
  user_identity_sources: [],
  project_credit: '0.00000',
  billing_price_estimate: { total: 0, current: '0.00', tax: '0.00', tax_current: '0.00' },
};

export function presentProject(row: ProjectRow, as: Presenter): z.input<typeof projectSchema> {
  const byCategory = Object.entries(row.by_category).map(([category, count]) => [as.id(category), count]);
  return {
    ...unknown,
    uuid: as.id(row.uuid),
    url: as.url('projects', row.uuid),
    name: row.name,
    slug: row.slug,
    description: row.description,
    end_date: dayOf(row.ends_at),
    ends_at: row.ends_at && as.time(row.ends_at),
    end_action: row.end_action,
    end_date_requested_by: as.ref('users', row.end_date_requested_by),
    grace_period_days: row.grace_days,
    cloud: row.cloud,
    customer: as.ref('customers', row.customer),
    customer_uuid: as.id(row.customer),
    customer_name: row.customer_name,
    customer_slug: row.customer_slug,
    resources_count: row.quotas.instances.usage,
    marketplace_resource_count: Object.fromEntries(byCategory),
    is_removed: false,
    created: as.time(row.created),
    quotas: row.quotas,
  };
}
