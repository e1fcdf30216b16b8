import type { Command } from 'commander';
import { find } from '../api/references.ts';
import type { Instance } from '../api/schema.ts';
import { openSession } from '../api/session.ts';
import { example } from '../terminal/example.ts';
import { addRestoration, makeVmOf, type RestorationOptions } from './restoration.ts';

export function registerClone(noun: Command): void {
  const clone = noun
    .command('clone')
    .description(
      'make a new VM with the disks of another, while it runs, and with addresses and an identity of its own',
    )
    .argument('<vm>', 'name or UUID')
    .argument('<name>', 'what the new VM shall be called');
  addRestoration(clone, 'has');
  example(clone, 'vm clone web web2', 'vm clone web web2 --floating-ip').action(
    async (reference: string, name: string, options: RestorationOptions, command: Command) => {
      const session = openSession(command);
      const { client } = session;
      const { uuid } = await find(client, 'vm', reference);
      const path = `openstack-instances/${uuid}/`;
      const { ports, project_uuid: project } = await client.get<Instance>(path);
      await makeVmOf(session, { path: `${path}clone/`, project, subnet: ports[0]?.subnet_uuid }, name, options);
    },
  );
}
