import type { Presenter } from '../../dialects/dialect.ts';
import type { Values } from './example-of.ts';
import { backendObject, of } from './fields.ts';
import { ids } from './ids.ts';

/** A schedule of snapshots that runs every night, and one that stops a VM on weekdays. */
export function scheduleValues(as: Presenter): Values {
  const [nightly, evening] = ['SnapshotSchedule', 'PowerSchedule'];
  const when = { timezone: 'Europe/Oslo', is_active: true };
  return {
    ...backendObject(as, nightly, 'openstack-snapshot-schedules', nightly, ids.schedule, 'nightly'),
    ...of(nightly, {
      ...when,
      source_volume: as.url('openstack-volumes', ids.volume),
      source_volume_name: 'data',
      schedule: '0 3 * * *',
      retention_time: 30,
      maximal_number_of_resources: 7,
      next_trigger_at: as.time(new Date('2026-03-02T02:00:00Z')),
    }),
    ...backendObject(as, evening, 'openstack-power-schedules', evening, ids.powerSchedule, 'evening'),
    ...of(evening, {
      ...when,
      instance: as.url('openstack-instances', ids.vm),
      instance_name: 'web',
      action: 'stop',
      schedule: '0 20 * * 1-5',
      next_trigger_at: as.time(new Date('2026-03-02T19:00:00Z')),
    }),
  };
}
