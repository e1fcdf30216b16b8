import type { Command } from 'commander';
import type { Flavor } from '../api/schema.ts';
import { listCommand } from '../terminal/lists.ts';
import { example } from '../terminal/example.ts';
import { print, printList, say } from '../terminal/output.ts';
import { findAll } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { forEach } from '../terminal/several.ts';
import { sizeMiB, wholeNumber } from '../terminal/size.ts';
import { size } from '../terminal/terminal.ts';

interface NewFlavor {
  vcpus: number;
  memory: number;
  disk: number;
}

export function registerFlavor(program: Command): void {
  const noun = program.command('flavor').helpCommand(false).description('sizes of VMs');

  example(listCommand(noun, 'list flavors'), 'flavor list').action(async (_options, command: Command) => {
    const session = openSession(command);
    printList(session, await session.client.list<Flavor>('openstack-flavors/'), {
      name: (flavor) => flavor.name,
      vcpus: ({ cores }) => `${cores}`,
      memory: ({ ram }) => size(ram),
      disk: ({ disk }) => size(disk),
      uuid: (flavor) => flavor.uuid,
    });
  });

  example(
    noun
      .command('create')
      .description('offer a size of VMs (staff)')
      .argument('<name>')
      .requiredOption('--vcpus <count>', 'vCPUs', wholeNumber(65_535))
      .requiredOption('--memory <size>', 'memory, MiB or such as 8G', sizeMiB)
      .requiredOption('--disk <size>', 'system disk, MiB or such as 40G', sizeMiB),
    'flavor create xlarge --vcpus 4 --memory 8G --disk 40G',
  ).action(async (name: string, options: NewFlavor, command: Command) => {
    const session = openSession(command);
    const { vcpus: cores, memory: ram, disk } = options;
    const flavor = await session.client.post<Flavor>('openstack-flavors/', { name, cores, ram, disk });
    print(session, flavor, [flavor.uuid], () => [`Flavor "${flavor.name}" is offered.`]);
  });

  example(
    noun
      .command('delete')
      .alias('rm')
      .description('offer a size no more; VMs that have it keep it (staff)')
      .argument('<name...>', 'name or UUID'),
    'flavor delete xlarge',
  ).action(async (names: string[], _options, command: Command) => {
    const session = openSession(command);
    await forEach(await findAll(session.client, 'flavor', names), async (flavor) => {
      await session.client.delete(`openstack-flavors/${flavor.uuid}/`);
      say(session, `Flavor "${flavor.name}" is offered no more.`);
    });
  });
}
