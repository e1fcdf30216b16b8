import type { World } from '../world.ts';
import { type Call, list, read, uuid } from './call.ts';

const pendingOrder = uuid((world) => world.makePendingOrder(world.owner));
const erredOrder = uuid((world) => world.makeErredOrder(world.owner));
let release = (): void => {};

/** Together they have every field of an order that is a reference. */
const orderBodies = [
  plainOrder,
  referringOrder,
  waldurOrder,
  orderOnPort,
  orderByAddress,
  waldurOrderOnPort,
  waldurOrderByAddress,
  quotedOrder,
];

export const ordersCalls: Record<string, Call> = {
  'POST /api/marketplace-orders/': {
    permission: 'ORDER.CREATE',
    scope: 'project',
    success: 201,
    bodies: orderBodies,
  },
  'POST /api/marketplace-orders/preflight/': {
    permission: 'ORDER.CREATE',
    scope: 'project',
    success: 200,
    bodies: orderBodies,
  },
  'GET /api/marketplace-orders/': list,
  'GET /api/marketplace-orders/{uuid}/': read('order'),
  'DELETE /api/marketplace-orders/{uuid}/': {
    permission: 'ORDER.CANCEL',
    scope: 'project',
    success: 204,
    path: uuid(async (world) => {
      const running = await world.makeRunningOrder(world.owner);
      release = running.release;
      return running.order;
    }),
    after: () => release(),
  },
  'PATCH /api/marketplace-orders/{uuid}/': {
    permission: 'ORDER.APPROVE',
    scope: 'project',
    success: 200,
    path: pendingOrder,
    bodies: [() => ({ request_comment: 'for the demo' })],
  },
  'GET /api/marketplace-orders/{uuid}/events/': read('order'),
  'POST /api/marketplace-orders/{uuid}/approve_by_consumer/': {
    permission: 'ORDER.APPROVE',
    also: 'ORDER.CREATE',
    scope: 'project',
    success: 200,
    path: pendingOrder,
    bodies: [() => ({ comment: 'go ahead' })],
  },
  'POST /api/marketplace-orders/{uuid}/reject_by_consumer/': {
    permission: 'ORDER.REJECT',
    scope: 'project',
    success: 200,
    path: pendingOrder,
    bodies: [() => ({ error_message: 'too large' })],
  },
  'POST /api/marketplace-orders/{uuid}/approve_by_provider/': {
    permission: 'ORDER.APPROVE',
    ...read('order'),
    success: 409,
  },
  'POST /api/marketplace-orders/{uuid}/reject_by_provider/': {
    permission: 'ORDER.APPROVE',
    ...read('order'),
    success: 409,
  },
  'POST /api/marketplace-orders/{uuid}/cancel/': {
    permission: 'ORDER.CANCEL',
    scope: 'project',
    success: 202,
    path: pendingOrder,
  },
  'POST /api/marketplace-orders/{uuid}/retry/': {
    permission: 'ORDER.CREATE',
    scope: 'project',
    success: 200,
    path: erredOrder,
  },
  'POST /api/marketplace-orders/{uuid}/unlink/': {
    permission: 'CLOUD.OPERATE',
    scope: 'staff',
    success: 204,
    path: erredOrder,
  },
  'GET /api/marketplace-orders/{uuid}/resource/': read('order'),
  'GET /api/marketplace-orders/{uuid}/offering/': read('order'),
};

function plainOrder({ owner, order }: World): object {
  return order(owner);
}

function quotedOrder({ owner, owned, order }: World): object {
  return { ...order(owner), quote: owned.quote };
}

function referringOrder({ owner, owned, order }: World): object {
  const { key, security_group: group, server_group } = owned;
  return order(owner, { ssh_public_key: key, security_groups: [group], server_group });
}

/** The same in Waldur's words. */
function waldurOrder({ owner, owned, order }: World): object {
  return order(owner, {
    networks: undefined,
    ports: [{ subnet: owner.subnet }],
    floating_ips: [{ subnet: owner.subnet, url: owned.floating_ip }],
    security_groups: [{ url: owned.security_group }],
    server_group: { url: owned.server_group },
  });
}

function orderOnPort({ owner, owned, order }: World): object {
  return order(owner, { networks: [{ port: owned.port, floating_ip: 'none' }] });
}

function orderByAddress({ owner, order }: World): object {
  return order(owner, { networks: [{ fixed_ips: [{ subnet_id: owner.subnet }], floating_ip: 'none' }] });
}

function waldurOrderOnPort({ owned, owner, order }: World): object {
  return order(owner, { networks: undefined, ports: [{ port: owned.port }] });
}

function waldurOrderByAddress({ owner, order }: World): object {
  return order(owner, { networks: undefined, ports: [{ fixed_ips: [{ subnet_id: owner.subnet }] }] });
}
