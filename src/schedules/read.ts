import { sql } from 'kysely';
import { z } from 'zod';
import type { View } from '../db/index.ts';

const scheduleRow = z.strictObject({
  uuid: z.string(),
  name: z.string(),
  description: z.string(),
  cron: z.string(),
  timezone: z.string(),
  retention_days: z.number(),
  most: z.number(),
  next_run: z.date().nullable(),
  error_message: z.string(),
  created: z.date(),
  modified: z.date(),
  project: z.string(),
  project_name: z.string(),
  customer: z.string(),
  customer_name: z.string(),
  volume: z.string(),
  volume_name: z.string(),
});

/** A schedule of snapshots with the names of what it refers to. */
export type ScheduleView = z.output<typeof scheduleRow>;

export const scheduleView: View<ScheduleView> = {
  table: 'schedule',
  alias: 'h',
  row: scheduleRow,
  columns: sql`
    h.uuid, h.name, h.description, h.cron, h.timezone, h.retention_days, h.most, h.next_run, h.error_message, h.created, h.modified,
    h.project, p.name AS project_name, p.customer, c.name AS customer_name, h.volume, v.name AS volume_name`,
  joins: sql`
    JOIN project p ON p.uuid = h.project JOIN customer c ON c.uuid = p.customer
    JOIN volume v ON v.uuid = h.volume AND v.state <> 'TERMINATED'`,
};
