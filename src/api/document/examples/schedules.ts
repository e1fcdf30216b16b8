import type { Presenter } from '../../dialects/dialect.ts';
import type { Values } from './example-of.ts';
import { backendObject, of } from './fields.ts';
import { ids } from './ids.ts';

/** Schedules that run every night, one of snapshots and one of backups, and one that stops a VM on weekdays. */
export function scheduleValues(as: Presenter): Values {
  const [snapshots, backups, evening] = ['SnapshotSchedule', 'BackupSchedule', 'PowerSchedule'];
  const when = { timezone: 'Europe/Oslo', is_active: true };
  const nightly = {
    ...when,
    schedule: '0 3 * * *',
    retention_time: 30,
    maximal_number_of_resources: 7,
    next_trigger_at: as.time(new Date('2026-03-02T02:00:00Z')),
  };
  const ofVm = { instance: as.url('openstack-instances', ids.vm), instance_name: 'web' };
  return {
    ...backendObject(as, snapshots, 'openstack-snapshot-schedules', snapshots, ids.schedule, 'nightly'),
    ...of(snapshots, {
      ...nightly,
      source_volume: as.url('openstack-volumes', ids.volume),
      source_volume_name: 'data',
    }),
    ...backendObject(as, backups, 'openstack-backup-schedules', backups, ids.backupSchedule, 'nightly'),
    ...of(backups, {
      ...nightly,
      ...ofVm,
      target: 'offsite',
      target_retention_time: 365,
      target_maximal_number_of_resources: 0,
    }),
    ...backendObject(as, evening, 'openstack-power-schedules', evening, ids.powerSchedule, 'evening'),
    ...of(evening, {
      ...when,
      ...ofVm,
      action: 'stop',
      schedule: '0 20 * * 1-5',
      next_trigger_at: as.time(new Date('2026-03-02T19:00:00Z')),
    }),
  };
}
