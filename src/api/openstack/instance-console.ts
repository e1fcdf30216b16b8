import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { InstanceView } from '../../instances/index.ts';
import type { ApiContext } from '../context.ts';
import { routesOn } from '../http/route.ts';
import type { App } from '../http/app.ts';

/** The end of a VM's serial console, as a JSON string. */
export function consoleRoute(
  app: App,
  { db, consoleLog }: Pick<ApiContext, 'db' | 'consoleLog'>,
  find: (request: FastifyRequest) => Promise<InstanceView>,
  { prefix, tag, one }: { prefix: string; tag: string; one: string },
): void {
  routesOn(app, db, { tag, find, permission: 'INSTANCE.CONSOLE' })('GET', `${prefix}/console_log/`, {
    summary: `The end of the serial console of ${one}`,
    query: z.object({ length: z.coerce.number().int().min(1).max(1048576).default(65536).describe('Bytes') }),
    answer: {
      status: 200,
      schema: z.string(),
      body: async ({ reply, found, query }) => {
        // fastify sends a string as it is; here it is a JSON one
        reply.type('application/json');
        return JSON.stringify(await consoleLog(found.uuid, query.length));
      },
    },
  });
}
