import type { Command } from 'commander';
import type { VolumeType } from '../api/schema.ts';
import { listCommand } from '../terminal/lists.ts';
import { example } from '../terminal/example.ts';
import { printList } from '../terminal/output.ts';
import { openSession } from '../api/session.ts';

export function registerVolumeType(program: Command): void {
  const noun = program.command('volume-type').helpCommand(false).description('kinds of disks');

  example(listCommand(noun, 'list volume types'), 'volume-type list').action(async (_options, command: Command) => {
    const session = openSession(command);
    printList(session, await session.client.list<VolumeType>('openstack-volume-types/'), {
      name: (type) => type.name,
      about: (type) => type.description,
      default: (type) => (type.is_default ? 'yes' : ''),
      uuid: (type) => type.uuid,
    });
  });
}
