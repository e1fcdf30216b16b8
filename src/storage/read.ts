import { sql } from 'kysely';
import { z } from 'zod';
import { enums, type View } from '../db/index.ts';
import { moving } from './moving.ts';
import { snapshotted } from './volumes.ts';

const volumeRow = z.strictObject({
  uuid: z.string(),
  name: z.string(),
  description: z.string(),
  /** The cloud, which is one zone. */
  zone: z.string(),
  state: z.enum(enums['volume.state']),
  runtime_state: z.enum(enums['volume.runtime_state']),
  state_since: z.date(),
  /** Since when no VM has it; null: one has it. */
  free_since: z.date().nullable(),
  error_message: z.string(),
  size_mib: z.number(),
  position: z.number(),
  ends_at: z.date().nullable(),
  end_date_requested_by: z.string().nullable(),
  project_ends_at: z.date().nullable(),
  created: z.date(),
  modified: z.date(),
  project: z.string(),
  project_name: z.string(),
  customer: z.string(),
  customer_name: z.string(),
  type: z.string(),
  type_name: z.string(),
  image: z.string().nullable(),
  image_name: z.string().nullable(),
  instance: z.string().nullable(),
  instance_name: z.string().nullable(),
  instance_state: z.enum(enums['instance.state']).nullable(),
  moving: z.boolean(),
  has_snapshots: z.boolean(),
  /** That it is a copy of; it may be gone. */
  source_snapshot: z.string().nullable(),
  /** All four are set when it was ordered: then it is a marketplace resource. */
  offering: z.string().nullable(),
  offering_name: z.string().nullable(),
  plan: z.string().nullable(),
  plan_name: z.string().nullable(),
  category: z.string().nullable(),
  category_name: z.string().nullable(),
  creation_order: z.string().nullable(),
});

/** A volume with the names of what it refers to. */
export type VolumeView = z.output<typeof volumeRow>;

const columns = sql`
  v.uuid, v.name, v.description, (SELECT uuid FROM cloud) AS zone, v.state, v.runtime_state, v.state_since, v.free_since, v.error_message, v.size_mib, v.position, v.ends_at, v.end_date_requested_by, p.ends_at AS project_ends_at, v.created, v.modified,
  v.project, p.name AS project_name, p.customer, c.name AS customer_name, v.type, t.name AS type_name,
  v.image, m.name AS image_name, v.instance, i.name AS instance_name, i.state AS instance_state, ${moving('v')} AS moving, ${snapshotted('v')} AS has_snapshots, v.source_snapshot, v.offering, o.name AS offering_name,
  v.plan, l.name AS plan_name, o.category, y.name AS category_name,
  (SELECT uuid FROM "order" WHERE volume = v.uuid AND type = 'Create' ORDER BY created LIMIT 1) AS creation_order`;

const joins = sql`
  JOIN project p ON p.uuid = v.project JOIN customer c ON c.uuid = p.customer JOIN volume_type t ON t.uuid = v.type
  LEFT JOIN image m ON m.uuid = v.image LEFT JOIN instance i ON i.uuid = v.instance
  LEFT JOIN offering o ON o.uuid = v.offering LEFT JOIN plan l ON l.uuid = v.plan
  LEFT JOIN category y ON y.uuid = o.category`;

export const volumeView: View<VolumeView> = { table: 'volume', alias: 'v', row: volumeRow, columns, joins };
