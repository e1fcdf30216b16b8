import { z } from 'zod';
import { cron, type KeptPlanView, type PlanView, timezone } from '../../schedules/index.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { time } from '../http/schemas.ts';
import { backendObject, noResource, presentBackendObject, presentNoResource } from './backend-object.ts';
import { labelChanges, labels } from './network-object.ts';

/** What all schedules show, whatever comes of them. */
export const scheduleParts = {
  ...backendObject,
  ...noResource,
  schedule: z.string().meta({ description: 'Five fields of cron: minute, hour, day of the month, month, weekday' }),
  timezone: z.string().meta({ description: 'By whose clock' }),
  is_active: z.boolean(),
  next_trigger_at: time
    .nullable()
    .meta({ description: 'When it runs next; one that has passed is about to be made up for. null: it is paused' }),
};

export function presentScheduleParts(row: PlanView, as: Presenter, collection: string, type: string) {
  return {
    ...presentBackendObject(row, as, { collection, type, state: 'OK' as const, error: row.error_message }),
    ...presentNoResource,
    schedule: row.cron,
    timezone: row.timezone,
    is_active: row.next_run !== null,
    next_trigger_at: row.next_run && as.time(row.next_run),
  };
}

/** What is said of a new one, and what may be said anew. */
export const newSchedule = { ...labels, schedule: cron, timezone: timezone.optional() };
export const scheduleChanges = { ...labelChanges, schedule: cron.optional(), timezone: timezone.optional() };

const age = 'Days for which what it makes is kept; 0: no such limit';
const number = 'So many of what it makes are kept; 0: no such limit';

/** The same of schedules that keep what they make for a while. */
export const keptScheduleParts = {
  ...scheduleParts,
  retention_time: z.int().meta({ description: age }),
  maximal_number_of_resources: z.int().meta({ description: number }),
};

export function presentKeptParts(row: KeptPlanView, as: Presenter, collection: string, type: string) {
  return {
    ...presentScheduleParts(row, as, collection, type),
    retention_time: row.retention_days,
    maximal_number_of_resources: row.most,
  };
}

const days = z.int().min(0).max(36_500).describe(age);
const most = z.int().min(0).max(10_000).describe(number);

export const newKeptSchedule = z.object({ ...newSchedule, retention_time: days, maximal_number_of_resources: most });
export const keptScheduleChanges = z.object({
  ...scheduleChanges,
  retention_time: days.optional(),
  maximal_number_of_resources: most.optional(),
});

/** As the rows call what Waldur calls otherwise. */
export function keptColumns<Body extends z.output<typeof keptScheduleChanges>>(body: Body) {
  const { schedule, retention_time, maximal_number_of_resources, ...rest } = body;
  return {
    ...rest,
    cron: schedule as Body['schedule'],
    retention_days: retention_time as Body['retention_time'],
    most: maximal_number_of_resources as Body['maximal_number_of_resources'],
  };
}
