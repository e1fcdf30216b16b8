import type { Command } from 'commander';
import type { Resource } from '../api/schema.ts';
import { example } from '../terminal/example.ts';
import { fillOrder, type Wanted } from '../api/defaults.ts';
import { floatingIpUuid } from '../network/floating-ip.ts';
import { uuidOfNamed } from '../network/nouns.ts';
import { print, say } from '../terminal/output.ts';
import { placeAndFollow } from '../order/place.ts';
import { dryRun } from '../order/preflight.ts';
import { openSession, type Session } from '../api/session.ts';
import { sizeMiB } from '../terminal/size.ts';
import { ownKey, readPublicKey } from '../identity/ssh-key.ts';
import { vmFacts } from './facts.ts';
import { readUserData } from './user-data.ts';
import { addWaiting, type Waiting } from '../terminal/waiting.ts';

/** An image may have to be built first. */
const WAIT_SECONDS = 1800;

interface CreateOptions extends Wanted, Waiting {
  sshKey?: string;
  userData?: string;
  dryRun?: true;
  volume?: string[];
  disk?: number;
  securityGroup?: string[];
  description?: string;
  quote?: string;
}

/** `vm create`: places an order and shows it until the VM is ready. */
export function registerCreate(noun: Command): void {
  const create = noun
    .command('create')
    .description('order a VM; everything but its name has a default')
    .argument('<name>', 'a host name: letters, digits, hyphens')
    .option('--image <name>', 'default: the smallest')
    .option('--flavor <name>', 'default: the smallest that the image fits into')
    .option('--subnet <name...>', "default: the project's first")
    .option('--ip <address>', 'a particular address of the first subnet; default: the next free one')
    .option('--port <name...>', 'a port that exists and no VM has, in place of a subnet')
    .option('--security-group <name...>', "default: the project's default")
    .option('--floating-ip <address>', 'auto, none, or an address or UUID of yours', 'auto')
    .option('--project <name>', 'default: that of the token')
    .option('--offering <name>')
    .option('--plan <name>', "default: the offering's first")
    .option('--ssh-key <file>', 'public key file; default: yours, or one that is made for you')
    .option('--disk <size>', "of the system volume, MiB or such as 10G; default: the flavor's", sizeMiB)
    .option('--volume <size...>', 'a data volume of this size, MiB or such as 10G; repeatable')
    .option('--user-data <file>', 'for cloud-init; a gzip, too')
    .option('--description <text>', 'what it is for')
    .option('--quote <uuid>', 'of a --dry-run at most 15 minutes ago: its price holds')
    .option('--dry-run', 'only check the order: its price, what it takes of the quota, how long it takes');
  addWaiting(create, WAIT_SECONDS);
  example(
    create,
    'vm create web',
    'vm create web --dry-run',
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
    if (options.dryRun === true) return dryRun(session, placed);
    const order = await placeAndFollow(session, placed, `VM "${name}"`, options);
    const vm = session.json ? null : await client.get<Resource>(`marketplace-resources/${order.resource_uuid}/`);
    print(session, order, [order.resource_uuid], () => (vm === null ? [] : vmFacts(vm)));
    if (order.ready === false) {
      const next = `"./slipway vm console-log ${name}" shows what it does, "./slipway vm diagnose ${name}" why it cannot be reached.`;
      say(session, `The VM runs, but has not shown yet that it is ready. ${next}`);
    }
  });
}

/** What an order says only when it is wanted. */
async function further({ client }: Session, project: string, options: CreateOptions) {
  const { userData, volume, disk, securityGroup: groups, description } = options;
  const named =
    groups && (await Promise.all(groups.map((group) => uuidOfNamed(client, 'security-group', group, project))));
  return {
    ...(userData === undefined ? {} : { user_data: readUserData(userData) }),
    ...(volume === undefined ? {} : { data_volumes: volume.map((size) => ({ size: sizeMiB(size) })) }),
    ...(disk === undefined ? {} : { system_volume_size: disk }),
    ...(named === undefined ? {} : { security_groups: named.map((url) => ({ url })) }),
    ...(description === undefined ? {} : { description }),
  };
}
