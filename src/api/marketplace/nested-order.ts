import { z } from 'zod';
import type { NestedOrder } from '../../instances/index.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { time } from '../http/schemas.ts';
import { orderState } from '../states.ts';
import { enums } from '../../db/index.ts';

/** An order as it stands in the answer of its resource. */
export const nestedOrderSchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    type: z.enum(enums['order.type']),
    state: orderState,
    error_message: z.string(),
    created: time,
    completed_at: time.nullable(),
    created_by_username: z.string().nullable().describe('null: the cloud itself, or somebody who is no more'),
  })
  .meta({ id: 'NestedOrder' });

export function presentNestedOrder(order: NestedOrder | null, as: Presenter): z.input<typeof nestedOrderSchema> | null {
  return (
    order && {
      uuid: as.id(order.uuid),
      url: as.url('marketplace-orders', order.uuid),
      type: order.type,
      state: as.dialect.orderState(order.state),
      error_message: order.error_message,
      created: as.time(new Date(order.created)),
      completed_at: order.completed && as.time(new Date(order.completed)),
      created_by_username: order.created_by_username,
    }
  );
}
