import { z } from 'zod';
import type { ScheduleView } from '../../schedules/index.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { time } from '../http/schemas.ts';
import { backendObject, noResource, presentBackendObject, presentNoResource } from './backend-object.ts';

export const path = 'openstack-snapshot-schedules';

export const snapshotScheduleSchema = z
  .object({
    ...backendObject,
    ...noResource,
    source_volume: z.string(),
    source_volume_name: z.string(),
    schedule: z.string().meta({ description: 'Five fields of cron: minute, hour, day of the month, month, weekday' }),
    timezone: z.string().meta({ description: 'By whose clock' }),
    retention_time: z.int().meta({ description: 'Days for which what it makes is kept; 0: no such limit' }),
    maximal_number_of_resources: z.int().meta({ description: 'So many of what it makes are kept; 0: no such limit' }),
    is_active: z.boolean(),
    next_trigger_at: time
      .nullable()
      .meta({ description: 'When it runs next; one that has passed is about to be made up for. null: it is paused' }),
  })
  .meta({ id: 'SnapshotSchedule' });

export function presentSnapshotSchedule(row: ScheduleView, as: Presenter): z.input<typeof snapshotScheduleSchema> {
  return {
    ...presentBackendObject(row, as, {
      collection: path,
      type: 'SnapshotSchedule',
      state: 'OK',
      error: row.error_message,
    }),
    ...presentNoResource,
    source_volume: as.url('openstack-volumes', row.volume),
    source_volume_name: row.volume_name,
    schedule: row.cron,
    timezone: row.timezone,
    retention_time: row.retention_days,
    maximal_number_of_resources: row.most,
    is_active: row.next_run !== null,
    next_trigger_at: row.next_run && as.time(row.next_run),
  };
}
