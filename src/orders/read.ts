import { type RawBuilder, sql } from 'kysely';
import type { Database, OrderState, StoredProblem } from '../db/index.ts';

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
  instance: string;
  instance_name: string;
  project: string;
  project_name: string;
  customer: string;
  customer_name: string;
  offering: string;
  offering_name: string;
  plan: string | null;
  plan_name: string | null;
  created_by_username: string | null;
}

const columns = sql<OrderView>`
  d.uuid, d.type, d.state, d.attributes, d.limits, d.error, d.created, d.modified, d.completed, d.instance,
  i.name AS instance_name, d.project, p.name AS project_name, p.customer, c.name AS customer_name,
  d.offering, o.name AS offering_name, d.plan, l.name AS plan_name, u.username AS created_by_username`;

const joins = sql`
  JOIN instance i ON i.uuid = d.instance JOIN project p ON p.uuid = d.project JOIN customer c ON c.uuid = p.customer
  JOIN offering o ON o.uuid = d.offering LEFT JOIN plan l ON l.uuid = d.plan LEFT JOIN app_user u ON u.uuid = d.created_by`;

/** One order, or null when there is none of this UUID that `where` lets through. */
export async function findOrder(db: Database, uuid: string, where: RawBuilder<boolean>): Promise<OrderView | null> {
  const { rows } = await sql<OrderView>`
    SELECT ${columns} FROM "order" d ${joins} WHERE d.uuid = ${uuid} AND ${where}
  `.execute(db);
  return rows[0] ?? null;
}

/** A page of orders, newest first, and how many there are in all. The page is cut before anything is joined. */
export async function listOrders(
  db: Database,
  where: RawBuilder<boolean>,
  page: { limit: number; offset: number },
): Promise<{ count: number; rows: OrderView[] }> {
  const { rows: counted } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM "order" d WHERE ${where}`.execute(
    db,
  );
  const { rows } = await sql<OrderView>`
    SELECT ${columns} FROM (
      SELECT * FROM "order" d WHERE ${where} ORDER BY created DESC, uuid LIMIT ${page.limit} OFFSET ${page.offset}
    ) d ${joins} ORDER BY d.created DESC, d.uuid
  `.execute(db);
  return { count: counted[0]?.n ?? 0, rows };
}
