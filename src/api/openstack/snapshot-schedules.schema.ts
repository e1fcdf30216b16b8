import { z } from 'zod';
import type { SnapshotScheduleView } from '../../schedules/index.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { presentScheduleParts, scheduleParts } from './schedule-parts.schema.ts';

export const path = 'openstack-snapshot-schedules';

export const snapshotScheduleSchema = z
  .object({
    ...scheduleParts,
    source_volume: z.string(),
    source_volume_name: z.string(),
    retention_time: z.int().meta({ description: 'Days for which what it makes is kept; 0: no such limit' }),
    maximal_number_of_resources: z.int().meta({ description: 'So many of what it makes are kept; 0: no such limit' }),
  })
  .meta({ id: 'SnapshotSchedule' });

export function presentSnapshotSchedule(
  row: SnapshotScheduleView,
  as: Presenter,
): z.input<typeof snapshotScheduleSchema> {
  return {
    ...presentScheduleParts(row, as, path, 'SnapshotSchedule'),
    source_volume: as.url('openstack-volumes', row.volume),
    source_volume_name: row.volume_name,
    retention_time: row.retention_days,
    maximal_number_of_resources: row.most,
  };
}
