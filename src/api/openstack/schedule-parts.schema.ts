import { z } from 'zod';
import { cron, type PlanView, timezone } from '../../schedules/index.ts';
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
