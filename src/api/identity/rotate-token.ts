import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Database } from '../../db/index.ts';
import { audit, requireAccount, rotateToken } from '../../identity/index.ts';
import type { Find } from '../http/preconditions.ts';
import { routesOn } from '../http/route.ts';
import type { App } from '../http/app.ts';

/** Registers what gives a token another secret. `created` is the answer: the token as it is shown, and its secret. */
export function rotateTokenRoute(
  app: App,
  db: Database,
  options: {
    path: string;
    summary: string;
    created: z.ZodObject;
    find: Find<{ uuid: string }>;
    show: (request: FastifyRequest, uuid: string) => Promise<Record<string, unknown>>;
  },
): void {
  const { path, summary, created, find, show } = options;
  routesOn(app, db, { tag: 'Account', find, refuses: [409] })('POST', `/${path}/:uuid/rotate/`, {
    summary: `${summary}; the old one ends at once`,
    permission: ({ actor }) => requireAccount(actor),
    run: async (tx, { actor, found }) => {
      const secret = await rotateToken(tx, actor, found.uuid);
      await audit(tx, actor, 'token.rotate', { object: found.uuid });
      return secret;
    },
    secret: true,
    answer: {
      status: 201,
      schema: created,
      body: async ({ request, found, done }) => ({ ...(await show(request, found.uuid)), token: done }),
    },
  });
}
