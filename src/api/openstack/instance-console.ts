import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { requirePermission } from '../../identity/index.ts';
import type { InstanceView } from '../../instances/index.ts';
import type { ApiContext } from '../context.ts';
import { detailSchema } from '../http/errors.ts';
import { uuidParams } from '../http/filters.ts';
import type { App } from '../http/app.ts';

/** The end of a VM's serial console, as a JSON string. */
export function consoleRoute(
  app: App,
  { consoleLog }: Pick<ApiContext, 'consoleLog'>,
  find: (request: FastifyRequest) => Promise<InstanceView>,
  { prefix, tag, one }: { prefix: string; tag: string; one: string },
): void {
  app.get(
    `${prefix}/console_log/`,
    {
      schema: {
        tags: [tag],
        summary: `The end of the serial console of ${one}`,
        params: uuidParams,
        querystring: z.object({ length: z.coerce.number().int().min(1).max(1048576).default(65536).describe('Bytes') }),
        response: { 200: z.string(), 404: detailSchema },
      },
    },
    async (request, reply) => {
      const vm = await find(request);
      requirePermission(request.actor, 'INSTANCE.CONSOLE', vm.project);
      const text = await consoleLog(vm.uuid, request.query.length);
      // fastify sends a string as it is; here it is a JSON one
      return reply.type('application/json').send(JSON.stringify(text));
    },
  );
}
