import { sql } from 'kysely';
import { z } from 'zod';
import { enums, json, type View } from '../db/index.ts';
import { backupStanding, standingColumns } from './backups.ts';
import { instancePort, instancePorts } from './read.ts';

const restoration = z.strictObject({
  uuid: z.string(),
  name: z.string(),
  flavor: z.string(),
  created: z.string(),
  ports: z.array(instancePort),
});

const backupRow = z.strictObject({
  uuid: z.string(),
  name: z.string(),
  description: z.string(),
  vm: json['backup.vm'],
  at_once: z.boolean(),
  state: z.enum(enums['backup.state']),
  state_since: z.date(),
  error_message: z.string(),
  kept_until: z.date().nullable(),
  created: z.date(),
  modified: z.date(),
  project: z.string(),
  project_name: z.string(),
  customer: z.string(),
  customer_name: z.string(),
  instance: z.string(),
  instance_name: z.string(),
  /** Those of the instance as it is now. */
  ports: z.array(instancePort),
  ...standingColumns,
  /** VMs that were made of it and are there. */
  restorations: z.array(restoration),
  /** MiB, of all of its snapshots. */
  size_mib: z.number(),
});

/** A backup with the names of what it refers to. */
export type BackupView = z.output<typeof backupRow>;

const columns = sql`
  b.uuid, b.name, b.description, b.vm, b.at_once, b.state, b.state_since, b.error_message, b.kept_until, b.created, b.modified,
  b.project, p.name AS project_name, p.customer, c.name AS customer_name, b.instance, i.name AS instance_name,
  ${instancePorts} AS ports, ${backupStanding('b', 'i')}, (SELECT coalesce(jsonb_agg(jsonb_build_object(
      'uuid', i.uuid, 'name', i.name, 'flavor', i.flavor, 'created', i.created, 'ports', ${instancePorts}) ORDER BY i.created, i.uuid), '[]')
    FROM instance i WHERE i.state <> 'TERMINATED' AND EXISTS (SELECT FROM volume r JOIN snapshot k ON k.uuid = r.source_snapshot
      WHERE k.backup = b.uuid AND r.instance = i.uuid AND r.position = 0)) AS restorations,
  (SELECT coalesce(sum(k.size_mib), 0)::int FROM snapshot k WHERE k.backup = b.uuid) AS size_mib`;

const joins = sql`
  JOIN project p ON p.uuid = b.project JOIN customer c ON c.uuid = p.customer JOIN instance i ON i.uuid = b.instance`;

export const backupView: View<BackupView> = { table: 'backup', alias: 'b', row: backupRow, columns, joins };
