import type { Command } from 'commander';
import { keeping, registerSchedules } from '../terminal/schedules.ts';

export function registerBackupSchedule(program: Command): void {
  registerSchedules(program, {
    kind: 'backup-schedule',
    summary: 'backups of VMs by the clock',
    of: 'vm',
    nameOfOwner: (schedule) => schedule.instance_name,
    create: 'create_backup_schedule',
    ...keeping('backups'),
    says: {
      create: 'back up a VM by the clock',
      set: 'change when a VM is backed up, or what is kept of its backups',
      delete: 'delete a backup schedule; the backups that it has made stay',
    },
    examples: {
      name: 'nightly',
      create: ['web nightly --at "daily at 03:00" --keep 7 --keep-days 30'],
      set: 'nightly --at "weekdays at 22:30" --keep 14',
    },
  });
}
