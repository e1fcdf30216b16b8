import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Order, Resource } from './answers.ts';
import { example } from './commands.ts';
import { fillOrder, type Wanted } from './defaults.ts';
import { unreadable } from './exit.ts';
import { floatingIpUuid } from './floating-ip.ts';
import { print, say } from './output.ts';
import { orderView } from './progress.ts';
import { openSession } from './session.ts';
import { ownKey, readPublicKey } from './ssh-key.ts';
import { vmFacts } from './vm-facts.ts';
import { addWaiting, type Waiting } from './waiting.ts';
import { assertSuccess, watchOrder } from './watch.ts';

/** An image may have to be built first. */
const WAIT_SECONDS = 1800;

interface CreateOptions extends Wanted, Waiting {
  sshKey?: string;
  userData?: string;
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
    .option('--floating-ip <address>', 'auto, none, or an address or UUID of yours', 'auto')
    .option('--project <name>', 'default: that of the token')
    .option('--offering <name>')
    .option('--plan <name>', "default: the offering's first")
    .option('--ssh-key <file>', 'public key file; default: yours, or one that is made for you')
    .option('--user-data <file>', 'for cloud-init');
  addWaiting(create, WAIT_SECONDS);
  example(
    create,
    'vm create web',
    'vm create db --image "Debian 12" --flavor medium --floating-ip none --no-wait',
  ).action(async (name: string, options: CreateOptions, command: Command) => {
    const session = openSession(command);
    const { client } = session;
    const { floatingIp: where = 'auto' } = options;
    const floatingIp = where === 'auto' || where === 'none' ? where : await floatingIpUuid(client, where);
    const body = await fillOrder(session, name, { ...options, floatingIp });
    const key = options.sshKey === undefined ? await ownKey(session.sshDir) : readPublicKey(options.sshKey);
    const userData = options.userData === undefined ? {} : { user_data: readUserData(options.userData) };
    const attributes = { ...body.attributes, ssh_public_key: key, ...userData };
    let order = await client.placeOrder<Order>({ ...body, attributes });
    say(session, `Order ${order.uuid} for VM "${name}"`);
    if (options.wait) {
      order = await watchOrder(client, order.uuid, options.timeout, orderView(session));
      assertSuccess(order);
    }
    const vm = session.json ? null : await client.get<Resource>(`marketplace-resources/${order.resource_uuid}/`);
    print(session, order, [order.resource_uuid], () => (vm === null ? [] : vmFacts(vm)));
  });
}

function readUserData(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw unreadable(file, cause, 'Give a file that you can read.');
  }
}
