import { z } from 'zod';
import { type PowerScheduleView, powerWords } from '../../schedules/index.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { presentScheduleParts, scheduleParts } from './schedule-parts.schema.ts';

export const path = 'openstack-power-schedules';

export const powerAction = z
  .enum(powerWords)
  .meta({ id: 'PowerScheduleAction', description: 'What is done with the VM' });

export const powerScheduleSchema = z
  .object({ ...scheduleParts, instance: z.string(), instance_name: z.string(), action: powerAction })
  .meta({ id: 'PowerSchedule' });

export function presentPowerSchedule(row: PowerScheduleView, as: Presenter): z.input<typeof powerScheduleSchema> {
  return {
    ...presentScheduleParts(row, as, path, 'PowerSchedule'),
    instance: as.url('openstack-instances', row.instance),
    instance_name: row.instance_name,
    action: row.makes,
  };
}
