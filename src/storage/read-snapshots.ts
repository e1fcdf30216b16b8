import { sql } from 'kysely';
import { z } from 'zod';
import { enums, json, type View } from '../db/index.ts';
import { restoring } from './snapshots.ts';

const restoration = z.strictObject({
  uuid: z.string(),
  name: z.string(),
  description: z.string(),
  state: z.enum(enums['volume.state']),
  runtime_state: z.enum(enums['volume.runtime_state']),
  size_mib: z.number(),
  instance: z.string().nullable(),
  position: z.number(),
  created: z.string(),
});

const snapshotRow = z.strictObject({
  uuid: z.string(),
  name: z.string(),
  description: z.string(),
  metadata: json['snapshot.metadata'],
  state: z.enum(enums['snapshot.state']),
  runtime_state: z.enum(enums['snapshot.runtime_state']),
  state_since: z.date(),
  error_message: z.string(),
  size_mib: z.number(),
  kept_until: z.date().nullable(),
  created: z.date(),
  modified: z.date(),
  project: z.string(),
  project_name: z.string(),
  customer: z.string(),
  customer_name: z.string(),
  volume: z.string(),
  volume_name: z.string(),
  /** The volume was ordered: then it is a marketplace resource. */
  volume_ordered: z.boolean(),
  restoring: z.boolean(),
  /** That it is part of. */
  backup: z.string().nullable(),
  backup_name: z.string().nullable(),
  /** Volumes that were made of it and are there. */
  restorations: z.array(restoration),
});

/** A snapshot with the names of what it refers to. */
export type SnapshotView = z.output<typeof snapshotRow>;

const columns = sql`
  s.uuid, s.name, s.description, s.metadata, s.state, s.runtime_state, s.state_since, s.error_message, s.size_mib, s.kept_until, s.created, s.modified,
  s.project, p.name AS project_name, p.customer, c.name AS customer_name, s.volume, v.name AS volume_name,
  v.offering IS NOT NULL AS volume_ordered, ${restoring('s')} AS restoring, s.backup, b.name AS backup_name,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', r.uuid, 'name', r.name, 'description', r.description, 'state', r.state,
      'runtime_state', r.runtime_state, 'size_mib', r.size_mib, 'instance', r.instance, 'position', r.position,
      'created', r.created) ORDER BY r.created, r.uuid), '[]')
    FROM volume r WHERE r.source_snapshot = s.uuid AND r.state <> 'TERMINATED') AS restorations`;

const joins = sql`
  JOIN project p ON p.uuid = s.project JOIN customer c ON c.uuid = p.customer JOIN volume v ON v.uuid = s.volume
  LEFT JOIN backup b ON b.uuid = s.backup`;

export const snapshotView: View<SnapshotView> = { table: 'snapshot', alias: 's', row: snapshotRow, columns, joins };
