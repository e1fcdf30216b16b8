import type { Command } from 'commander';
import type { Order } from './answers.ts';
import { example } from './commands.ts';
import { facts, print, printList, say } from './output.ts';
import { orderView } from './progress.ts';
import { uuidOf } from './references.ts';
import { openSession } from './session.ts';
import { duration, painter } from './terminal.ts';
import { liveLines } from './timeline.ts';
import { addTimeout, type Waiting } from './waiting.ts';
import { assertSuccess, watchOrder } from './watch.ts';

const WAIT_SECONDS = 1800;

export function registerOrder(program: Command): void {
  const noun = program.command('order').helpCommand(false).description('orders and how far they are');

  example(
    noun.command('list').description('list orders').option('--state <state>', 'Creating, Success, Erred or Canceled'),
    'order list',
    'order list --state Erred',
  ).action(async (options: { state?: string }, command: Command) => {
    const session = openSession(command);
    printList(session, await session.client.list<Order>('marketplace-orders/', { ...options }), {
      uuid: (order) => order.uuid,
      type: (order) => order.type,
      state: (order) => order.state,
      vm: (order) => order.resource_name,
      created: (order) => order.created,
      error: (order) => order.error_message,
    });
  });

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
    noun.command('cancel').description('cancel an order that still runs; what it did is undone').argument('<uuid>'),
    'order cancel 3f0c…',
  ).action(async (reference: string, _options, command: Command) => {
    const session = openSession(command);
    await session.client.delete(`marketplace-orders/${uuidOf(reference, 'order')}/`);
    say(session, `Cancelled ${reference}.`);
  });
}

function orderLines(order: Order): string[] {
  const { uuid, type, state, resource_name: vm, resource_uuid, created, error } = order;
  const head = facts({
    order: uuid,
    type,
    state,
    vm: `${vm} (${resource_uuid})`,
    created,
    ready: order.ready === null ? null : order.ready ? 'yes' : 'no: it runs, but has not shown that it is ready',
    error: error?.message,
    because: error?.constraint,
    next: error?.remedy,
  });
  return [...head, ...liveLines({ order, ageMs: 0 }, 0, painter(process.stdout))];
}
