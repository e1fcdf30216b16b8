import { sql } from 'kysely';
import { z } from 'zod';
import { enums, json, type View } from '../db/index.ts';
import { restoringCopy } from './copies.ts';

const copyRow = z.strictObject({
  uuid: z.string(),
  name: z.string(),
  target: z.string(),
  backup: z.string().nullable(),
  instance: z.string(),
  instance_name: z.string(),
  vm: json['backup_copy.vm'],
  volumes: json['backup_copy.volumes'],
  backed_up: z.date(),
  state: z.enum(enums['backup_copy.state']),
  state_since: z.date(),
  error_message: z.string(),
  sent_mib: z.number().nullable(),
  verified: z.date().nullable(),
  damage: z.string(),
  created: z.date(),
  modified: z.date(),
  project: z.string(),
  project_name: z.string(),
  customer: z.string(),
  customer_name: z.string(),
  restoring: z.boolean(),
  /** How far what is under way is; null: nothing is. */
  progress: z.strictObject({ fraction: z.number(), message: z.string() }).nullable(),
});

/** A copy of a backup with the names of what it refers to. */
export type CopyView = z.output<typeof copyRow>;

const columns = sql`
  y.uuid, y.name, y.target, y.backup, y.instance, y.instance_name, y.vm, y.volumes, y.backed_up, y.state, y.state_since, y.error_message, y.sent_mib,
  y.verified, y.damage, y.created, y.modified, y.project, p.name AS project_name, p.customer, c.name AS customer_name, ${restoringCopy('y')} AS restoring,
  (SELECT jsonb_build_object('fraction', t.progress, 'message', t.message) FROM workflow w JOIN workflow_step t ON t.workflow = w.uuid
    WHERE w.subject = y.uuid AND w.state IN ('running', 'undoing') AND t.state IN ('running', 'waiting', 'undoing')
    ORDER BY t.position LIMIT 1) AS progress`;

const joins = sql`JOIN project p ON p.uuid = y.project JOIN customer c ON c.uuid = p.customer`;

export const copyView: View<CopyView> = { table: 'backup_copy', alias: 'y', row: copyRow, columns, joins };
