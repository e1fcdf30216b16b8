import { sql } from 'kysely';
import { stored, type Problem } from '../common/problem.ts';
import type { InstanceState, OrderState, Tx } from '../db/index.ts';

/** Ends an order together with its run. */
export async function endOrder(tx: Tx, order: string, state: OrderState, error: Problem | null): Promise<void> {
  const problem = error === null ? null : JSON.stringify(stored(error));
  await sql`
    UPDATE "order" SET state = ${state}, error = ${problem}::jsonb, modified = now(), completed = now() WHERE uuid = ${order}
  `.execute(tx);
}

/** Ends an action of an instance whose steps have written its runtime state: an action that failed leaves it usable. */
export async function endAction(tx: Tx, instance: string, error: Problem | null): Promise<void> {
  await sql`
    UPDATE instance SET state = 'OK', error_message = ${error === null ? '' : failureText(error)}, modified = now(),
      action = '', action_details = '{}',
      -- what the run has taken down did not crash
      crashes = 0 WHERE uuid = ${instance}
  `.execute(tx);
}

/** A failure as the row of what it left usable shows it. */
export function failureText(error: Problem): string {
  return [error.message, error.constraint, error.remedy].filter((part) => part !== '').join(' ');
}

export async function setInstance(
  tx: Tx,
  instance: string,
  state: InstanceState,
  error: Problem | null,
): Promise<void> {
  await sql`
    UPDATE instance SET state = ${state}, error_message = ${error?.message ?? ''}, modified = now(), action = '', action_details = '{}',
      runtime_state = CASE WHEN ${error !== null} THEN 'ERROR' WHEN ${state} = 'TERMINATED' THEN 'SHUTOFF'
        ELSE runtime_state END,
      terminated = CASE WHEN ${state} = 'TERMINATED' THEN now() END
    WHERE uuid = ${instance}
  `.execute(tx);
}
