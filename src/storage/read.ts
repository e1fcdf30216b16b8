import { sql } from 'kysely';
import type { View, VolumeRuntimeState, VolumeState } from '../db/index.ts';

/** A volume with the names of what it refers to. */
export interface VolumeView {
  uuid: string;
  name: string;
  description: string;
  state: VolumeState;
  runtime_state: VolumeRuntimeState;
  error_message: string;
  size_mib: number;
  position: number;
  end_date: string | null;
  end_date_requested_by: string | null;
  created: Date;
  modified: Date;
  project: string;
  project_name: string;
  customer: string;
  customer_name: string;
  type: string;
  type_name: string;
  image: string | null;
  image_name: string | null;
  instance: string | null;
  instance_name: string | null;
  /** All four are set when it was ordered: then it is a marketplace resource. */
  offering: string | null;
  offering_name: string | null;
  plan: string | null;
  plan_name: string | null;
  category: string | null;
  category_name: string | null;
  creation_order: string | null;
}

const columns = sql<VolumeView>`
  v.uuid, v.name, v.description, v.state, v.runtime_state, v.error_message, v.size_mib, v.position, v.end_date::text, v.end_date_requested_by, v.created, v.modified,
  v.project, p.name AS project_name, p.customer, c.name AS customer_name, v.type, t.name AS type_name,
  v.image, m.name AS image_name, v.instance, i.name AS instance_name, v.offering, o.name AS offering_name,
  v.plan, l.name AS plan_name, o.category, y.name AS category_name,
  (SELECT uuid FROM "order" WHERE volume = v.uuid AND type = 'Create' ORDER BY created LIMIT 1) AS creation_order`;

const joins = sql`
  JOIN project p ON p.uuid = v.project JOIN customer c ON c.uuid = p.customer JOIN volume_type t ON t.uuid = v.type
  LEFT JOIN image m ON m.uuid = v.image LEFT JOIN instance i ON i.uuid = v.instance
  LEFT JOIN offering o ON o.uuid = v.offering LEFT JOIN plan l ON l.uuid = v.plan
  LEFT JOIN category y ON y.uuid = o.category`;

export const volumeView: View<VolumeView> = { table: 'volume', alias: 'v', columns, joins };
