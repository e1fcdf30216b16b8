import type { Permission } from '../../../src/identity/index.ts';
import { type ScheduleKind, schedulePlans } from '../makers.ts';
import { type Call, list, read, uuid } from './call.ts';

/** Schedules of one kind are made of a VM or a volume, and led. */
function family(kind: ScheduleKind, permission: Permission): Record<string, Call> {
  const { of, plan } = schedulePlans[kind];
  const path = `/api/openstack-${kind}-schedules`;
  const led: Call = { scope: 'project', permission, success: 200 };
  return {
    [`POST /api/openstack-${of}s/{uuid}/create_${kind}_schedule/`]: {
      ...read(of === 'volume' ? 'volume' : 'resource'),
      permission,
      success: 201,
      bodies: [() => ({ ...plan, timezone: 'UTC' })],
    },
    [`GET ${path}/`]: list,
    [`GET ${path}/{uuid}/`]: read(`${kind}_schedule`),
    [`PATCH ${path}/{uuid}/`]: {
      ...read(`${kind}_schedule`),
      permission,
      bodies: [() => ({ description: 'new', schedule: 'hourly', timezone: 'UTC' })],
    },
    [`POST ${path}/{uuid}/activate/`]: {
      ...led,
      path: uuid((world) => world.makeSchedule(world.owner, kind, world.owned)),
    },
    [`POST ${path}/{uuid}/deactivate/`]: {
      ...led,
      path: uuid((world) => world.makeSchedule(world.owner, kind, world.owned, 'active')),
    },
    [`DELETE ${path}/{uuid}/`]: {
      ...led,
      success: 204,
      path: uuid((world) => world.makeSchedule(world.owner, kind, world.owned)),
    },
  };
}

export const scheduleCalls: Record<string, Call> = {
  ...family('snapshot', 'VOLUME.MANAGE'),
  ...family('backup', 'VOLUME.MANAGE'),
  ...family('power', 'INSTANCE.POWER'),
};
