import { z } from 'zod';
import { isReady, type InstanceView } from '../../instances/index.ts';
import {
  type OrderAction,
  orderActions,
  type OrderStanding,
  type OrderView,
  refusalOf,
  WrongOrderState,
} from '../../orders/index.ts';
import { actionsShape, presentActions } from '../actions.ts';
import type { Timeline } from '../../engine/index.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { problemSchema, time } from '../http/schemas.ts';
import { orderState } from '../states.ts';
import { presentSteps, stepSchema } from './order-steps.ts';
import { planRef } from './references.ts';
import { enums } from '../../db/index.ts';

const text = z.string();
const maybe = text.nullable();
/** Of Waldur's answer; nothing here ever fills it. */
const unused = z.null();

/** An order as an item of a list: every field of both dialects but its steps. */
export const orderItemSchema = z
  .object({
    uuid: text,
    order_uuid: text.meta({ description: 'The same, as the WAYSCloud documentation calls it' }),
    url: text,
    slug: text,
    type: z.enum(enums['order.type']),
    state: orderState,
    project: text,
    project_uuid: text,
    project_name: text,
    project_slug: text,
    project_description: text,
    customer_uuid: text,
    customer_name: text,
    customer_slug: text,
    provider_uuid: text,
    provider_name: text,
    provider_slug: text,
    category_uuid: text,
    category_title: text,
    category_icon: text,
    offering: text,
    offering_uuid: text,
    offering_name: text,
    offering_description: text,
    offering_type: text,
    offering_image: unused,
    offering_thumbnail: unused,
    offering_shared: z.boolean(),
    offering_billable: z.boolean(),
    offering_plugin_options: z.record(text, z.unknown()),
    plan: maybe,
    plan_uuid: maybe,
    plan_name: maybe,
    plan_description: maybe,
    plan_unit: maybe,
    old_plan_uuid: maybe.meta({ description: 'Of an order that changes the plan: the one before' }),
    old_plan_name: maybe,
    new_plan_uuid: maybe,
    new_plan_name: maybe,
    cost: maybe.meta({ description: "Decimal: the price of the plan's unit" }),
    old_cost_estimate: z.number(),
    new_cost_estimate: maybe,
    fixed_price: z.number(),
    activation_price: z.number(),
    created: time,
    modified: time,
    completed_at: time.nullable(),
    start_date: maybe,
    created_by: maybe,
    created_by_username: maybe,
    created_by_full_name: maybe,
    created_by_civil_number: unused,
    consumer_reviewed_at: time.nullable().meta({ description: 'When it was approved or rejected' }),
    consumer_reviewed_by: maybe.meta({ description: 'The name of the user who did' }),
    consumer_reviewed_by_username: maybe,
    consumer_reviewed_by_full_name: maybe,
    provider_reviewed_at: unused,
    provider_reviewed_by: unused,
    provider_reviewed_by_username: unused,
    provider_reviewed_by_full_name: unused,
    resource_uuid: text,
    resource_type: text,
    marketplace_resource_uuid: text,
    resource_name: text,
    attributes: z.record(text, z.unknown()),
    limits: z.record(text, z.number()),
    request_comment: maybe,
    termination_comment: unused,
    attachment: unused,
    callback_url: unused,
    issue: unused,
    order_subtype: unused,
    backend_id: text,
    output: text,
    awaits_approval: z.boolean().meta({ description: 'It holds nothing until somebody approves it' }),
    undoing: z
      .boolean()
      .meta({ description: 'What it has done is being undone; once that is over it is canceled or has failed' }),
    ...actionsShape,
    can_terminate: z.boolean().meta({ description: 'Whether it can be canceled now' }),
    error_message: text,
    error_traceback: text,
    error: problemSchema.nullable(),
    request_id: maybe.meta({ description: 'The x-request-id of the request that placed it' }),
  })
  .meta({ id: 'OrderItem' });

/** In the body, for both dialects pass over fields that they do not know; HTTP's header `Warning` is obsolete (RFC 9111). */
export const warnings = z
  .array(z.string())
  .meta({ description: 'What is not wrong and may be a slip: the project has another VM of this name' });

export const orderSchema = z
  .object({
    ...orderItemSchema.shape,
    ready: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether the VM has shown all that its image promises; null: not known yet' }),
    progress: z.number().meta({ description: '0 to 1' }),
    elapsed_ms: z.int(),
    remaining_ms: z.int().nullable(),
    warnings,
    steps: z.array(stepSchema),
  })
  .meta({ id: 'Order' });

