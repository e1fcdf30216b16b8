import { isIP } from 'node:net';
import type { Command } from 'commander';
import { Problem } from '../common/problem.ts';
import type { FloatingIp } from './answers.ts';
import type { Client } from './client.ts';
import { example } from './commands.ts';
import { defaultProject } from './defaults.ts';
import { print, printList, say } from './output.ts';
import { uuidOf } from './references.ts';
import { openSession } from './session.ts';

const PATH = 'openstack-floating-ips/';

export function registerFloatingIp(program: Command): void {
  const noun = program.command('floating-ip').helpCommand(false).description('addresses that reach a VM from outside');

  example(noun.command('list').description('list floating IPs'), 'floating-ip list').action(
    async (_options, command: Command) => {
      const session = openSession(command);
      printList(session, await session.client.list<FloatingIp>(PATH), {
        address: (ip) => ip.address,
        vm: (ip) => ip.resource_name ?? 'free',
        uuid: (ip) => ip.uuid,
      });
    },
  );

  example(
    noun.command('allocate').description('take a floating IP for a project').option('--project <name>', 'project'),
    'floating-ip allocate',
  ).action(async (options: { project?: string }, command: Command) => {
    const session = openSession(command);
    const project = await defaultProject(session, options.project);
    const made = await session.client.post<FloatingIp>(PATH, { project });
    print(session, made, [made.uuid], () => [made.address]);
  });

  example(
    noun.command('release').description('give a floating IP back').argument('<address>', 'address or UUID'),
    'floating-ip release 172.24.4.12',
  ).action(async (reference: string, _options, command: Command) => {
    const session = openSession(command);
    await session.client.delete(`${PATH}${await floatingIpUuid(session.client, reference)}/`);
    say(session, `Released ${reference}.`);
  });
}

/** The UUID of the floating IP that an address or UUID means. */
export async function floatingIpUuid(client: Client, reference: string): Promise<string> {
  if (isIP(reference) === 0) return uuidOf(reference, 'floating-ip');
  const { results } = await client.list<FloatingIp>(PATH, { address: reference });
  const found = results.find(({ address }) => address === reference);
  if (found !== undefined) return found.uuid;
  throw new Problem(
    'not-found',
    `${reference} is no floating IP of yours.`,
    '"./slipway floating-ip list" shows those that are.',
  );
}
