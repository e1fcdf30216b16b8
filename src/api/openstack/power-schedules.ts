import { sql } from 'kysely';
import { z } from 'zod';
import { visible } from '../../identity/index.ts';
import type { InstanceView } from '../../instances/index.ts';
import { createPowerSchedule, powerScheduleView, updateSchedule } from '../../schedules/index.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { App } from '../http/app.ts';
import { collection } from '../http/collection.ts';
import { flag, oneOf, references } from '../http/filters.ts';
import type { Versioned } from '../http/preconditions.ts';
import { edit, routesOn } from '../http/route.ts';
import { labelFilters, projectFilters } from '../identity/project-filters.ts';
import { coreStates } from '../states.ts';
import { path, powerAction, powerScheduleSchema, presentPowerSchedule } from './power-schedules.schema.ts';
import { newSchedule, scheduleChanges } from './schedule-parts.schema.ts';
import { scheduleRoutes } from './schedule-routes.ts';

/** They are for whoever may do by hand what they do. */
const managed = { tag: 'Instances', permission: 'INSTANCE.POWER' } as const;

/** `find` finds the VMs that they start and stop. */
export function powerScheduleRoutes(
  app: App,
  { db }: ApiContext,
  dialect: Dialect,
  find: Versioned<InstanceView>,
): void {
  const one = 'a power schedule';
  const schedules = collection(app, dialect, {
    db,
    path,
    tag: managed.tag,
    one,
    many: 'power schedules',
    item: powerScheduleSchema,
    view: powerScheduleView,
    readable: (actor) => visible(actor, 'h.project'),
    filters: {
      ...labelFilters('h'),
      ...projectFilters('h'),
      state: oneOf(coreStates, sql`'OK'::text`),
      is_active: flag(sql<boolean>`h.next_run IS NOT NULL`),
      instance: references('h.instance'),
      instance_uuid: references('h.instance'),
    },
    sorts: { name: 'h.name', created: 'h.created', next_trigger_at: 'h.next_run' },
    order: ['-h.created', 'h.uuid'],
    present: presentPowerSchedule,
  });
  routesOn(app, db, { ...managed, find })('POST', '/openstack-instances/:uuid/create_power_schedule/', {
    summary: 'Make a schedule by which a VM is started or stopped; it is paused until it is activated',
    body: z.object({ ...newSchedule, action: powerAction }),
    run: (tx, { actor, found, body: { schedule, action, ...rest } }) =>
      createPowerSchedule(tx, actor, found, { ...rest, cron: schedule, makes: action }),
    answer: schedules.created,
  });
  const on = routesOn(app, db, { ...managed, find: schedules.find });
  on(edit, `/${path}/:uuid/`, {
    summary: 'Change when a VM is started or stopped',
    body: z.object({ ...scheduleChanges, action: powerAction.optional() }),
    run: (tx, { actor, found, body: { schedule, action, ...rest } }) =>
      updateSchedule(tx, actor, found, { ...rest, cron: schedule, makes: action }),
    answer: schedules.changed,
  });
  scheduleRoutes(on, { path, one });
}
