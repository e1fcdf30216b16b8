import type { Command } from 'commander';
import { keeping, registerSchedules } from '../terminal/schedules.ts';

export function registerSchedule(program: Command): void {
  registerSchedules(program, {
    kind: 'schedule',
    summary: 'snapshots of volumes by the clock',
    of: 'volume',
    nameOfOwner: (schedule) => schedule.source_volume_name,
    create: 'create_snapshot_schedule',
    ...keeping('snapshots'),
    says: {
      create: 'take snapshots of a volume by the clock',
      set: 'change when a schedule runs, or what it keeps',
      delete: 'delete a schedule; the snapshots that it has taken stay',
    },
    examples: {
      name: 'nightly',
      create: ['data nightly --at "daily at 03:00" --keep 7 --keep-days 30'],
      set: 'nightly --at "weekdays at 22:30" --keep 14',
    },
  });
}
