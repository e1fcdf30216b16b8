import type { Order } from '../api/schema.ts';
import { orderView, type View } from '../terminal/progress.ts';
import { say } from '../terminal/output.ts';
import type { Session } from '../api/session.ts';
import type { Waiting } from '../terminal/waiting.ts';
import { assertSuccess, watchOrder } from '../terminal/watch.ts';

/** Places an order for `what`, such as `VM "web"`, and with --wait shows it to its end. Throws what it has failed of. */
export async function placeAndFollow(
  session: Session,
  body: object,
  what: string,
  { wait, timeout }: Waiting,
  view: View<Order> = orderView(session),
): Promise<Order> {
  const { client } = session;
  const order = await client.placeOrder<Order>(body);
  say(session, `Order ${order.uuid} for ${what}`);
  for (const warning of order.warnings) say(session, warning);
  if (order.awaits_approval) {
    say(session, `It waits for somebody who may approve it: ./slipway order approve ${order.uuid}`);
  }
  if (!wait) return order;
  const ended = await watchOrder(client, order.uuid, timeout, view);
  assertSuccess(ended);
  return ended;
}
