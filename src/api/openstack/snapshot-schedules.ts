import { sql } from 'kysely';
import { z } from 'zod';
import { visible } from '../../identity/index.ts';
import { createSnapshotSchedule, snapshotScheduleView, updateSchedule } from '../../schedules/index.ts';
import type { VolumeView } from '../../storage/index.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { App } from '../http/app.ts';
import { type Collection, collection } from '../http/collection.ts';
import { flag, oneOf, references } from '../http/filters.ts';
import { edit, routesOn } from '../http/route.ts';
import { labelFilters, projectFilters } from '../identity/project-filters.ts';
import { coreStates } from '../states.ts';
import { newSchedule, scheduleChanges } from './schedule-parts.schema.ts';
import { scheduleRoutes } from './schedule-routes.ts';
import { path, presentSnapshotSchedule, snapshotScheduleSchema } from './snapshot-schedules.schema.ts';
import type { volumeSchema } from './volumes.schema.ts';

const days = z.int().min(0).max(36_500).describe('Days for which what it makes is kept; 0: no such limit');
const most = z.int().min(0).max(10_000).describe('So many of what it makes are kept; 0: no such limit');

const changes = z.object({
  ...scheduleChanges,
  retention_time: days.optional(),
  maximal_number_of_resources: most.optional(),
});

/** As the rows call what Waldur calls otherwise. */
function columns<Body extends z.output<typeof changes>>(body: Body) {
  const { schedule, retention_time, maximal_number_of_resources, ...rest } = body;
  return {
    ...rest,
    cron: schedule as Body['schedule'],
    retention_days: retention_time as Body['retention_time'],
    most: maximal_number_of_resources as Body['maximal_number_of_resources'],
  };
}

/** They take what is there away, too: it takes more than to take a snapshot. */
const managed = { tag: 'Storage', permission: 'VOLUME.MANAGE' } as const;

/** `volumes` are those that they make snapshots of. */
export function snapshotScheduleRoutes(
  app: App,
  { db }: ApiContext,
  dialect: Dialect,
  volumes: Collection<VolumeView, typeof volumeSchema>,
): void {
  const one = 'a schedule of snapshots';
  const schedules = collection(app, dialect, {
    db,
    path,
    tag: managed.tag,
    one,
    many: 'schedules of snapshots',
    item: snapshotScheduleSchema,
    view: snapshotScheduleView,
    readable: (actor) => visible(actor, 'h.project'),
    filters: {
      ...labelFilters('h'),
      ...projectFilters('h'),
      state: oneOf(coreStates, sql`'OK'::text`),
      is_active: flag(sql<boolean>`h.next_run IS NOT NULL`),
      source_volume: references('h.volume'),
      source_volume_uuid: references('h.volume'),
    },
    sorts: { name: 'h.name', created: 'h.created', next_trigger_at: 'h.next_run' },
    order: ['-h.created', 'h.uuid'],
    present: presentSnapshotSchedule,
  });
  const onVolume = routesOn(app, db, { ...managed, find: volumes.find, refuses: [409] });
  onVolume('POST', '/openstack-volumes/:uuid/create_snapshot_schedule/', {
    summary: 'Make a schedule of snapshots of a volume; it is paused until it is activated',
    body: z.object({ ...newSchedule, retention_time: days, maximal_number_of_resources: most }),
    run: (tx, { actor, found, body }) => createSnapshotSchedule(tx, actor, found.uuid, columns(body)),
    answer: schedules.created,
  });
  const on = routesOn(app, db, { ...managed, find: schedules.find });
  on(edit, `/${path}/:uuid/`, {
    summary: 'Change when a schedule runs, or what is kept of what it makes',
    body: changes,
    run: (tx, { actor, found, body }) => updateSchedule(tx, actor, found, columns(body)),
    answer: schedules.changed,
  });
  scheduleRoutes(on, { path, one });
}
