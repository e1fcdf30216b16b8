import { z } from 'zod';
import type { InstanceView } from '../../instances/index.ts';
import { createPowerSchedule, powerSchedules } from '../../schedules/index.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { App } from '../http/app.ts';
import type { Versioned } from '../http/preconditions.ts';
import { routesOn } from '../http/route.ts';
import { path, powerAction, powerScheduleSchema, presentPowerSchedule } from './power-schedules.schema.ts';
import { newSchedule, scheduleChanges } from './schedule-parts.schema.ts';
import { permissionOf, scheduleRoutes } from './schedule-routes.ts';

const tag = 'Instances';

/** `find` finds the VMs that they start and stop. */
export function powerScheduleRoutes(
  app: App,
  context: ApiContext,
  dialect: Dialect,
  find: Versioned<InstanceView>,
): void {
  const schedules = scheduleRoutes(app, context, dialect, {
    path,
    tag,
    one: 'a power schedule',
    many: 'power schedules',
    kind: powerSchedules,
    of: { filter: 'instance', column: 'instance' },
    item: powerScheduleSchema,
    present: presentPowerSchedule,
    change: 'Change when a VM is started or stopped',
    changes: z.object({ ...scheduleChanges, action: powerAction.optional() }),
    columns: ({ schedule, action, ...rest }) => ({ ...rest, cron: schedule, makes: action }),
  });
  const onVm = { tag, permission: permissionOf(powerSchedules), find };
  routesOn(app, context.db, onVm)('POST', '/openstack-instances/:uuid/create_power_schedule/', {
    summary: 'Make a schedule by which a VM is started or stopped; it is paused until it is activated',
    body: z.object({ ...newSchedule, action: powerAction }),
    run: (tx, { actor, found, body: { schedule, action, ...rest } }) =>
      createPowerSchedule(tx, actor, found, { ...rest, cron: schedule, makes: action }),
    answer: schedules.created,
  });
}
