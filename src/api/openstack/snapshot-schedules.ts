import { createSnapshotSchedule, snapshotSchedules } from '../../schedules/index.ts';
import type { VolumeView } from '../../storage/index.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { App } from '../http/app.ts';
import type { Versioned } from '../http/preconditions.ts';
import { routesOn } from '../http/route.ts';
import { keptColumns, keptScheduleChanges, newKeptSchedule } from './schedule-parts.schema.ts';
import { permissionOf, scheduleRoutes } from './schedule-routes.ts';
import { path, presentSnapshotSchedule, snapshotScheduleSchema } from './snapshot-schedules.schema.ts';

const tag = 'Storage';

/** `find` finds the volumes that they make snapshots of. */
export function snapshotScheduleRoutes(
  app: App,
  context: ApiContext,
  dialect: Dialect,
  find: Versioned<VolumeView>,
): void {
  const schedules = scheduleRoutes(app, context, dialect, {
    path,
    tag,
    one: 'a schedule of snapshots',
    many: 'schedules of snapshots',
    kind: snapshotSchedules,
    of: { filter: 'source_volume', column: 'volume' },
    item: snapshotScheduleSchema,
    present: presentSnapshotSchedule,
    change: 'Change when a schedule runs, or what is kept of what it makes',
    changes: keptScheduleChanges,
    columns: keptColumns,
  });
  const onVolume = { tag, permission: permissionOf(snapshotSchedules), find, refuses: [409] };
  routesOn(app, context.db, onVolume)('POST', '/openstack-volumes/:uuid/create_snapshot_schedule/', {
    summary: 'Make a schedule of snapshots of a volume; it is paused until it is activated',
    body: newKeptSchedule,
    run: (tx, { actor, found, body }) => createSnapshotSchedule(tx, actor, found.uuid, keptColumns(body)),
    answer: schedules.created,
  });
}
