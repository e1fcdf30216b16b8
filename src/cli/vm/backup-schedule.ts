import type { Command } from 'commander';
import type { BackupSchedule } from '../api/schema.ts';
import { keeping, keptWords, registerSchedules } from '../terminal/schedules.ts';
import { wholeNumber } from '../terminal/size.ts';

const kept = keeping('backups');

interface Copying {
  copyTo?: string;
  copyKeep?: number;
  copyKeepDays?: number;
}

/** Where the backups go, and what is kept there. */
function copiesOf({ target, ...copies }: BackupSchedule): string {
  const { target_maximal_number_of_resources: most, target_retention_time: days } = copies;
  return target === null ? '' : `${target}, keeps ${keptWords(most, days)}`;
}

export function registerBackupSchedule(program: Command): void {
  registerSchedules(program, {
    kind: 'backup-schedule',
    summary: 'backups of VMs by the clock',
    of: 'vm',
    nameOfOwner: (schedule) => schedule.instance_name,
    create: 'create_backup_schedule',
    does: { ...kept.does, copies: copiesOf },
    options: (command, isNew) =>
      kept
        .options(command, isNew)
        .option('--copy-to <target>', 'copy each of them to this target; "none": to none')
        .option('--copy-keep <number>', 'only so many of its copies there; 0: any number', wholeNumber(10_000, 0))
        .option('--copy-keep-days <days>', 'only those of so many days there; 0: for ever', wholeNumber(36_500, 0)),
    bodyOf: ({ copyTo, copyKeep, copyKeepDays, ...keep }: Copying & Parameters<typeof kept.bodyOf>[0]) => ({
      ...kept.bodyOf(keep),
      target: copyTo === 'none' ? null : copyTo,
      target_maximal_number_of_resources: copyKeep,
      target_retention_time: copyKeepDays,
    }),
    says: {
      create: 'back up a VM by the clock',
      set: 'change when a VM is backed up, or what is kept of its backups',
      delete: 'delete a backup schedule; the backups that it has made stay',
    },
    examples: {
      name: 'nightly',
      create: ['web nightly --at "daily at 03:00" --keep 7 --keep-days 30'],
      set: 'nightly --copy-to offsite --copy-keep-days 365 --at "weekdays at 22:30" --keep 14',
    },
  });
}
