import { z } from 'zod';
import type { BackupScheduleView } from '../../schedules/index.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { keptScheduleParts, presentKeptParts } from './schedule-parts.schema.ts';

export const path = 'openstack-backup-schedules';

export const backupScheduleSchema = z
  .object({ ...keptScheduleParts, instance: z.string(), instance_name: z.string() })
  .meta({ id: 'BackupSchedule' });

export function presentBackupSchedule(row: BackupScheduleView, as: Presenter): z.input<typeof backupScheduleSchema> {
  return {
    ...presentKeptParts(row, as, path, 'BackupSchedule'),
    instance: as.url('openstack-instances', row.instance),
    instance_name: row.instance_name,
  };
}
