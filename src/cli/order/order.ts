import { type Command, Option } from 'commander';
import type { Order } from '../api/schema.ts';
import { filterQuery, listCommand } from '../terminal/lists.ts';
import { example } from '../terminal/example.ts';
import { facts, print, printList, say } from '../terminal/output.ts';
import { orderView } from '../terminal/progress.ts';
import { find, uuidOf } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { duration, painter } from '../terminal/terminal.ts';
import { liveLines } from '../terminal/timeline.ts';
import { registerReview, registerUnlink } from './review.ts';
import { addTimeout, type Waiting } from '../terminal/waiting.ts';
import { assertSuccess, watchOrder } from '../terminal/watch.ts';

const WAIT_SECONDS = 1800;

interface Wanted {
  state?: string;
  pending?: true;
  project?: string;
  vm?: string;
}

export function registerOrder(program: Command): void {
  const noun = program.command('order').helpCommand(false).description('orders and how far they are');

  registerList(noun);

  example(
    noun.command('show').description('show an order and its steps').argument('<uuid>'),
    'order show 3f0c…',
  ).action(async (reference: string, _options, command: Command) => {
    const session = openSession(command);
    const order = await session.client.get<Order>(`marketplace-orders/${uuidOf(reference, 'order')}/`);
    print(session, order, [order.uuid], () => orderLines(order));
  });

  const watch = noun.command('watch').description('follow an order until it ends').argument('<uuid>');
  example(addTimeout(watch, WAIT_SECONDS), 'order watch 3f0c…').action(
    async (reference: string, { timeout }: Pick<Waiting, 'timeout'>, command: Command) => {
      const session = openSession(command);
      const order = await watchOrder(session.client, uuidOf(reference, 'order'), timeout, orderView(session));
      print(session, order, [order.resource_uuid], () => [`${order.state} after ${duration(order.elapsed_ms)}`]);
      assertSuccess(order);
    },
  );

  example(
    noun.command('cancel').description('cancel an order that runs or waits; what it did is undone').argument('<uuid>'),
    'order cancel 3f0c…',
  ).action(async (reference: string, _options, command: Command) => {
    const session = openSession(command);
    await session.client.delete(`marketplace-orders/${uuidOf(reference, 'order')}/`);
    say(session, `Cancelled ${reference}.`);
  });

  registerReview(noun);
  registerUnlink(noun);
}

function registerList(noun: Command): void {
  example(
    listCommand(noun, 'list orders')
      .addOption(new Option('--state <state>', 'only those').choices(['Creating', 'Success', 'Erred', 'Canceled']))
      .option('--pending', 'only those that wait for your approval')
      .option('--project <name>', 'only of a project')
      .option('--vm <name>', 'only those of a VM'),
    'order list',
    'order list --state Erred --vm web',
    'order list --pending',
  ).action(async ({ pending, state, project, vm }: Wanted, command: Command) => {
    const session = openSession(command);
    const { client } = session;
    const query = {
      ...(project === undefined ? {} : await filterQuery(client, { project })),
      ...(vm === undefined ? {} : { resource_uuid: (await find(client, 'vm', vm)).uuid }),
      ...(state === undefined ? {} : { state }),
      ...(pending === true ? { can_approve_as_consumer: 'true' } : {}),
    };
    printList(session, await client.list<Order>('marketplace-orders/', query), {
      uuid: (order) => order.uuid,
      type: (order) => order.type,
      state: (order) => (order.awaits_approval ? 'Creating (awaits approval)' : order.state),
      resource: (order) => order.resource_name,
      created: (order) => order.created,
      error: (order) => order.error_message,
    });
  });
}

function orderLines(order: Order): string[] {
  const { uuid, type, state, resource_name: name, resource_uuid, created, error } = order;
  const head = facts({
    order: uuid,
    type,
    state,
    awaits: order.awaits_approval ? `approval: ./slipway order approve ${uuid}` : null,
    placed: order.request_comment,
    reviewed: order.consumer_reviewed_by,
    resource: `${name} (${resource_uuid})`,
    created,
    ready: order.ready === null ? null : order.ready ? 'yes' : 'no: it runs, but has not shown that it is ready',
    error: error?.message,
    because: error?.constraint,
    next: error?.remedy,
  });
  return [...head, ...liveLines({ order, ageMs: 0 }, 0, painter(process.stdout))];
}
