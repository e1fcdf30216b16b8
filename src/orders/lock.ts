import { type NotNull, sql } from 'kysely';
import { Problem } from '../common/problem.ts';
import type { InstanceState, OrderState, Tx } from '../db/index.ts';
import { type Actor, may, type Permission, requirePermission } from '../identity/index.ts';
import type { ResourceKind } from './resource-kind.ts';
import { kindOf } from './offering-types.ts';

/** An order's row, locked until the transaction ends, with what its offering sells. */
export interface OrderRow {
  uuid: string;
  type: 'Create' | 'Update' | 'Terminate';
  state: OrderState;
  project: string;
  offering: string;
  plan: string | null;
  attributes: Record<string, unknown>;
  created_by: string | null;
  /** What it makes, changes or ends. */
  resource: string;
  /** How that stands; volumes do so by the same words. */
  resource_state: InstanceState;
  /** What it has done is being taken back. */
  undoing: boolean;
  kind: ResourceKind;
}

/** Whether what the order `d` has done is being taken back: then it has failed, or is canceled. */
export const isUndoing = sql<boolean>`EXISTS (SELECT FROM workflow w WHERE w.uuid = d.uuid AND w.finished IS NULL
  AND (w.cancel_requested OR w.state = 'undoing'))`;

/** Locks an order until the transaction ends. Throws Kysely's `NoResultError` when it was deleted meanwhile. */
export async function lockOrder(tx: Tx, uuid: string): Promise<OrderRow> {
  const { offering_type, ...row } = await tx
    .selectFrom('order as d')
    .innerJoin('offering as o', 'o.uuid', 'd.offering')
    .leftJoin('instance as i', 'i.uuid', 'd.instance')
    .leftJoin('volume as v', 'v.uuid', 'd.volume')
    .select(['d.uuid', 'd.type', 'd.state', 'd.project', 'd.offering', 'd.plan', 'd.attributes'])
    .select(['d.created_by', 'o.type as offering_type'])
    .select(({ fn }) => [
      fn.coalesce('d.instance', 'd.volume').as('resource'),
      fn.coalesce('i.state', 'v.state').as('resource_state'),
      isUndoing.as('undoing'),
    ])
    .where('d.uuid', '=', uuid)
    .forUpdate('d')
    // an order is for one of both
    .$narrowType<{ resource: NotNull; resource_state: NotNull }>()
    .executeTakeFirstOrThrow();
  return { ...row, kind: kindOf(offering_type) };
}

/** Who placed an order may withdraw it; others need the permission. Throws `AccessDenied`. */
export function requireOwnerOr(
  actor: Actor,
  permission: Permission,
  order: Pick<OrderRow, 'created_by' | 'project'>,
): void {
  if (order.created_by === actor.user && may(actor, 'ORDER.CREATE', order.project)) return;
  requirePermission(actor, permission, order.project);
}

/** That something cannot be done with an order as it stands; `now` is null of one that is being undone. */
export class WrongOrderState extends Problem {
  readonly #valid: readonly OrderState[];
  readonly #now: OrderState | null;
  readonly #instead: string;

  constructor(
    valid: readonly OrderState[],
    now: OrderState | null,
    instead = '',
    word: (state: OrderState) => string = String,
  ) {
    const states = [...new Set(valid.map(word))].join(', ');
    const stands = now === null ? 'being undone' : word(now);
    super('wrong-state', `Valid states for operation: ${states}. The order is ${stands}.${instead}`);
    this.#valid = valid;
    this.#now = now;
    this.#instead = instead;
  }

  /** The same by the words that a client knows the states by. */
  in(word: (state: OrderState) => string): WrongOrderState {
    return new WrongOrderState(this.#valid, this.#now, this.#instead, word);
  }
}
