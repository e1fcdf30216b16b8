import type { Command } from 'commander';
import type { Flavor, Named, Offering, Subnet } from './answers.ts';
import { example } from './commands.ts';
import { type Columns, printList } from './output.ts';
import { openSession } from './session.ts';
import { size } from './terminal.ts';

/** A noun that can only be listed. */
function listOnly<T extends Named>(noun: string, summary: string, path: string, columns: Columns<T>) {
  return (program: Command): void => {
    const list = program
      .command(noun)
      .helpCommand(false)
      .description(summary)
      .command('list')
      .description(`list ${noun}s`);
    example(list, `${noun} list`).action(async (_options, command: Command) => {
      const session = openSession(command);
      printList(session, await session.client.list<T>(path), {
        name: (item) => item.name,
        ...columns,
        uuid: (item) => item.uuid,
      });
    });
  };
}

export const registerOffering = listOnly<Offering>('offering', 'what can be ordered', 'marketplace-offerings/', {
  plans: ({ plans }) => plans.map((plan) => `${plan.name} ${Number(plan.unit_price)}/${plan.unit}`).join(', '),
  flavor: ({ flavor }) => flavor ?? 'to choose',
});

export const registerFlavor = listOnly<Flavor>('flavor', 'sizes of VMs', 'openstack-flavors/', {
  vcpu: ({ cores }) => `${cores}`,
  memory: ({ ram }) => size(ram),
  disk: ({ disk }) => size(disk),
});

export const registerSubnet = listOnly<Subnet>('subnet', 'networks to connect VMs to', 'openstack-subnets/', {
  cidr: ({ cidr }) => cidr,
});

export const registerProject = listOnly<Named & { customer_name: string }>('project', 'projects', 'projects/', {
  organisation: ({ customer_name }) => customer_name,
});
