import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { record } from '../../identity/index.ts';
import type { InstanceView } from '../../instances/index.ts';
import type { ApiContext } from '../context.ts';
import { routesOn } from '../http/route.ts';
import type { App } from '../http/app.ts';

const bytes = z.int().min(1).max(1_048_576).describe('Bytes; left out: 64 KiB');

/** The end of a VM's serial console, as a JSON string. */
export function consoleRoute(
  app: App,
  { db, consoleLog }: Pick<ApiContext, 'db' | 'consoleLog'>,
  find: (request: FastifyRequest) => Promise<InstanceView>,
  { prefix, tag, one }: { prefix: string; tag: string; one: string },
): void {
  const on = routesOn(app, db, { tag, find, permission: 'INSTANCE.CONSOLE' });
  const end = async (reply: FastifyReply, { uuid }: InstanceView, length = 65_536): Promise<string> => {
    // fastify sends a string as it is; here it is a JSON one
    reply.type('application/json');
    return JSON.stringify(await consoleLog(uuid, length));
  };
  const summary = `The end of the serial console of ${one}`;
  on('GET', `${prefix}/console_log/`, {
    summary,
    query: z.object({ length: z.coerce.number().pipe(bytes).optional() }),
    answer: { status: 200, schema: z.string(), body: ({ reply, found, query }) => end(reply, found, query.length) },
  });
  on('POST', `${prefix}/console_log/`, {
    summary: `${summary}; the same as GET`,
    body: z.object({ length: bytes.optional() }).nullish(),
    answer: {
      status: 200,
      schema: z.string(),
      body: ({ actor, reply, found, body }) => {
        // nothing is changed
        record(actor, 'audited');
        return end(reply, found, body?.length);
      },
    },
  });
}
