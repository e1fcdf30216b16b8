import { sql } from 'kysely';
import { z } from 'zod';
import type { View } from '../db/index.ts';
import { powerWords } from './runs.ts';

const planRow = z.strictObject({
  uuid: z.string(),
  name: z.string(),
  description: z.string(),
  cron: z.string(),
  timezone: z.string(),
  next_run: z.date().nullable(),
  error_message: z.string(),
  created: z.date(),
  modified: z.date(),
  project: z.string(),
  project_name: z.string(),
  customer: z.string(),
  customer_name: z.string(),
});

/** What all schedules say, whatever comes of them. */
export type PlanView = z.output<typeof planRow>;

const columns = sql`
  h.uuid, h.name, h.description, h.cron, h.timezone, h.next_run, h.error_message, h.created, h.modified,
  h.project, p.name AS project_name, p.customer, c.name AS customer_name`;
const joins = sql`JOIN project p ON p.uuid = h.project JOIN customer c ON c.uuid = p.customer`;

const snapshotScheduleRow = z.strictObject({
  ...planRow.shape,
  retention_days: z.number(),
  most: z.number(),
  volume: z.string(),
  volume_name: z.string(),
});

/** A schedule of snapshots with the names of what it refers to. */
export type SnapshotScheduleView = z.output<typeof snapshotScheduleRow>;

export const snapshotScheduleView: View<SnapshotScheduleView> = {
  table: 'schedule',
  alias: 'h',
  row: snapshotScheduleRow,
  columns: sql`${columns}, h.retention_days, h.most, h.volume, v.name AS volume_name`,
  joins: sql`${joins} JOIN volume v ON v.uuid = h.volume AND v.state <> 'TERMINATED'`,
};

const powerScheduleRow = z.strictObject({
  ...planRow.shape,
  makes: z.enum(powerWords),
  instance: z.string(),
  instance_name: z.string(),
});

/** A schedule by which a VM is started or stopped. */
export type PowerScheduleView = z.output<typeof powerScheduleRow>;

export const powerScheduleView: View<PowerScheduleView> = {
  table: 'schedule',
  alias: 'h',
  row: powerScheduleRow,
  columns: sql`${columns}, h.makes, h.instance, i.name AS instance_name`,
  joins: sql`${joins} JOIN instance i ON i.uuid = h.instance AND i.state <> 'TERMINATED'`,
};
