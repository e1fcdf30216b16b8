import { type Command, Option } from 'commander';
import { Problem } from '../../common/problem.ts';
import type { Order, Resource } from '../api/schema.ts';
import { atEndOption, endOf, type Ends, whenWords } from '../terminal/ends.ts';
import { example } from '../terminal/example.ts';
import { fillOrder, type Wanted } from '../api/defaults.ts';
import { floatingIpUuid } from '../network/floating-ip.ts';
import { collect, uuidOfNamed } from '../terminal/nouns.ts';
import { oneOrAll, print, say } from '../terminal/output.ts';
import { orderView } from '../terminal/progress.ts';
import { oneLine } from '../terminal/terminal.ts';
import { placeAndFollow } from '../order/place.ts';
import { dryRun } from '../order/preflight.ts';
import { openSession, type Session } from '../api/session.ts';
import { forEach } from '../terminal/several.ts';
import { sizeMiB, wholeNumber } from '../terminal/size.ts';
import { ownKey, readPublicKey } from '../identity/ssh-key.ts';
import { stateOf, vmFacts } from './facts.ts';
import { labelsIn } from './labels.ts';
import { sshLine } from './ssh/arguments.ts';
import { readUserData } from './user-data.ts';
import { addWaiting, type Waiting } from '../terminal/waiting.ts';

/** An image may have to be built first. */
const WAIT_SECONDS = 1800;

interface CreateOptions extends Wanted, Waiting, Ends {
  sshKey?: string;
  userData?: string;
  dryRun?: true;
  volume?: string[];
  disk?: number;
  securityGroup?: string[];
  serverGroup?: string;
  description?: string;
  label?: string[];
  quote?: string;
  count?: number;
  allowDuplicateName?: true;
}

function createCommand(noun: Command): Command {
  return noun
    .command('create')
    .description('order a VM; everything but its name has a default')
    .argument('<name>', 'a host name: letters, digits, hyphens')
    .addOption(
      new Option('--count <n>', 'order as many, called NAME-1, NAME-2 and so on')
        .argParser(wholeNumber(100))
        .conflicts(['ip', 'port', 'quote', 'dryRun']),
    )
    .option('--image <name>', 'default: the smallest')
    .option('--flavor <name>', 'default: the smallest that the image fits into')
    .option('--subnet <name...>', "default: the project's first")
    .option('--ip <address>', 'a particular address of the first subnet; default: the next free one')
    .option('--port <name...>', 'a port that exists and no VM has, in place of a subnet')
    .option('--security-group <name...>', "default: the project's default")
    .option('--server-group <name>', 'its policy says which VMs run together or apart')
    .option('--floating-ip <address>', 'auto, none, or an address or UUID of yours', 'auto')
    .option('--project <name>', 'default: that of the token')
    .option('--offering <name>')
    .option('--plan <name>', "default: the offering's first")
    .option('--ssh-key <file>', 'public key file; default: yours, or one that is made for you')
    .option('--disk <size>', "of the system volume, MiB or such as 10G; default: the flavor's", sizeMiB)
    .option('--volume <size...>', 'a data volume of this size, MiB or such as 10G; repeatable')
    .option('--user-data <file>', 'for cloud-init; a gzip, too')
    .option('--description <text>', 'what it is for')
    .option('--end <when>', whenWords)
    .addOption(atEndOption())
    .addOption(new Option('--label <key=value>', 'to find it by; repeatable').argParser(collect))
    .option('--allow-duplicate-name', 'also when the project has a VM of that name, which names then mean no more')
    .option('--quote <uuid>', 'of a --dry-run at most 15 minutes ago: its price holds')
    .option('--dry-run', 'only check the order: its price, what it takes of the quota, how long it takes');
}

