import { Problem } from '../common/problem.ts';
import type { OrderState } from '../db/index.ts';
import { type OrderRow, WrongOrderState } from './lock.ts';

/** What decides whether something can be done with an order now. */
export type OrderStanding = Pick<OrderRow, 'type' | 'state' | 'undoing' | 'resource_state'>;

/** Refuses an order that stands in none of some states. */
function unless(valid: readonly OrderState[], { state }: Pick<OrderStanding, 'state'>): Problem | null {
  return valid.includes(state) ? null : new WrongOrderState(valid, state);
}

const waits = (order: OrderStanding): Problem | null => unless(['pending-consumer'], order);
const open: readonly OrderState[] = ['pending-consumer', 'executing'];

/** Only what makes something can be taken back. */
export const neverCanceled = (type: OrderStanding['type']): Problem =>
  new Problem('wrong-state', `A ${type} order cannot be canceled once it is placed.`);

const rules = {
  update: waits,
  approve: waits,
  reject: waits,
  retry(order: OrderStanding): Problem | null {
    const { type, resource_state: stands } = order;
    if (type !== 'Create')
      return new Problem('wrong-state', `A ${type} order is not retried: ask for the change again.`);
    const wrong = unless(['erred'], order);
    if (wrong !== null || stands === 'ERRED') return wrong;
    return new Problem('wrong-state', 'What it was to make was deleted. Place a new order.');
  },
  cancel({ type, state, undoing }: OrderStanding): Problem | null {
    if (type !== 'Create') return neverCanceled(type);
    if (undoing) return new WrongOrderState(open, null);
    const instead = state === 'done' ? ' Terminate what it has made instead.' : '';
    return open.includes(state) ? null : new WrongOrderState(open, state, instead);
  },
  /** Forgets it; one that runs or waits is canceled by the same request. */
  delete: (order: OrderStanding): Problem | null => unless(['erred', 'rejected'], order),
};

export type OrderAction = keyof typeof rules;
export const orderActions = Object.keys(rules) as OrderAction[];

/** Why an action cannot be done with an order now; null: it can. The words for states are put in by the dialect. */
export const refusalOf = (action: OrderAction, order: OrderStanding): Problem | null => rules[action](order);

/** Throws `wrong-state` unless the action can be done with the order now. */
export function requireAction(action: OrderAction, order: OrderStanding): void {
  const refusal = refusalOf(action, order);
  if (refusal !== null) throw refusal;
}
