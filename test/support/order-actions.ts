import assert from 'node:assert/strict';
import type { Client } from './client.ts';

/** By what requests those actions are asked for that are refused by 409 alone: a deletion cancels, and a change has a body. */
const paths = { approve: 'approve_by_consumer', reject: 'reject_by_consumer', retry: 'retry', cancel: 'cancel' };

/** An order says that these can be done with it; what it says that cannot be is refused in the same words. */
export async function assertSays(client: Client, order: string, available: string[]): Promise<void> {
  const { body } = await client.get(`marketplace-orders/${order}/`);
  assert.deepEqual(body.available_actions, available);
  for (const [action, path] of Object.entries(paths)) {
    const why = body.unavailable_actions[action];
    if (why === undefined) continue;
    const answer = await client.post(`marketplace-orders/${order}/${path}/`, {});
    assert.deepEqual([answer.status, answer.body.detail], [409, why], action);
  }
}
