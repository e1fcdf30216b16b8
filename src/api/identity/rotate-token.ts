import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Database } from '../../db/index.ts';
import { audit, requireAccount, rotateToken } from '../../identity/index.ts';
import { detailSchema } from '../http/errors.ts';
import { uuidParams } from '../http/filters.ts';
import type { App } from '../http/app.ts';

/** Registers what gives a token another secret. `created` is the answer: the token as it is shown, and its secret. */
export function rotateTokenRoute(
  app: App,
  db: Database,
  options: {
    path: string;
    summary: string;
    created: z.ZodObject;
    find: (request: FastifyRequest) => Promise<{ uuid: string }>;
    show: (request: FastifyRequest, uuid: string) => Promise<Record<string, unknown>>;
  },
): void {
  const { path, summary, created, find, show } = options;
  app.post(
    `/${path}/:uuid/rotate/`,
    {
      schema: {
        tags: ['Account'],
        summary: `${summary}; the old one ends at once`,
        params: uuidParams,
        response: { 201: created, 404: detailSchema, 409: detailSchema },
      },
    },
    async (request, reply) => {
      const { uuid } = await find(request);
      requireAccount(request.actor);
      const token = await db.transaction().execute(async (tx) => {
        const secret = await rotateToken(tx, request.actor, uuid);
        await audit(tx, request.actor, 'token.rotate', { object: uuid });
        return secret;
      });
      return reply.code(201).send({ ...(await show(request, uuid)), token });
    },
  );
}
