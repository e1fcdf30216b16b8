import { z } from 'zod';
import { problemSchema } from '../http/schemas.ts';
import { orderState, stepState } from '../states.ts';

/** What the event `step` says: a step has moved or come further. */
export const stepEventSchema = z
  .object({
    step: z.string().meta({ description: 'Its name, as in the steps of the order' }),
    state: stepState,
    progress: z.number().meta({ description: '0 to 1' }),
    message: z.string(),
    attempt: z.int().optional().meta({ description: 'Left out while a step only comes further, as are the next two' }),
    duration_ms: z.number().nullable().optional(),
    error: problemSchema.nullable().optional(),
  })
  .meta({ id: 'OrderStepEvent' });

/** What the event `order` says: the order has ended, or is being undone. */
export const orderEventSchema = z
  .object({
    state: z.union([orderState, z.literal('Undoing')]).meta({ description: 'The stream ends behind any but Undoing' }),
    error: problemSchema.nullable().meta({ description: 'Why it failed' }),
  })
  .meta({ id: 'OrderEvent' });
