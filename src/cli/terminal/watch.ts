import { setTimeout as pause } from 'node:timers/promises';
import { fromStored, Problem } from '../../common/problem.ts';
import type { Order, Resource } from '../api/schema.ts';
import type { Client } from '../api/client.ts';
import { eventBatches } from '../api/event-stream.ts';
import { ApiProblem } from '../api/refusal.ts';
import type { View } from './progress.ts';
import { isFinal } from './timeline.ts';

/** A restart of the control plane is survived. */
const PATIENCE_MS = 120_000;
const POLL_MS = 300;

/**
 * Follows an order to its end and returns it. Events say that something has changed; what is shown is the order itself,
 * so replayed or lost events do no harm. Throws `timeout` after `timeoutMs`; the order goes on then.
 */
export async function watchOrder(client: Client, uuid: string, timeoutMs: number, view: View<Order>): Promise<Order> {
  const path = `marketplace-orders/${uuid}/`;
  const goesOn = `It goes on: "./slipway order watch ${uuid}" shows it again.`;
  return withDeadline(timeoutMs, `The order has not ended within ${timeoutMs / 1000} s.`, goesOn, async (signal) => {
    const read = async (): Promise<Order> => {
      const order = await client.get<Order>(path, { patienceMs: PATIENCE_MS, signal });
      view.update(order);
      return order;
    };
    try {
      let order = await read();
      if (isFinal(order)) return order;
      for await (const _ of eventBatches(client, `${path}events/`, signal)) {
        order = await read();
        if (isFinal(order)) return order;
      }
      return await read();
    } finally {
      view.end();
    }
  });
}

/** What an order has failed of; nothing when it has not. */
export function assertSuccess(order: Order): void {
  if (order.state === 'Success') return;
  if (order.state === 'Canceled') {
    throw new Problem('order-canceled', 'The order was cancelled, and what it had done was undone.');
  }
  const remedy = `"./slipway order show ${order.uuid}" shows where it failed.`;
  const error = order.error ?? { code: 'order-erred', message: order.error_message, constraint: '', remedy };
  const happened = error.code === 'rejected' ? 'was rejected' : 'failed';
  throw fromStored({ ...error, message: `The order ${happened}: ${error.message}` }, 'order-erred');
}

/** Reads a VM until `until` holds or it is gone (null). Throws `timeout` after `timeoutMs`. */
export function waitForResource(
  client: Client,
  uuid: string,
  timeoutMs: number,
  until: (vm: Resource) => boolean,
): Promise<Resource | null> {
  const remedy = `"./slipway vm show ${uuid}" shows how far it is, "./slipway vm console-log ${uuid}" what the guest says.`;
  return withDeadline(timeoutMs, `The VM has not got there within ${timeoutMs / 1000} s.`, remedy, async (signal) => {
    for (;;) {
      const vm = await readResource(client, uuid, signal);
      if (vm === null || vm.state === 'Terminated' || until(vm)) return vm;
      await pause(POLL_MS, undefined, { signal });
    }
  });
}

async function readResource(client: Client, uuid: string, signal: AbortSignal): Promise<Resource | null> {
  try {
    return await client.get<Resource>(`marketplace-resources/${uuid}/`, { patienceMs: PATIENCE_MS, signal });
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

/** Ends `work` after `timeoutMs`, or when the user presses Ctrl-C; what it waited for goes on. */
export async function withDeadline<T>(
  timeoutMs: number,
  message: string,
  remedy: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const interrupt = new AbortController();
  const onInterrupt = (): void => interrupt.abort();
  process.once('SIGINT', onInterrupt);
  try {
    return await work(AbortSignal.any([deadline, interrupt.signal]));
  } catch (error) {
    if (interrupt.signal.aborted) throw new Problem('interrupted', 'Interrupted; nothing was cancelled.', remedy);
    if (deadline.aborted) throw new Problem('timeout', message, remedy);
    throw error;
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}
