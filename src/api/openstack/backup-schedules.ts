import { requireTarget } from '../../actions/index.ts';
import type { Tx } from '../../db/index.ts';
import type { InstanceView } from '../../instances/index.ts';
import { backupSchedules, createBackupSchedule } from '../../schedules/index.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { App } from '../http/app.ts';
import type { Versioned } from '../http/preconditions.ts';
import { routesOn } from '../http/route.ts';
import {
  backupColumns,
  backupScheduleChanges,
  backupScheduleSchema,
  newBackupSchedule,
  path,
  presentBackupSchedule,
} from './backup-schedules.schema.ts';
import { permissionOf, scheduleRoutes } from './schedule-routes.ts';

const tag = 'Instances';

/** `find` finds the VMs that they back up. */
export function backupScheduleRoutes(
  app: App,
  context: ApiContext,
  dialect: Dialect,
  find: Versioned<InstanceView>,
): void {
  const reaches = async (tx: Tx, project: string, target: string | null | undefined): Promise<void> => {
    const names = context.settings.targets.map(({ name }) => name);
    if (target != null) await requireTarget(tx, project, target, names);
  };
  const schedules = scheduleRoutes(app, context, dialect, {
    path,
    tag,
    one: 'a schedule of backups',
    many: 'schedules of backups',
    kind: backupSchedules,
    of: { filter: 'instance', column: 'instance' },
    item: backupScheduleSchema,
    present: presentBackupSchedule,
    change: 'Change when a VM is backed up, or what is kept of its backups',
    changes: backupScheduleChanges,
    columns: backupColumns,
    check: (tx, { project }, { target }) => reaches(tx, project, target),
  });
  const onVm = { tag, permission: permissionOf(backupSchedules), find, refuses: [409] };
  routesOn(app, context.db, onVm)('POST', '/openstack-instances/:uuid/create_backup_schedule/', {
    summary: 'Make a schedule of backups of a VM; it is paused until it is activated',
    body: newBackupSchedule,
    run: async (tx, { actor, found, body }) => {
      await reaches(tx, found.project, body.target);
      return createBackupSchedule(tx, actor, found.uuid, backupColumns(body));
    },
    answer: schedules.created,
  });
}
