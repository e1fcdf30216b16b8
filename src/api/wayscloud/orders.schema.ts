import { z } from 'zod';
import type { OrderState } from '../../db/index.ts';
import { isReady, type InstanceView } from '../../instances/index.ts';
import type { OrderView } from '../../orders/index.ts';
import type { Timeline } from '../../workflow/index.ts';

export const problemSchema = z
  .object({
    code: z.string(),
    message: z.string().meta({ description: 'What happened' }),
    constraint: z.string().meta({ description: 'The limit or rule that was met' }),
    remedy: z.string().meta({ description: 'What to do next' }),
  })
  .meta({ id: 'Problem' });

const stepSchema = z
  .object({
    name: z.string(),
    title: z.string(),
    state: z.enum(['pending', 'running', 'waiting', 'done', 'failed', 'undoing', 'undone']),
    attempt: z.int(),
    started: z.iso.datetime().nullable(),
    finished: z.iso.datetime().nullable(),
    duration_ms: z.int().nullable(),
    progress: z.number().meta({ description: '0 to 1' }),
    message: z.string(),
    estimate_ms: z.int().nullable().meta({ description: 'From the measured history of orders like this one' }),
    error: problemSchema.nullable(),
  })
  .meta({ id: 'OrderStep' });

const words = { executing: 'Creating', done: 'Success', erred: 'Erred', canceled: 'Canceled' } as const;
export type OrderWord = (typeof words)[OrderState];

export const orderSchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    type: z.enum(['Create', 'Update', 'Terminate']),
    state: z.enum(['Creating', 'Success', 'Erred', 'Canceled']),
    project: z.string(),
    project_uuid: z.string(),
    project_name: z.string(),
    customer_uuid: z.string(),
    customer_name: z.string(),
    offering: z.string(),
    offering_uuid: z.string(),
    offering_name: z.string(),
    offering_type: z.string(),
    plan: z.string().nullable(),
    plan_uuid: z.string().nullable(),
    plan_name: z.string().nullable(),
    created: z.iso.datetime(),
    modified: z.iso.datetime(),
    completed_at: z.iso.datetime().nullable(),
    created_by_username: z.string().nullable(),
    resource_uuid: z.string(),
    marketplace_resource_uuid: z.string(),
    resource_name: z.string(),
    attributes: z.record(z.string(), z.unknown()),
    limits: z.record(z.string(), z.number()),
    error_message: z.string(),
    error: problemSchema.nullable(),
    ready: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether the VM has shown all that its image promises; null: not known yet' }),
    progress: z.number().meta({ description: '0 to 1' }),
    elapsed_ms: z.int(),
    remaining_ms: z.int().nullable(),
    steps: z.array(stepSchema),
  })
  .meta({ id: 'Order' });

/** In a list the steps are left out: the order itself has them. */
export const orderItemSchema = orderSchema.omit({
  steps: true,
  ready: true,
  progress: true,
  elapsed_ms: true,
  remaining_ms: true,
});

const titles: Record<string, string> = {
  reserve: 'Reserve addresses and quota',
  image: 'Make the image ready',
  network: 'Connect the network',
  volumes: 'Prepare the disks',
  guest: 'Start the guest',
  ready: 'Wait until it answers',
  release: 'Give back addresses and quota',
};
const deleteTitles: Record<string, string> = {
  guest: 'Stop and remove the guest',
  network: 'Disconnect the network',
  volumes: 'Delete the disks',
};

export function stateWord(state: OrderState): OrderWord {
  return words[state];
}

/** An order as an item of a list. */
export function presentOrderItem(order: OrderView, base: string): z.input<typeof orderItemSchema> {
  return {
    uuid: order.uuid,
    url: `${base}/marketplace-orders/${order.uuid}/`,
    type: order.type,
    state: stateWord(order.state),
    project: order.project,
    project_uuid: order.project,
    project_name: order.project_name,
    customer_uuid: order.customer,
    customer_name: order.customer_name,
    offering: order.offering,
    offering_uuid: order.offering,
    offering_name: order.offering_name,
    offering_type: 'OpenStack.Instance',
    plan: order.plan,
    plan_uuid: order.plan,
    plan_name: order.plan_name,
    created: order.created.toISOString(),
    modified: order.modified.toISOString(),
    completed_at: order.completed?.toISOString() ?? null,
    created_by_username: order.created_by_username,
    resource_uuid: order.instance,
    marketplace_resource_uuid: order.instance,
    resource_name: order.instance_name,
    attributes: order.attributes,
    limits: order.limits,
    error_message: order.error?.message ?? '',
    error: order.error,
  };
}

/** An order with its timeline. */
export function presentOrder(
  order: OrderView,
  timeline: Timeline | null,
  instance: InstanceView | null,
  base: string,
): z.input<typeof orderSchema> {
  const settled = order.type === 'Create' && order.state === 'done' && instance !== null;
  const named = order.type === 'Terminate' ? { ...titles, ...deleteTitles } : titles;
  return {
    ...presentOrderItem(order, base),
    ready: settled ? isReady(instance.image_readiness, instance.readiness) : null,
    progress: timeline?.progress ?? 0,
    elapsed_ms: Math.round(timeline?.elapsedMs ?? 0),
    remaining_ms: timeline?.remainingMs == null ? null : Math.round(timeline.remainingMs),
    steps: (timeline?.steps ?? []).map((step) => ({
      name: step.name,
      title: named[step.name] ?? step.name,
      state: step.state,
      attempt: step.attempt,
      started: step.started?.toISOString() ?? null,
      finished: step.finished?.toISOString() ?? null,
      duration_ms: step.durationMs,
      progress: step.progress,
      message: step.message,
      estimate_ms: step.estimateMs,
      error: step.error,
    })),
  };
}
