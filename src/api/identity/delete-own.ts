import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Database, Tx } from '../../db/index.ts';
import { audit, requireAccount } from '../../identity/index.ts';
import { detailSchema } from '../http/errors.ts';
import { uuidParams } from '../http/filters.ts';
import type { App } from '../http/app.ts';

/** Registers the DELETE of what belongs to a user alone: keys and tokens. `action` is its word in the audit events. */
export function deleteOwnRoute(
  app: App,
  db: Database,
  options: {
    path: string;
    summary: string;
    action: string;
    find: (request: FastifyRequest) => Promise<{ uuid: string }>;
    remove: (tx: Tx, user: string, uuid: string) => Promise<unknown>;
  },
): void {
  const { path, summary, action, find, remove } = options;
  const response = { 204: z.null(), 404: detailSchema };
  app.delete(
    `/${path}/:uuid/`,
    { schema: { tags: ['Account'], summary, params: uuidParams, response } },
    async (request, reply) => {
      const { uuid } = await find(request);
      requireAccount(request.actor);
      await db.transaction().execute(async (tx) => {
        await remove(tx, request.actor.user, uuid);
        await audit(tx, request.actor, action, { object: uuid });
      });
      return reply.code(204).send(null);
    },
  );
}
