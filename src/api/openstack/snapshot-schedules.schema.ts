import { z } from 'zod';
import type { SnapshotScheduleView } from '../../schedules/index.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { keptScheduleParts, presentKeptParts } from './schedule-parts.schema.ts';

export const path = 'openstack-snapshot-schedules';

export const snapshotScheduleSchema = z
  .object({ ...keptScheduleParts, source_volume: z.string(), source_volume_name: z.string() })
  .meta({ id: 'SnapshotSchedule' });

export function presentSnapshotSchedule(
  row: SnapshotScheduleView,
  as: Presenter,
): z.input<typeof snapshotScheduleSchema> {
  return {
    ...presentKeptParts(row, as, path, 'SnapshotSchedule'),
    source_volume: as.url('openstack-volumes', row.volume),
    source_volume_name: row.volume_name,
  };
}
