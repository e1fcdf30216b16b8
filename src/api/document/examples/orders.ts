import type { Presenter } from '../../dialects/dialect.ts';
import { presentOrderActions } from '../../marketplace/orders.schema.ts';
import { planRef } from '../../marketplace/references.ts';
import type { Values } from './example-of.ts';
import { identity, of, timeOf } from './fields.ts';
import { ids } from './ids.ts';

/** The steps of an order that has succeeded, with how long each took, ms. */
const steps = [
  ['reserve', 'Reserve addresses and quota', 18],
  ['image', 'Make the image ready', 4],
  ['network', 'Connect the network', 310],
  ['volumes', 'Prepare the disks', 120],
  ['guest', 'Start the guest', 640],
  ['ready', 'Wait until it answers', 7250],
] as const;

/** What the order for the VM asked for. */
export function attributesOf(as: Presenter): Record<string, unknown> {
  return {
    name: 'web-1',
    image: as.ref('openstack-images', ids.image),
    flavor: as.ref('openstack-flavors', ids.flavor),
    system_volume_size: 4096,
  };
}

/** Orders, and what is asked before one is placed. */
export function orderValues(as: Presenter): Values {
  const state = as.dialect.orderState('done');
  const end = timeOf(as)(9);
  const placed = placedOrder(as);
  return {
    ...of('Order', { order_uuid: as.id(ids.order) }),
    ...of('OrderItem', { order_uuid: as.id(ids.order) }),
    ...identity(as, 'Order', 'marketplace-orders', ids.order),
    ...of('Order', { ...placed, ready: true, progress: 1, elapsed_ms: 8342, warnings: [], steps: doneSteps(as) }),
    ...identity(as, 'OrderItem', 'marketplace-orders', ids.order),
    ...of('OrderItem', placed),
    ...identity(as, 'NestedOrder', 'marketplace-orders', ids.order),
    ...of('NestedOrder', { state, completed_at: end, created_by_username: 'ada' }),
    ...of('OrderReference', { order_uuid: as.id(ids.order) }),
    ...of('Termination', { order_uuid: as.id(ids.termination), uuid: as.id(ids.termination) }),
    ...of('SuggestedName', { name: 'web-site-2' }),
    ...preflightValues(as),
  };
}

function placedOrder(as: Presenter): Values {
  return {
    slug: 'web-1',
    state: as.dialect.orderState('done'),
    ...presentOrderActions({ type: 'Create', state: 'done', undoing: false, resource_state: 'OK' }, as),
    provider_name: 'Acme',
    provider_slug: 'acme',
    offering_shared: true,
    offering_plugin_options: {},
    plan: planRef(as, ids.offering, ids.plan),
    plan_uuid: as.id(ids.plan),
    plan_name: 'Hourly',
    plan_description: 'By the hour',
    plan_unit: 'hour',
    cost: '0.0250000000',
    old_cost_estimate: 0,
    fixed_price: 0,
    activation_price: 0,
    completed_at: timeOf(as)(9),
    created_by: as.ref('users', ids.user),
    created_by_username: 'ada',
    created_by_full_name: 'Ada Lovelace',
    resource_type: 'OpenStack.Instance',
    marketplace_resource_uuid: as.id(ids.vm),
    attributes: attributesOf(as),
    limits: {},
    backend_id: '',
    request_id: ids.request,
  };
}

function doneSteps(as: Presenter): Record<string, unknown>[] {
  const time = timeOf(as);
  let seconds = 0;
  return steps.map(([name, title, duration]) => {
    const started = seconds;
    seconds += duration / 1000;
    return {
      name,
      title,
      state: 'done',
      attempt: 1,
      started: time(started),
      finished: time(seconds),
      duration_ms: duration,
      progress: 1,
      message: '',
      estimate_ms: duration,
      error: null,
    };
  });
}

function preflightValues(as: Presenter): Values {
  const quota = (limit: number, needed: number) => ({ limit, needed, left: limit - needed });
  return {
    ...of('Preflight', {
      warnings: [],
      quote: as.id(ids.quote),
      quote_expires: timeOf(as)(900),
      quotas: {
        instances: quota(20, 1),
        vcpu: quota(40, 1),
        ram: quota(65_536, 1024),
        storage: quota(512_000, 4096),
        floating_ips: quota(10, 1),
      },
      capacity: { vcpus: 12, memory_mib: 20_480, disk_mib: 180_224, floating_ips: 240 },
      estimate_ms: 8300,
      download: null,
      makes: { volumes: [{ name: 'web-1', size: 4096 }], ports: 1, floating_ips: { new: 1, reused: 0 } },
    }),
    ...of('Preflight.price', { unit: 'hour' }),
  };
}
