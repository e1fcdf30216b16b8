import { z } from 'zod';
import { copyRules, type CopyView } from '../../instances/index.ts';
import { actionsShape, presentActions } from '../actions.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { stateSince, time } from '../http/schemas.ts';
import { backupCopyState } from '../states.ts';
import { keptVmSchema, presentVm } from './backups.schema.ts';

export const copySchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    name: z.string(),
    target: z.string().meta({ description: 'Where it is, as the settings of the cloud call it' }),
    state: backupCopyState,
    state_since: stateSince,
    error_message: z.string(),
    progress: z
      .object({ fraction: z.number(), message: z.string() })
      .nullable()
      .meta({ id: 'BackupCopyProgress', description: 'How far it is sent or read back; null: nothing is under way' }),
    backup: z
      .string()
      .nullable()
      .meta({ description: 'That it is a copy of; null: nothing is known of that any more' }),
    backed_up: time.meta({ description: 'When the backup was made' }),
    instance_uuid: z.string().meta({ description: 'Of the VM that it is of, which may be gone' }),
    instance_name: z.string(),
    metadata: keptVmSchema,
    sent: z
      .int()
      .nullable()
      .meta({ description: 'MiB that had to be sent, the rest was there; null: it is not there yet' }),
    verified: time.nullable().meta({ description: 'When all of it was read back last' }),
    damage: z.string().meta({ description: 'What was wrong with it then; empty: nothing' }),
    project: z.string(),
    project_uuid: z.string(),
    project_name: z.string(),
    customer_uuid: z.string(),
    customer_name: z.string(),
    created: time,
    modified: time,
    ...actionsShape,
  })
  .meta({ id: 'BackupCopy' });

export function presentCopy(row: CopyView, as: Presenter): z.input<typeof copySchema> {
  const { vm, volumes } = row;
  return {
    uuid: as.id(row.uuid),
    url: as.url('backup-copies', row.uuid),
    name: row.name,
    target: row.target,
    state: row.state,
    state_since: as.time(row.state_since),
    error_message: row.error_message,
    progress: row.progress,
    backup: as.ref('openstack-backups', row.backup),
    backed_up: as.time(row.backed_up),
    instance_uuid: as.id(row.instance),
    instance_name: row.instance_name,
    metadata: presentVm({ vm, size_mib: volumes.reduce((sum, { size_mib: size }) => sum + size, 0) }),
    sent: row.sent_mib,
    verified: row.verified && as.time(row.verified),
    damage: row.damage,
    project: as.ref('projects', row.project),
    project_uuid: as.id(row.project),
    project_name: row.project_name,
    customer_uuid: as.id(row.customer),
    customer_name: row.customer_name,
    created: as.time(row.created),
    modified: as.time(row.modified),
    ...presentActions(copyRules, row),
  };
}
