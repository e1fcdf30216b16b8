import { sql } from 'kysely';
import { z } from 'zod';
import { visible } from '../../identity/index.ts';
import {
  activateSchedule,
  createSchedule,
  cron,
  deactivateSchedule,
  deleteSchedule,
  type ScheduleView,
  scheduleView,
  timezone,
  updateSchedule,
} from '../../schedules/index.ts';
import type { VolumeView } from '../../storage/index.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { type Answer, gone } from '../http/answers.ts';
import type { App } from '../http/app.ts';
import { type Collection, collection } from '../http/collection.ts';
import { flag, oneOf, references } from '../http/filters.ts';
import { edit, type Register, routesOn } from '../http/route.ts';
import { statusSchema } from '../http/schemas.ts';
import { labelFilters, projectFilters } from '../identity/project-filters.ts';
import { coreStates } from '../states.ts';
import { labelChanges, labels } from './network-object.ts';
import { path, presentSnapshotSchedule, snapshotScheduleSchema } from './snapshot-schedules.schema.ts';
import type { volumeSchema } from './volumes.schema.ts';

const days = z.int().min(0).max(36_500).describe('Days for which what it makes is kept; 0: no such limit');
const most = z.int().min(0).max(10_000).describe('So many of what it makes are kept; 0: no such limit');

const newSchedule = z.object({
  ...labels,
  schedule: cron,
  timezone: timezone.optional(),
  retention_time: days,
  maximal_number_of_resources: most,
});

const changes = z.object({
  ...labelChanges,
  schedule: cron.optional(),
  timezone: timezone.optional(),
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

/** 200, in Waldur's words. */
const said = (status: string): Answer<unknown, typeof statusSchema> => {
  return { status: 200, schema: statusSchema, body: () => ({ status }) };
};

/** They take what is there away, too: it takes more than to take a snapshot. */
const managed = { tag: 'Storage', permission: 'VOLUME.MANAGE' } as const;

/** `volumes` are those that they make snapshots of. */
export function snapshotScheduleRoutes(
  app: App,
  { db }: ApiContext,
  dialect: Dialect,
  volumes: Collection<VolumeView, typeof volumeSchema>,
): void {
  const schedules = collection(app, dialect, {
    db,
    path,
    tag: managed.tag,
    one: 'a schedule of snapshots',
    many: 'schedules of snapshots',
    item: snapshotScheduleSchema,
    view: scheduleView,
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
  routesOn(app, db, { ...managed, find: volumes.find, refuses: [409] })(
    'POST',
    '/openstack-volumes/:uuid/create_snapshot_schedule/',
    {
      summary: 'Make a schedule of snapshots of a volume; it is paused until it is activated',
      body: newSchedule,
      run: (tx, { actor, found, body }) => createSchedule(tx, actor, found.uuid, columns(body)),
      answer: schedules.created,
    },
  );
  changeRoutes(routesOn(app, db, { ...managed, find: schedules.find }), schedules.changed);
}

function changeRoutes(
  on: Register<ScheduleView>,
  changed: Collection<ScheduleView, typeof snapshotScheduleSchema>['changed'],
): void {
  on(edit, `/${path}/:uuid/`, {
    summary: 'Change when a schedule runs, or what is kept of what it makes',
    body: changes,
    run: (tx, { actor, found, body }) => updateSchedule(tx, actor, found, columns(body)),
    answer: changed,
  });
  on('DELETE', `/${path}/:uuid/`, {
    summary: 'Delete a schedule; what it has made stays',
    run: (tx, { actor, found }) => deleteSchedule(tx, actor, found),
    answer: gone,
  });
  on('POST', `/${path}/:uuid/activate/`, {
    summary: 'Have a schedule run from its next time on',
    refuses: [409],
    run: (tx, { actor, found }) => activateSchedule(tx, actor, found),
    answer: said('A schedule was activated'),
  });
  on('POST', `/${path}/:uuid/deactivate/`, {
    summary: 'Have a schedule run no more until it is activated',
    refuses: [409],
    run: (tx, { actor, found }) => deactivateSchedule(tx, actor, found),
    answer: said('A schedule was deactivated'),
  });
}
