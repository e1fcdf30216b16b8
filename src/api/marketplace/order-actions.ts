import { sql } from 'kysely';
import { z } from 'zod';
import { notFound, Problem } from '../../common/problem.ts';
import { findOne, type Tx } from '../../db/index.ts';
import { requirePermission } from '../../identity/index.ts';
import { findInstance } from '../../instances/index.ts';
import { approveOrder, cancelOrder, type OrderView, rejectOrder, retryOrder, unlinkOrder } from '../../orders/index.ts';
import { volumeView } from '../../storage/index.ts';
import type { Collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, presenter } from '../dialects/dialect.ts';
import { detailSchema } from '../http/errors.ts';
import { doneSchema } from '../http/schemas.ts';
import { uuidParams } from '../http/filters.ts';
import { orderSchema } from './orders.schema.ts';
import { presentPublicOffering, publicOfferingSchema, publicOfferingView } from './public-offerings.schema.ts';
import { presentResource, resourceSchema } from './resources.schema.ts';
import { scopeOf } from './scope.ts';
import { runtimeOf } from './vm-runtime.ts';
import { presentVolumeResource, volumeResourceSchema } from './volume-resources.ts';
import type { App } from '../http/app.ts';

type Orders = Collection<OrderView, z.input<typeof orderSchema>>;

const tags = ['Orders'];
const refusals = { 404: detailSchema, 409: detailSchema };

/** What can be done with an order once it is placed. */
export function orderActionRoutes(app: App, context: ApiContext, dialect: Dialect, { find, show }: Orders): void {
  const { db, engine } = context;

  /** Does something with the order of the path within one transaction. */
  async function act(request: Parameters<Orders['find']>[0], work: (tx: Tx, uuid: string) => Promise<void>) {
    const { uuid } = await find(request);
    await db.transaction().execute((tx) => work(tx, uuid));
    return uuid;
  }

  app.post(
    '/marketplace-orders/:uuid/approve_by_consumer/',
    {
      schema: {
        tags,
        summary: 'Approve an order that waits for it',
        params: uuidParams,
        response: { 200: doneSchema, ...refusals },
      },
    },
    async (request) => {
      await act(request, (tx, uuid) => approveOrder(tx, engine, request.actor, uuid));
      return { detail: 'Order has been approved.' };
    },
  );

  app.post(
    '/marketplace-orders/:uuid/reject_by_consumer/',
    {
      schema: {
        tags,
        summary: 'Reject an order that waits for approval',
        params: uuidParams,
        body: z.object({ error_message: z.string().max(1000).optional().describe('Why') }).nullish(),
        response: { 200: doneSchema, ...refusals },
      },
    },
    async (request) => {
      const reason = request.body?.error_message ?? '';
      await act(request, (tx, uuid) => rejectOrder(tx, request.actor, uuid, reason));
      return { detail: 'Order has been rejected.' };
    },
  );

  for (const verb of ['approve', 'reject']) {
    app.post(
      `/marketplace-orders/:uuid/${verb}_by_provider/`,
      {
        schema: {
          tags,
          summary: `Never possible: no order waits for its provider (${verb})`,
          params: uuidParams,
          response: { 200: z.null(), ...refusals },
        },
      },
      async (request) => {
        const { state, project } = await find(request);
        requirePermission(request.actor, 'ORDER.APPROVE', project);
        throw new Problem(
          'wrong-state',
          `Valid states for operation: pending-provider. The order is ${state}: none waits for its provider here.`,
        );
      },
    );
  }

  app.post(
    '/marketplace-orders/:uuid/retry/',
    {
      schema: {
        tags,
        summary: 'Run an order once more that has failed',
        params: uuidParams,
        response: { 200: orderSchema, ...refusals },
      },
    },
    async (request) => show(request, await act(request, (tx, uuid) => retryOrder(tx, engine, request.actor, uuid))),
  );

  app.post(
    '/marketplace-orders/:uuid/cancel/',
    {
      schema: {
        tags,
        summary: 'Cancel an order that runs or waits',
        params: uuidParams,
        response: { 202: z.null(), ...refusals },
      },
    },
    async (request, reply) => {
      await act(request, (tx, uuid) => cancelOrder(tx, engine, request.actor, uuid));
      return reply.code(202).send(null);
    },
  );

  app.post(
    '/marketplace-orders/:uuid/unlink/',
    {
      schema: {
        tags,
        summary: 'Forget an order, also one that cannot be undone (staff)',
        params: uuidParams,
        response: { 204: z.null(), ...refusals },
      },
    },
    async (request, reply) => {
      requirePermission(request.actor, 'CLOUD.OPERATE', null);
      await act(request, (tx, uuid) => unlinkOrder(tx, request.actor, uuid));
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/marketplace-orders/:uuid/resource/',
    {
      schema: {
        tags,
        summary: 'Get the VM or the volume of an order',
        params: uuidParams,
        response: { 200: z.union([resourceSchema, volumeResourceSchema]), 404: detailSchema },
      },
    },
    async (request) => {
      const { resource } = await find(request);
      const vm = await findInstance(db, resource, sql<boolean>`true`);
      const as = presenter(request, dialect);
      if (vm !== null) return presentResource(vm, as, runtimeOf(context, vm.uuid));
      const volume = await findOne(db, volumeView, sql<boolean>`v.uuid = ${resource}`);
      if (volume === null) throw notFound();
      return presentVolumeResource(volume, as);
    },
  );

  app.get(
    '/marketplace-orders/:uuid/offering/',
    {
      schema: {
        tags,
        summary: 'Get the offering of an order',
        params: uuidParams,
        response: { 200: publicOfferingSchema, 404: detailSchema },
      },
    },
    async (request) => {
      const order = await find(request);
      const offering = await findOne(db, publicOfferingView, sql<boolean>`o.uuid = ${order.offering}`);
      if (offering === null) throw notFound();
      return presentPublicOffering(offering, await scopeOf(db, request, order.project), presenter(request, dialect));
    },
  );
}
