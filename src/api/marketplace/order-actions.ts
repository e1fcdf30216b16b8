import { sql } from 'kysely';
import { z } from 'zod';
import { notFound, Problem } from '../../common/problem.ts';
import { findOne } from '../../db/index.ts';
import { findInstance } from '../../instances/index.ts';
import { approveOrder, cancelOrder, type OrderView, rejectOrder, retryOrder, unlinkOrder } from '../../orders/index.ts';
import { volumeView } from '../../storage/index.ts';
import type { Collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, presenter } from '../dialects/dialect.ts';
import { confirmed, gone } from '../http/answers.ts';
import { routesOn } from '../http/route.ts';
import type { orderSchema } from './orders.schema.ts';
import { offeringOf } from './offering-of.ts';
import { presentResource } from './present-resource.ts';
import { resourceSchema } from './resources.schema.ts';
import { runtimeOf } from './vm-runtime.ts';
import { presentVolumeResource, volumeResourceSchema } from './volume-resources.ts';
import type { App } from '../http/app.ts';

type Orders = Collection<OrderView, typeof orderSchema>;

/** What can be done with an order once it is placed. */
export function orderActionRoutes(app: App, { db, engine }: ApiContext, orders: Orders): void {
  const on = routesOn(app, db, { tag: 'Orders', find: orders.find, refuses: [409] });

  on('POST', '/marketplace-orders/:uuid/approve_by_consumer/', {
    summary: 'Approve an order that waits for it',
    permission: 'ORDER.APPROVE',
    body: z
      .object({ comment: z.string().max(1000).optional().describe('What the event of it says beside it') })
      .nullish(),
    run: (tx, { actor, found, body }) => approveOrder(tx, engine, actor, found.uuid, body?.comment ?? ''),
    answer: confirmed('Order has been approved.'),
  });
  on('POST', '/marketplace-orders/:uuid/reject_by_consumer/', {
    summary: 'Reject an order that waits for approval',
    permission: 'ORDER.REJECT',
    body: z.object({ error_message: z.string().max(1000).optional().describe('Why') }).nullish(),
    run: (tx, { actor, found, body }) => rejectOrder(tx, actor, found.uuid, body?.error_message ?? ''),
    answer: confirmed('Order has been rejected.'),
  });
  for (const verb of ['approve', 'reject']) {
    on('POST', `/marketplace-orders/:uuid/${verb}_by_provider/`, {
      summary: `Never possible: no order waits for its provider (${verb})`,
      permission: 'ORDER.APPROVE',
      run: () => {
        throw new Problem('wrong-state', 'No order waits for its provider here.');
      },
      answer: { ...gone, status: 200 },
    });
  }
  on('POST', '/marketplace-orders/:uuid/retry/', {
    summary: 'Run an order once more that has failed',
    permission: 'ORDER.CREATE',
    run: (tx, { actor, found }) => retryOrder(tx, engine, actor, found.uuid),
    answer: orders.changed,
  });
  on('POST', '/marketplace-orders/:uuid/cancel/', {
    summary: 'Cancel an order that runs or waits',
    run: (tx, { actor, found }) => cancelOrder(tx, engine, actor, found.uuid),
    answer: { ...gone, status: 202 },
  });
  on('POST', '/marketplace-orders/:uuid/unlink/', {
    summary: 'Forget an order, also one that cannot be undone (staff)',
    permission: 'CLOUD.OPERATE',
    run: (tx, { actor, found }) => unlinkOrder(tx, actor, found.uuid),
    answer: gone,
  });
}

/** What an order is about. */
export function orderPartRoutes(app: App, context: ApiContext, dialect: Dialect, { find }: Orders): void {
  const { db } = context;
  const on = routesOn(app, db, { tag: 'Orders', find });

  on('GET', '/marketplace-orders/:uuid/resource/', {
    summary: 'Get the VM or the volume of an order',
    answer: {
      status: 200,
      schema: z.union([resourceSchema, volumeResourceSchema]),
      body: async ({ request, found: { resource } }) => {
        const vm = await findInstance(db, resource, sql<boolean>`true`);
        const as = presenter(request, dialect);
        if (vm !== null) return presentResource(vm, as, runtimeOf(context, vm));
        const volume = await findOne(db, volumeView, sql<boolean>`v.uuid = ${resource}`);
        if (volume === null) throw notFound();
        return presentVolumeResource(volume, as);
      },
    },
  });
  on('GET', '/marketplace-orders/:uuid/offering/', {
    summary: 'Get the offering of an order',
    answer: offeringOf(db, dialect),
  });
}
