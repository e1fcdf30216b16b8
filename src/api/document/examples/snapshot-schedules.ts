import type { Presenter } from '../../dialects/dialect.ts';
import type { Values } from './example-of.ts';
import { backendObject, of } from './fields.ts';
import { ids } from './ids.ts';

/** A schedule of snapshots that runs every night. */
export function snapshotScheduleValues(as: Presenter): Values {
  return {
    ...backendObject(
      as,
      'SnapshotSchedule',
      'openstack-snapshot-schedules',
      'SnapshotSchedule',
      ids.schedule,
      'nightly',
    ),
    ...of('SnapshotSchedule', {
      source_volume: as.url('openstack-volumes', ids.volume),
      source_volume_name: 'data',
      schedule: '0 3 * * *',
      timezone: 'Europe/Oslo',
      retention_time: 30,
      maximal_number_of_resources: 7,
      is_active: true,
      next_trigger_at: as.time(new Date('2026-03-02T02:00:00Z')),
    }),
  };
}
