import { isIP } from 'node:net';
import type { Command } from 'commander';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../../common/problem.ts';
import type { FloatingIp, Port, Resource } from '../api/schema.ts';
import type { Client } from '../api/client.ts';
import { addFilters, type Filters, filterQuery, listCommand } from '../terminal/lists.ts';
import { example } from '../terminal/example.ts';
import { defaultProject } from '../api/defaults.ts';
import { usage } from '../terminal/exit.ts';
import { print, printList, say } from '../terminal/output.ts';
import { addressesOf } from './port.ts';
import { find, uuidOf } from '../api/references.ts';
import { openSession, type Session } from '../api/session.ts';
import { addWaiting, type Waiting } from '../terminal/waiting.ts';

const PATH = 'openstack-floating-ips/';
const WAIT_SECONDS = 60;
const POLL_MS = 100;

export function registerFloatingIp(program: Command): void {
  const noun = program.command('floating-ip').helpCommand(false).description('addresses that reach a VM from outside');
  registerList(noun);
  registerAllocate(noun);
  registerAttach(noun);
  registerDetach(noun);
  registerRelease(noun);
}

function registerList(noun: Command): void {
  example(addFilters(listCommand(noun, 'list floating IPs')), 'floating-ip list').action(
    async (filters: Filters, command: Command) => {
      const session = openSession(command);
      const query = await filterQuery(session.client, filters);
      printList(session, await session.client.list<FloatingIp>(PATH, query), {
        address: (ip) => ip.address,
        vm: (ip) => ip.resource_name ?? 'free',
        uuid: (ip) => ip.uuid,
      });
    },
  );
}

function registerAllocate(noun: Command): void {
  example(
    noun.command('allocate').description('take a floating IP for a project').option('--project <name>', 'project'),
    'floating-ip allocate',
  ).action(async (options: { project?: string }, command: Command) => {
    const session = openSession(command);
    const project = await defaultProject(session, options.project);
    const created = await session.client.post<FloatingIp>(PATH, { project });
    print(session, created, [created.uuid], () => [created.address]);
  });
}

function registerAttach(noun: Command): void {
  const attach = noun
    .command('attach')
    .description('lead a floating IP to a VM, also from another one, while they run')
    .argument('<address>', 'address or UUID')
    .argument('<vm>', 'name or UUID')
    .option('--to <address>', 'to this address of the VM; its first port when left out');
  addWaiting(attach, WAIT_SECONDS);
  example(attach, 'floating-ip attach 172.24.4.12 web').action(
    async (reference: string, name: string, options: Waiting & { to?: string }, command: Command) => {
      const session = openSession(command);
      const { client } = session;
      const path = `${PATH}${await floatingIpUuid(client, reference)}/`;
      const vm = await find(client, 'vm', name);
      const { results } = await client.list<Port>('openstack-ports/', { resource_uuid: vm.uuid });
      const port = results.find((each) => options.to === undefined || addressesOf(each).includes(options.to));
      if (port === undefined)
        throw usage(`${vm.name} has no such port.`, `"./slipway port list --vm ${name}" shows them.`);
      await client.post(`${path}attach_to_port/`, { port: port.uuid });
      await finish(session, path, options, `leads to ${vm.name}`);
      const { external_ips: now } = await client.get<Resource>(`marketplace-resources/${vm.uuid}/`);
      const freed = vm.external_ips.filter((address) => !now.includes(address));
      if (freed.length > 0) say(session, `${freed.join(', ')} led there before, and is free now.`);
    },
  );
}

function registerDetach(noun: Command): void {
  const detach = noun
    .command('detach')
    .description('take a floating IP off its VM; the project keeps it')
    .argument('<address>', 'address or UUID');
  addWaiting(detach, WAIT_SECONDS);
  example(detach, 'floating-ip detach 172.24.4.12').action(
    async (reference: string, options: Waiting, command: Command) => {
      const session = openSession(command);
      const path = `${PATH}${await floatingIpUuid(session.client, reference)}/`;
      await session.client.post(`${path}detach_from_port/`);
      await finish(session, path, options, 'is free');
    },
  );
}

function registerRelease(noun: Command): void {
  example(
    noun
      .command('release')
      .description('give a floating IP back')
      .argument('<address>', 'address or UUID')
      .option('--force', 'also while a VM has it'),
    'floating-ip release 172.24.4.12',
  ).action(async (reference: string, options: { force?: boolean }, command: Command) => {
    const session = openSession(command);
    const path = `${PATH}${await floatingIpUuid(session.client, reference)}/`;
    if (options.force !== true) await refuseUsed(session.client, path);
    await session.client.delete(path);
    say(session, `Released ${reference}.`);
  });
}

/** Waits until a change is in force, if that is wanted, and says so. */
async function finish(session: Session, path: string, { wait, timeout }: Waiting, what: string): Promise<void> {
  for (const deadline = Date.now() + timeout; ; await pause(POLL_MS)) {
    const now = await session.client.get<FloatingIp>(path);
    if (!wait || now.state === 'OK') return print(session, now, [now.uuid], () => [`${now.address} ${what}.`]);
    if (Date.now() > deadline) {
      const why = now.error_message || 'The backend has not followed yet.';
      throw new Problem('timeout', `${now.address}: ${why}`, 'It goes on; "./slipway floating-ip list" shows it.');
    }
  }
}

/** An address that people reach a VM by is not given away by a slip. */
async function refuseUsed(client: Client, path: string): Promise<void> {
  const { address, resource_name: vm } = await client.get<FloatingIp>(path);
  if (vm === null) return;
  const remedy = 'Detach it first, or add --force.';
  throw new Problem('in-use', `${address} is in use by ${vm}, which would not be reached by it any more.`, remedy);
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
