import { type RawBuilder, sql } from 'kysely';
import {
  type Database,
  findOne,
  type OfferingType,
  type OrderState,
  type StoredProblem,
  type Tx,
  type View,
} from '../db/index.ts';

/** An order with the names of what it refers to. */
export interface OrderView {
  uuid: string;
  type: 'Create' | 'Update' | 'Terminate';
  state: OrderState;
  attributes: Record<string, unknown>;
  limits: Record<string, number>;
  error: StoredProblem | null;
  created: Date;
  modified: Date;
  completed: Date | null;
  slug: string;
  /** Decimal; null for orders that cost nothing of their own. */
  cost: string | null;
  request_comment: string | null;
  start_date: string | null;
  /** The instance or the volume that was ordered. */
  resource: string;
  resource_name: string;
  project: string;
  project_name: string;
  project_slug: string;
  project_description: string;
  customer: string;
  customer_name: string;
  customer_slug: string;
  offering: string;
  offering_name: string;
  offering_description: string;
  offering_type: OfferingType;
  category: string;
  category_title: string;
  plan: string | null;
  plan_name: string | null;
  plan_description: string | null;
  plan_unit: string | null;
  old_plan: string | null;
  old_plan_name: string | null;
  created_by: string | null;
  created_by_username: string | null;
  created_by_full_name: string | null;
  request_id: string | null;
  reviewed: Date | null;
  reviewed_by: string | null;
  reviewed_by_username: string | null;
  reviewed_by_full_name: string | null;
}

const columns = sql<OrderView>`
  d.uuid, d.type, d.state, d.attributes, d.limits, d.error, d.created, d.modified, d.completed,
  coalesce(d.slug, p.slug || '-' || left(d.uuid::text, 8)) AS slug,
  d.cost::text, d.request_comment, d.start_date::text,
  coalesce(d.instance, d.volume) AS resource, coalesce(i.name, v.name) AS resource_name,
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

export const orderView: View<OrderView> = { table: 'order', alias: 'd', columns, joins };

/** One order, or null when there is none of this UUID that `where` lets through. */
export function findOrder(db: Database | Tx, uuid: string, where: RawBuilder<boolean>): Promise<OrderView | null> {
  return findOne(db, orderView, sql<boolean>`d.uuid = ${uuid} AND ${where}`);
}
