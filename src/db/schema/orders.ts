import type { ColumnType, Generated } from 'kysely';
import type { Json, Stamp } from './columns.ts';
import type { StoredProblem } from '../../common/problem.ts';

export interface OrdersTables {
  order: OrderTable;
  quote: {
    uuid: Generated<string>;
    user_uuid: string;
    project: string;
    offering: string;
    plan: string;
    flavor: string | null;
    storage_mib: number;
    unit_price: string;
    expires: Date;
  };
  idempotency_key: {
    user_uuid: string;
    key: string;
    request_hash: string;
    status: number;
    location: string | null;
    body: Json<Record<string, unknown>>;
    created: Stamp;
  };
}

/** `pending-consumer`: waits until somebody who may approve it does. */
export type OrderState = 'pending-consumer' | 'executing' | 'done' | 'erred' | 'canceled' | 'rejected';

interface OrderTable {
  uuid: Generated<string>;
  type: 'Create' | 'Update' | 'Terminate';
  project: string;
  offering: string;
  plan: string | null;
  /** Exactly one of both is set: what was ordered. */
  instance: string | null;
  volume: string | null;
  state: OrderState;
  attributes: Json<Record<string, unknown>>;
  limits: ColumnType<Record<string, number>, string | undefined, string>;
  error: ColumnType<StoredProblem | null, string | null, string | null>;
  cost: string | null;
  slug: string | null;
  request_comment: string | null;
  start_date: string | null;
  old_plan: string | null;
  reviewed_by: string | null;
  reviewed: Date | null;
  created_by: string | null;
  /** Of the request that placed it. */
  request_id: Generated<string | null>;
  created: Stamp;
  modified: Generated<Date>;
  completed: Date | null;
}
