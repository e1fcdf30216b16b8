import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { requirePermission } from '../../identity/index.ts';
import type { InstanceView } from '../../instances/index.ts';
import type { ApiContext } from '../context.ts';
import { detailSchema } from '../http/errors.ts';
import { uuidParams } from '../http/filters.ts';
import { reconcileRoute } from '../openstack/reconcile-route.ts';
import { orderedVolume } from './volume-resources.ts';
import { unlinkResource } from '../../orders/index.ts';
import type { App } from '../http/app.ts';

const tag = 'Resources';

/** What brings rows and backend together again. */
export function resourceUpkeepRoutes(
  app: App,
  context: ApiContext,
  find: (request: FastifyRequest) => Promise<InstanceView>,
): void {
  const { db } = context;
  reconcileRoute(app, context, {
    prefix: '/marketplace-resources/:uuid',
    tag,
    one: 'a VM or an ordered volume',
    event: 'resource.pull',
    find: async (request) => {
      const volume = await orderedVolume(db, request);
      if (volume !== null) return { uuid: volume.uuid, project: volume.project, permission: 'VOLUME.MANAGE' };
      const { uuid, project } = await find(request);
      return { uuid, project, permission: 'INSTANCE.POWER' };
    },
  });

  app.post(
    '/marketplace-resources/:uuid/unlink/',
    {
      schema: {
        tags: [tag],
        summary: 'Forget a VM or an ordered volume, also one that cannot be ended (staff)',
        params: uuidParams,
        response: { 204: z.null(), 404: detailSchema, 409: detailSchema },
      },
    },
    async (request, reply) => {
      requirePermission(request.actor, 'CLOUD.OPERATE', null);
      const volume = await orderedVolume(db, request);
      const { uuid } = volume ?? (await find(request));
      const kind = volume === null ? 'instance' : 'volume';
      await db.transaction().execute((tx) => unlinkResource(tx, request.actor, kind, uuid));
      return reply.code(204).send(null);
    },
  );
}
