import { z } from 'zod';
import type { BackupScheduleView } from '../../schedules/index.ts';
import type { Presenter } from '../dialects/dialect.ts';
import {
  keptColumns,
  keptScheduleChanges,
  keptScheduleParts,
  newKeptSchedule,
  presentKeptParts,
} from './schedule-parts.schema.ts';

export const path = 'openstack-backup-schedules';

const where = 'The target of the cloud that each of its backups is copied to';
const age = 'Days for which its copies are kept there; 0: no such limit';
const number = 'So many of its copies are kept there; 0: no such limit';

const toTarget = {
  target: z.string().max(32).nullable().optional().describe(`${where}; null: nowhere`),
  target_retention_time: z.int().min(0).max(36_500).optional().describe(age),
  target_maximal_number_of_resources: z.int().min(0).max(10_000).optional().describe(number),
};
export const newBackupSchedule = newKeptSchedule.extend(toTarget);
export const backupScheduleChanges = keptScheduleChanges.extend(toTarget);

/** As the rows call what Waldur calls otherwise. */
export function backupColumns<Body extends z.output<typeof backupScheduleChanges>>(body: Body) {
  const { target_retention_time: target_days, target_maximal_number_of_resources: target_most, ...rest } = body;
  return { ...keptColumns(rest), target_days, target_most };
}

export const backupScheduleSchema = z
  .object({
    ...keptScheduleParts,
    instance: z.string(),
    instance_name: z.string(),
    target: z
      .string()
      .nullable()
      .meta({ description: `${where}; null: nowhere` }),
    target_retention_time: z.int().meta({ description: age }),
    target_maximal_number_of_resources: z.int().meta({ description: number }),
  })
  .meta({ id: 'BackupSchedule' });

export function presentBackupSchedule(row: BackupScheduleView, as: Presenter): z.input<typeof backupScheduleSchema> {
  return {
    ...presentKeptParts(row, as, path, 'BackupSchedule'),
    instance: as.url('openstack-instances', row.instance),
    instance_name: row.instance_name,
    target: row.target,
    target_retention_time: row.target_days,
    target_maximal_number_of_resources: row.target_most,
  };
}
