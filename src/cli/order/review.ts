import type { Command } from 'commander';
import { example } from '../terminal/example.ts';
import { print, say } from '../terminal/output.ts';
import { orderView } from '../terminal/progress.ts';
import { uuidOf } from '../api/references.ts';
import { openSession, type Session } from '../api/session.ts';
import { duration } from '../terminal/terminal.ts';
import { addWaiting, type Waiting } from '../terminal/waiting.ts';
import { assertSuccess, watchOrder } from '../terminal/watch.ts';

const WAIT_SECONDS = 1800;

/** What can be done with an order that waits for approval, or has failed. */
export function registerReview(noun: Command): void {
  const approve = noun.command('approve').description('let an order through that waits for it').argument('<uuid>');
  example(addWaiting(approve, WAIT_SECONDS), 'order approve 3f0c…', 'order approve 3f0c… --no-wait').action(
    async (reference: string, options: Waiting, command: Command) => {
      const session = openSession(command);
      const uuid = uuidOf(reference, 'order');
      await session.client.post(`marketplace-orders/${uuid}/approve_by_consumer/`);
      say(session, `Approved ${reference}.`);
      await follow(session, uuid, options);
    },
  );

  example(
    noun
      .command('reject')
      .description('refuse an order that waits for approval')
      .argument('<uuid>')
      .option('--reason <text>', 'why, for whoever placed it', ''),
    'order reject 3f0c… --reason "use a smaller flavor"',
  ).action(async (reference: string, { reason }: { reason: string }, command: Command) => {
    const session = openSession(command);
    const path = `marketplace-orders/${uuidOf(reference, 'order')}/reject_by_consumer/`;
    await session.client.post(path, { error_message: reason });
    say(session, `Rejected ${reference}.`);
  });

  const retry = noun.command('retry').description('run an order once more that has failed').argument('<uuid>');
  example(addWaiting(retry, WAIT_SECONDS), 'order retry 3f0c…').action(
    async (reference: string, options: Waiting, command: Command) => {
      const session = openSession(command);
      const uuid = uuidOf(reference, 'order');
      await session.client.post(`marketplace-orders/${uuid}/retry/`);
      await follow(session, uuid, options);
    },
  );

  example(
    noun
      .command('delete')
      .alias('rm')
      .description('delete an order that has failed or was rejected, with all that is left of it')
      .argument('<uuid>'),
    'order delete 3f0c…',
  ).action(async (reference: string, _options, command: Command) => {
    const session = openSession(command);
    await session.client.delete(`marketplace-orders/${uuidOf(reference, 'order')}/`);
    say(session, `Deleted ${reference}.`);
  });
}

/** `order unlink`. */
export function registerUnlink(noun: Command): void {
  example(
    noun.command('unlink').description('forget an order, also one that cannot be undone (staff)').argument('<uuid>'),
    'order unlink 3f0c…',
  ).action(async (reference: string, _options, command: Command) => {
    const session = openSession(command);
    await session.client.post(`marketplace-orders/${uuidOf(reference, 'order')}/unlink/`);
    say(
      session,
      `Forgot ${reference}. "./slipway doctor --fix" takes what is left of it from the host, unless it runs.`,
    );
  });
}

async function follow(session: Session, uuid: string, { wait, timeout }: Waiting): Promise<void> {
  if (!wait) return;
  const order = await watchOrder(session.client, uuid, timeout, orderView(session));
  print(session, order, [order.resource_uuid], () => [`${order.state} after ${duration(order.elapsed_ms)}`]);
  assertSuccess(order);
}