/** `vm create`: places an order and shows it until the VM is ready. */
export function registerCreate(noun: Command): void {
  const create = createCommand(noun);
  addWaiting(create, WAIT_SECONDS);
  example(
    create,
    'vm create web',
    'vm create worker --count 5',
    'vm create web --dry-run',
    'vm create demo --end +12h --at-end stop',
    'vm create web --disk 20G --ip 192.168.10.20 --security-group default --user-data web.yaml',
    'vm create db --image "Debian 12" --flavor medium --floating-ip none --volume 10G --no-wait',
  ).action(async (name: string, options: CreateOptions, command: Command) => {
    const session = openSession(command);
    const { client } = session;
    const { floatingIp: where = 'auto' } = options;
    const floatingIp = where === 'auto' || where === 'none' ? where : await floatingIpUuid(client, where);
    const body = await fillOrder(session, name, { ...options, floatingIp });
    const key = options.sshKey === undefined ? await ownKey(session.sshDir) : readPublicKey(options.sshKey);
    const attributes = { ...body.attributes, ssh_public_key: key, ...(await further(session, body.project, options)) };
    const placed = { ...body, attributes, ...(options.quote === undefined ? {} : { quote: options.quote }) };
    const names = namesOf(name, options.count);
    if (options.allowDuplicateName !== true)
      await Promise.all(names.map((each) => refuseTaken(session, body.project, each)));
    if (options.dryRun === true) return dryRun(session, placed);
    // the steps of several would be drawn over each other
    const view = orderView({ ...session, quiet: session.quiet === true || names.length > 1 });
    const order = async (each: { name: string }): Promise<Order> => {
      const one = { ...placed, attributes: { ...attributes, ...each } };
      return placeAndFollow(session, one, `VM "${each.name}"`, options, view);
    };
    await forEach(
      names.map((each) => ({ name: each })),
      order,
      (orders) => show(session, orders),
    );
  });
}

function namesOf(name: string, count: number | undefined): string[] {
  return count === undefined ? [name] : Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);
}

/** The API takes any name; of two that are called the same, commands could mean neither. */
async function refuseTaken({ client }: Session, project: string, name: string): Promise<void> {
  const query = { name_exact: name, project_uuid: project };
  const { results } = await client.list<Resource>('marketplace-resources/', query);
  const other = results.find((each) => each.name === name && each.state !== 'Terminated');
  if (other === undefined) return;
  const remedy = `Choose another name, delete that one first (./slipway vm delete ${name}), or give --allow-duplicate-name.`;
  throw new Problem('already-taken', `The project has a VM "${name}" already (${other.uuid}).`, remedy);
}

async function show(session: Session, orders: Order[]): Promise<void> {
  const { client, json } = session;
  const read = ({ resource_uuid: uuid }: Order) => client.get<Resource>(`marketplace-resources/${uuid}/`);
  const vms = json ? [] : await Promise.all(orders.map(read));
  const ids = orders.map((order) => order.resource_uuid);
  print(session, oneOrAll(orders), ids, () =>
    vms.length === 1 ? vms.flatMap((vm) => vmFacts(vm, sshLine(vm, session.sshDir))) : vms.map(inShort),
  );
  for (const { ready, resource_name: name } of orders) {
    if (ready !== false) continue;
    const next = `"./slipway vm console-log ${name}" shows what it does, "./slipway vm diagnose ${name}" why it cannot be reached.`;
    say(session, `The VM ${name} runs, but has not shown yet that it is ready. ${next}`);
  }
}

function inShort(vm: Resource): string {
  return [`${vm.name}: ${stateOf(vm)}`, ...vm.external_ips, ...vm.internal_ips].map(oneLine).join(', ');
}

/** What an order says only when it is wanted. */
async function further({ client }: Session, project: string, options: CreateOptions) {
  const { userData, volume, disk, securityGroup: groups, serverGroup, description, label, end, atEnd } = options;
  const named =
    groups && (await Promise.all(groups.map((group) => uuidOfNamed(client, 'security-group', group, project))));
  const together = serverGroup && (await uuidOfNamed(client, 'server-group', serverGroup, project));
  return {
    ...(userData === undefined ? {} : { user_data: readUserData(userData) }),
    ...(volume === undefined ? {} : { data_volumes: volume.map((size) => ({ size: sizeMiB(size) })) }),
    ...(disk === undefined ? {} : { system_volume_size: disk }),
    ...(named === undefined ? {} : { security_groups: named.map((url) => ({ url })) }),
    ...(together === undefined ? {} : { server_group: together }),
    ...(description === undefined ? {} : { description }),
    ...(end === undefined ? {} : { end_date: endOf(end) }),
    ...(atEnd === undefined ? {} : { end_action: atEnd }),
    ...(label === undefined ? {} : { metadata: labelsIn(label) }),
  };
}
