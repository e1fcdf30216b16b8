import { type Command, Option } from 'commander';
import type { Connectivity, Port, Resource } from '../api/schema.ts';
import type { Client } from '../api/client.ts';
import { example } from '../terminal/example.ts';
import { usage } from '../terminal/exit.ts';
import { exits } from '../../common/problems/kind.ts';
import { collect, uuidOfNamed } from '../terminal/nouns.ts';
import { print, say } from '../terminal/output.ts';
import { addressesOf } from '../network/port.ts';
import { find } from '../api/references.ts';
import { openSession, type Session } from '../api/session.ts';
import { oneLine, painter, table } from '../terminal/terminal.ts';
import { followVm } from './doing.ts';
import { vmFacts } from './facts.ts';
import { addWaiting, type Waiting } from '../terminal/waiting.ts';
import { Problem } from '../../common/problem.ts';

const WAIT_SECONDS = 60;

/** `vm connect`, `disconnect`, `set-groups` and `diagnose`. */
export function registerVmNetwork(noun: Command): void {
  registerConnect(noun);
  registerDisconnect(noun);
  registerSetGroups(noun);
  registerDiagnose(noun);
}

function registerConnect(noun: Command): void {
  const connect = noun
    .command('connect')
    .description('plug a VM into a further subnet, also while it runs')
    .argument('<name>', 'name or UUID')
    .option('--subnet <name>', 'subnet')
    .addOption(new Option('--ip <address>', 'a particular address of the subnet').argParser(collect))
    .option('--port <name>', 'a port that exists, in place of a subnet');
  addWaiting(connect, WAIT_SECONDS);
  example(connect, 'vm connect web --subnet backend', 'vm connect web --port db').action(
    async (name: string, options: Waiting & { subnet?: string; ip?: string[]; port?: string }, command: Command) => {
      const session = openSession(command);
      const { client } = session;
      const vm = await find(client, 'vm', name);
      const more = await connection(client, vm.project_uuid, options);
      await changePorts(session, vm, (ports) => [...ports.map(({ uuid }) => ({ port: uuid })), more], options);
    },
  );
}

function registerDisconnect(noun: Command): void {
  const disconnect = noun
    .command('disconnect')
    .description('take one of its ports out of a VM, also while it runs')
    .argument('<name>', 'name or UUID')
    .argument('<address>', 'an address of the port, or its UUID');
  addWaiting(disconnect, WAIT_SECONDS);
  example(disconnect, 'vm disconnect web 192.168.10.7').action(
    async (name: string, which: string, options: Waiting, command: Command) => {
      const session = openSession(command);
      const vm = await find(session.client, 'vm', name);
      const without = (ports: Port[]) => {
        const kept = ports.filter((port) => port.uuid !== which && !addressesOf(port).includes(which));
        if (kept.length < ports.length) return kept.map(({ uuid }) => ({ port: uuid }));
        throw usage(`${vm.name} has no port with ${which}.`, `"./slipway port list --vm ${vm.name}" shows them.`);
      };
      await changePorts(session, vm, without, options);
    },
  );
}

function registerSetGroups(noun: Command): void {
  const groups = noun
    .command('set-groups')
    .description('give a VM these security groups and no other, also while it runs')
    .argument('<name>', 'name or UUID')
    .argument('[groups...]', 'security groups');
  addWaiting(groups, WAIT_SECONDS);
  example(groups, 'vm set-groups web default web').action(
    async (name: string, wanted: string[], options: Waiting, command: Command) => {
      const session = openSession(command);
      const { client } = session;
      const vm = await find(client, 'vm', name);
      const security_groups = await Promise.all(
        wanted.map((each) => uuidOfNamed(client, 'security-group', each, vm.project_uuid)),
      );
      await client.post(`openstack-instances/${vm.uuid}/update_security_groups/`, { security_groups });
      if (options.wait) await settled(session, vm, options.timeout);
      say(session, `${vm.name}: ${wanted.join(', ') || 'no group'}`);
    },
  );
}

function registerDiagnose(noun: Command): void {
  example(
    noun
      .command('diagnose')
      .description('measure why a VM can or cannot be reached; ends with 7 when it cannot')
      .argument('<name>', 'name or UUID'),
    'vm diagnose web',
  ).action(async (name: string, _options, command: Command) => {
    const session = openSession(command);
    const vm = await find(session.client, 'vm', name);
    const found = await session.client.get<Connectivity>(`marketplace-resources/${vm.uuid}/diagnose_connectivity/`);
    const failed = found.checks.filter(({ ok }) => ok === false).map((check) => check.name);
    print(session, found, failed, () => lines(found));
    if (!found.ok) process.exitCode = exits.failed;
  });
}

async function connection(
  client: Client,
  project: string,
  { subnet, ip, port }: { subnet?: string; ip?: string[]; port?: string },
) {
  if ((subnet === undefined) === (port === undefined)) {
    throw usage('Where shall the VM be connected to?', 'Give either --subnet or --port.');
  }
  if (port !== undefined) return { port: (await find(client, 'port', port, project)).uuid };
  const fixed_ips = ip?.map((ip_address) => ({ ip_address }));
  return { subnet: await uuidOfNamed(client, 'subnet', subnet ?? '', project), fixed_ips };
}

async function portsOf(client: Client, { uuid }: Resource): Promise<Port[]> {
  return (await client.list<Port>('openstack-ports/', { resource_uuid: uuid })).results;
}

async function changePorts(
  session: Session,
  vm: Resource,
  next: (ports: Port[]) => object[],
  { wait, timeout }: Waiting,
): Promise<void> {
  const { client } = session;
  // an ETag of the VM is of its ports, too
  const change = async () => ({ ports: next(await portsOf(client, vm)) });
  await client.edit(`openstack-instances/${vm.uuid}/`, change, 'update_ports/');
  const now = wait ? await settled(session, vm, timeout) : vm;
  print(session, now, [vm.uuid], () => (wait ? vmFacts(now) : [`${vm.name}: accepted`]));
}

/** Waits until the change is in force. Throws `action-failed` when it was taken back. */
async function settled(session: Session, { uuid, name }: Resource, timeoutMs: number): Promise<Resource> {
  const vm = await followVm(session, uuid, timeoutMs, ({ state }) => state !== 'Updating');
  if (vm?.state === 'OK' && vm.error_message === '') return vm;
  const why = vm === null ? 'it was deleted meanwhile' : vm.error_message;
  throw new Problem(
    'action-failed',
    `The network of "${name}" is as it was: ${why}`,
    'Mend the cause, then try again.',
  );
}

function lines({ verdict, checks }: Connectivity): string[] {
  const paint = painter(process.stdout);
  const mark = (ok: boolean | null) => (ok === null ? '-' : ok ? '✔' : '✖');
  const rows = checks.map(({ name, ok, measured }) => [mark(ok), name.replaceAll('_', ' '), oneLine(measured)]);
  const remedies = checks.filter(({ ok }) => ok === false).map(({ remedy }) => `→ ${oneLine(remedy)}`);
  return [...table(rows), '', paint('bold', oneLine(verdict)), ...remedies];
}
