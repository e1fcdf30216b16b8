import { type Command, Option } from 'commander';
import type { PowerSchedule } from '../api/schema.ts';
import { registerSchedules } from '../terminal/schedules.ts';

export function registerPowerSchedule(program: Command): void {
  registerSchedules(program, {
    kind: 'power-schedule',
    summary: 'VMs started and stopped by the clock',
    of: 'vm',
    nameOfOwner: (schedule) => schedule.instance_name,
    create: 'create_power_schedule',
    does: { does: ({ action }) => action },
    options: (command, isNew) =>
      command.addOption(
        new Option('--action <action>', 'what is done with the VM')
          .choices(['start', 'stop'])
          .makeOptionMandatory(isNew),
      ),
    bodyOf: ({ action }: { action?: PowerSchedule['action'] }) => ({ action }),
    says: {
      create: 'start or stop a VM by the clock',
      set: 'change what a power schedule does, or when',
      delete: 'delete a power schedule; its VM stays as it is',
    },
    examples: {
      name: 'evening',
      create: [
        'web evening --action stop --at "weekdays at 20:00"',
        'web morning --action start --at "weekdays at 07:00"',
      ],
      set: 'evening --at "daily at 22:00"',
    },
  });
}
