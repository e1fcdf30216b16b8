import type { FastifyRequest } from 'fastify';
import { notify } from '../../db/index.ts';
import { audit, type Permission, requirePermission } from '../../identity/index.ts';
import type { ApiContext } from '../context.ts';
import { detailSchema } from '../http/errors.ts';
import { doneSchema } from '../http/schemas.ts';
import { uuidParams } from '../http/filters.ts';
import type { App } from '../http/app.ts';

interface ReconcileRoute {
  prefix: string;
  tag: string;
  one: string;
  event: string;
  /** What the path names, and what it takes to have it compared; throws when the actor may not see it. */
  find: (request: FastifyRequest) => Promise<{ uuid: string; project: string; permission: Permission }>;
}

/** Brings rows and backend together again, before the reconciler would by itself. */
export function reconcileRoute(app: App, { db }: ApiContext, { prefix, tag, one, event, find }: ReconcileRoute): void {
  app.post(
    `${prefix}/pull/`,
    {
      schema: {
        tags: [tag],
        summary: `Compare ${one} with its host now`,
        params: uuidParams,
        response: { 202: doneSchema, 404: detailSchema },
      },
    },
    async (request, reply) => {
      const { uuid, project, permission } = await find(request);
      requirePermission(request.actor, permission, project);
      await db.transaction().execute(async (tx) => {
        await audit(tx, request.actor, event, { object: uuid, project });
        await notify(tx, 'resource_changed');
      });
      return reply.code(202).send({ detail: 'Pull operation was successfully scheduled.' });
    },
  );
}
