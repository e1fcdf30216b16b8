import { sql } from 'kysely';
import { z } from 'zod';
import { enums, type View } from '../db/index.ts';

const deletedRow = z.strictObject({
  uuid: z.string(),
  kind: z.enum(['instance', 'volume']),
  name: z.string(),
  project: z.string(),
  project_name: z.string(),
  customer: z.string(),
  customer_name: z.string(),
  state: z.enum(enums['deleted_resource.state']),
  error_message: z.string(),
  deleted: z.date(),
  deleted_by: z.string().nullable(),
  deleted_by_username: z.string().nullable(),
  kept_until: z.date(),
  modified: z.date(),
  /** Of its disks, as far as it has them. */
  volumes: z.array(z.strictObject({ uuid: z.string(), name: z.string(), size_mib: z.number() })),
  /** That a VM takes again where they are free. */
  addresses: z.array(z.string()),
});

/** A VM or a volume that was deleted and can be brought back. */
export type DeletedView = z.output<typeof deletedRow>;

const columns = sql`
  d.uuid, CASE WHEN d.volume IS NULL THEN 'instance' ELSE 'volume' END AS kind, coalesce(i.name, o.name) AS name, d.project, p.name AS project_name,
  p.customer, c.name AS customer_name, d.state, d.error_message, d.deleted, d.deleted_by, u.username AS deleted_by_username, d.kept_until, d.modified,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', v.uuid, 'name', v.name, 'size_mib', v.size_mib) ORDER BY h.place), '[]')
    FROM (SELECT uuid::uuid, place FROM jsonb_array_elements_text(d.vm -> 'volumes') WITH ORDINALITY AS w (uuid, place)
      UNION ALL SELECT d.volume, 1 WHERE d.volume IS NOT NULL) h JOIN volume v ON v.uuid = h.uuid AND v.reserved) AS volumes,
  (SELECT coalesce(jsonb_agg(a ->> 'address'), '[]') FROM jsonb_array_elements(d.vm -> 'ports') t, jsonb_array_elements(t -> 'addresses') a)
    AS addresses`;

const joins = sql`
  JOIN project p ON p.uuid = d.project JOIN customer c ON c.uuid = p.customer
  LEFT JOIN instance i ON i.uuid = d.instance LEFT JOIN volume o ON o.uuid = d.volume LEFT JOIN app_user u ON u.uuid = d.deleted_by`;

export const deletedView: View<DeletedView> = {
  table: 'deleted_resource',
  alias: 'd',
  row: deletedRow,
  columns,
  joins,
};
