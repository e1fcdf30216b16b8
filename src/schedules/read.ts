import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { View } from '../db/index.ts';
import { type MakesWord, powerWords } from './makes.ts';

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

/** Schedules of one kind. */
export interface ScheduleKind<Row extends PlanView> {
  /** Each of its schedules one of these. */
  makes: readonly [MakesWord, ...MakesWord[]];
  view: View<Row>;
}

const columns = sql`
  h.uuid, h.name, h.description, h.cron, h.timezone, h.next_run, h.error_message, h.created, h.modified,
  h.project, p.name AS project_name, p.customer, c.name AS customer_name`;
const joins = sql`JOIN project p ON p.uuid = h.project JOIN customer c ON c.uuid = p.customer`;
const joinsOfVm = sql`${joins} JOIN instance i ON i.uuid = h.instance`;

/** Which rows are schedules of that kind, of a volume or a VM that is there. */
export const isOfKind = ({ makes }: Pick<ScheduleKind<PlanView>, 'makes'>): RawBuilder<boolean> => sql<boolean>`
  (h.makes = ANY(${makes}) AND EXISTS (
    SELECT FROM volume WHERE uuid = h.volume AND state <> 'TERMINATED'
    UNION ALL SELECT FROM instance WHERE uuid = h.instance AND state <> 'TERMINATED'))`;

const keptRow = z.strictObject({ ...planRow.shape, retention_days: z.number(), most: z.number() });

/** What is said of schedules that keep what they make for a while. */
export type KeptPlanView = z.output<typeof keptRow>;

const snapshotScheduleRow = z.strictObject({ ...keptRow.shape, volume: z.string(), volume_name: z.string() });

/** A schedule of snapshots with the names of what it refers to. */
export type SnapshotScheduleView = z.output<typeof snapshotScheduleRow>;

export const snapshotSchedules: ScheduleKind<SnapshotScheduleView> = {
  makes: ['snapshot'],
  view: {
    table: 'schedule',
    alias: 'h',
    row: snapshotScheduleRow,
    columns: sql`${columns}, h.retention_days, h.most, h.volume, v.name AS volume_name`,
    joins: sql`${joins} JOIN volume v ON v.uuid = h.volume`,
  },
};

const backupScheduleRow = z.strictObject({
  ...keptRow.shape,
  instance: z.string(),
  instance_name: z.string(),
  target: z.string().nullable(),
  target_days: z.number(),
  target_most: z.number(),
});

/** A schedule of backups of a VM. */
export type BackupScheduleView = z.output<typeof backupScheduleRow>;

export const backupSchedules: ScheduleKind<BackupScheduleView> = {
  makes: ['backup'],
  view: {
    table: 'schedule',
    alias: 'h',
    row: backupScheduleRow,
    columns: sql`${columns}, h.retention_days, h.most, h.target, h.target_days, h.target_most, h.instance, i.name AS instance_name`,
    joins: joinsOfVm,
  },
};

const powerScheduleRow = z.strictObject({
  ...planRow.shape,
  makes: z.enum(powerWords),
  instance: z.string(),
  instance_name: z.string(),
});

/** A schedule by which a VM is started or stopped. */
export type PowerScheduleView = z.output<typeof powerScheduleRow>;

export const powerSchedules: ScheduleKind<PowerScheduleView> = {
  makes: powerWords,
  view: {
    table: 'schedule',
    alias: 'h',
    row: powerScheduleRow,
    columns: sql`${columns}, h.makes, h.instance, i.name AS instance_name`,
    joins: joinsOfVm,
  },
};
