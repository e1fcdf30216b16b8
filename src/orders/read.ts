import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { isUndoing } from './lock.ts';
import { type Database, enums, findOne, json, type Tx, type View } from '../db/index.ts';

const orderRow = z.strictObject({
  uuid: z.string(),
  type: z.enum(enums['order.type']),
  state: z.enum(enums['order.state']),
  attributes: z.record(z.string(), z.unknown()),
  limits: z.record(z.string(), z.number()),
  error: json['order.error'].nullable(),
  created: z.date(),
  modified: z.date(),
  completed: z.date().nullable(),
  /** What it has done is being taken back: then it has failed, or is canceled. */
  undoing: z.boolean(),
  slug: z.string(),
  /** Decimal; null for orders that cost nothing of their own. */
  cost: z.string().nullable(),
  request_comment: z.string().nullable(),
  start_date: z.string().nullable(),
  /** The instance or the volume that was ordered. */
  resource: z.string(),
  resource_name: z.string(),
  resource_state: z.enum(enums['instance.state']),
  project: z.string(),
  project_name: z.string(),
  project_slug: z.string(),
  project_description: z.string(),
  customer: z.string(),
  customer_name: z.string(),
  customer_slug: z.string(),
  offering: z.string(),
  offering_name: z.string(),
  offering_description: z.string(),
  offering_type: z.enum(enums['offering.type']),
  category: z.string(),
  category_title: z.string(),
  plan: z.string().nullable(),
  plan_name: z.string().nullable(),
  plan_description: z.string().nullable(),
  plan_unit: z.string().nullable(),
  old_plan: z.string().nullable(),
  old_plan_name: z.string().nullable(),
  created_by: z.string().nullable(),
  created_by_username: z.string().nullable(),
  created_by_full_name: z.string().nullable(),
  request_id: z.string().nullable(),
  reviewed: z.date().nullable(),
  reviewed_by: z.string().nullable(),
  reviewed_by_username: z.string().nullable(),
  reviewed_by_full_name: z.string().nullable(),
});

/** An order with the names of what it refers to. */
export type OrderView = z.output<typeof orderRow>;

const columns = sql`
  d.uuid, d.type, d.state, d.attributes, d.limits, d.error, d.created, d.modified, d.completed,
  ${isUndoing} AS undoing,
  coalesce(d.slug, p.slug || '-' || left(d.uuid::text, 8)) AS slug,
  d.cost::text, d.request_comment, d.start_date::text,
  coalesce(d.instance, d.volume) AS resource, coalesce(i.name, v.name) AS resource_name,
  coalesce(i.state::text, v.state::text) AS resource_state,
  d.project, p.name AS project_name, p.slug AS project_slug, p.description AS project_description,
  p.customer, c.name AS customer_name, c.slug AS customer_slug,
  d.offering, o.name AS offering_name, o.description AS offering_description, o.type AS offering_type,
  o.category, g.title AS category_title,
  d.plan, l.name AS plan_name, l.description AS plan_description, l.unit AS plan_unit,
  d.old_plan, e.name AS old_plan_name,
  d.request_id, d.created_by, u.username AS created_by_username, u.full_name AS created_by_full_name,
  d.reviewed, d.reviewed_by, r.username AS reviewed_by_username, r.full_name AS reviewed_by_full_name`;

const joins = sql`
  LEFT JOIN instance i ON i.uuid = d.instance LEFT JOIN volume v ON v.uuid = d.volume
  JOIN project p ON p.uuid = d.project JOIN customer c ON c.uuid = p.customer
  JOIN offering o ON o.uuid = d.offering JOIN category g ON g.uuid = o.category
  LEFT JOIN plan l ON l.uuid = d.plan LEFT JOIN plan e ON e.uuid = d.old_plan
  LEFT JOIN app_user u ON u.uuid = d.created_by LEFT JOIN app_user r ON r.uuid = d.reviewed_by`;

export const orderView: View<OrderView> = { table: 'order', alias: 'd', row: orderRow, columns, joins };

/** One order, or null when there is none of this UUID that `where` lets through. */
export function findOrder(db: Database | Tx, uuid: string, where: RawBuilder<boolean>): Promise<OrderView | null> {
  return findOne(db, orderView, sql<boolean>`d.uuid = ${uuid} AND ${where}`);
}