/** An order as an item of a list. */
export function presentOrderItem(order: OrderView, as: Presenter): z.input<typeof orderItemSchema> {
  const error = order.error?.message ?? '';
  const switched = order.old_plan !== null;
  return {
    uuid: as.id(order.uuid),
    order_uuid: as.id(order.uuid),
    url: as.url('marketplace-orders', order.uuid),
    slug: order.slug,
    type: order.type,
    state: as.dialect.orderState(order.state),
    ...parties(order, as),
    ...offer(order, as),
    old_plan_uuid: order.old_plan && as.id(order.old_plan),
    old_plan_name: order.old_plan_name,
    new_plan_uuid: switched && order.plan !== null ? as.id(order.plan) : null,
    new_plan_name: switched ? order.plan_name : null,
    cost: order.cost,
    old_cost_estimate: 0,
    new_cost_estimate: switched ? order.cost : null,
    fixed_price: 0,
    activation_price: 0,
    created: as.time(order.created),
    modified: as.time(order.modified),
    completed_at: order.completed && as.time(order.completed),
    start_date: order.start_date,
    ...people(order, as),
    resource_uuid: as.id(order.resource),
    resource_type: order.offering_type,
    marketplace_resource_uuid: as.id(order.resource),
    resource_name: order.resource_name,
    attributes: order.attributes,
    limits: order.limits,
    request_comment: order.request_comment,
    termination_comment: null,
    attachment: null,
    callback_url: null,
    issue: null,
    order_subtype: null,
    backend_id: '',
    output: '',
    awaits_approval: order.state === 'pending-consumer',
    undoing: order.undoing,
    ...presentOrderActions(order, as),
    can_terminate: refusalOf('cancel', order) === null,
    error_message: error,
    error_traceback: '',
    error: order.error,
    request_id: order.request_id,
  };
}

/** What can be done with an order that stands so, and why not the rest, by the dialect's words for states. */
export function presentOrderActions(order: OrderStanding, { dialect }: Presenter) {
  const refuses = (action: OrderAction, standing: OrderStanding): string | null => {
    const refusal = refusalOf(action, standing);
    const said = refusal instanceof WrongOrderState ? refusal.in((state) => dialect.orderInWords(state)) : refusal;
    return said?.message ?? null;
  };
  return presentActions({ actions: orderActions, refuses }, order);
}

/** Whose it is; a cloud of one provider sells to each customer as that customer's own. */
function parties(order: OrderView, as: Presenter) {
  const customer = { uuid: as.id(order.customer), name: order.customer_name, slug: order.customer_slug };
  return {
    project: as.ref('projects', order.project),
    project_uuid: as.id(order.project),
    project_name: order.project_name,
    project_slug: order.project_slug,
    project_description: order.project_description,
    customer_uuid: customer.uuid,
    customer_name: customer.name,
    customer_slug: customer.slug,
    provider_uuid: customer.uuid,
    provider_name: customer.name,
    provider_slug: customer.slug,
  };
}

function offer(order: OrderView, as: Presenter) {
  return {
    category_uuid: as.id(order.category),
    category_title: order.category_title,
    category_icon: '',
    offering: as.ref('marketplace-public-offerings', order.offering),
    offering_uuid: as.id(order.offering),
    offering_name: order.offering_name,
    offering_description: order.offering_description,
    offering_type: order.offering_type,
    offering_image: null,
    offering_thumbnail: null,
    offering_shared: true,
    offering_billable: false,
    offering_plugin_options: {},
    plan: order.plan && planRef(as, order.offering, order.plan),
    plan_uuid: order.plan && as.id(order.plan),
    plan_name: order.plan_name,
    plan_description: order.plan_description,
    plan_unit: order.plan_unit,
  };
}

function people(order: OrderView, as: Presenter) {
  return {
    created_by: order.created_by && as.ref('users', order.created_by),
    created_by_username: order.created_by_username,
    created_by_full_name: order.created_by_full_name,
    created_by_civil_number: null,
    consumer_reviewed_at: order.reviewed && as.time(order.reviewed),
    consumer_reviewed_by: order.reviewed_by_username,
    consumer_reviewed_by_username: order.reviewed_by_username,
    consumer_reviewed_by_full_name: order.reviewed_by_full_name,
    provider_reviewed_at: null,
    provider_reviewed_by: null,
    provider_reviewed_by_username: null,
    provider_reviewed_by_full_name: null,
  };
}

/** An order with its timeline. */
export function presentOrder(
  order: OrderView,
  found: { timeline: Timeline | null; instance: InstanceView | null; warnings: string[] },
  as: Presenter,
): z.input<typeof orderSchema> {
  const { timeline, instance } = found;
  const settled = order.type === 'Create' && order.state === 'done' && instance !== null;
  return {
    ...presentOrderItem(order, as),
    ready: settled ? isReady(instance.image_readiness, instance.readiness) : null,
    progress: timeline?.progress ?? (order.completed === null ? 0 : 1),
    elapsed_ms: Math.round(timeline?.elapsedMs ?? 0),
    remaining_ms: timeline?.remainingMs == null ? null : Math.round(timeline.remainingMs),
    warnings: found.warnings,
    steps: presentSteps(timeline, as),
  };
}
