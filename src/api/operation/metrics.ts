import { z } from 'zod';
import { requireStaff } from '../../identity/index.ts';
import type { ApiContext } from '../context.ts';
import { detailSchema } from '../http/errors.ts';
import type { App } from '../http/app.ts';

/**
 * At the root, where Prometheus looks. It takes the token of staff: behind a proxy on this host everybody comes from
 * the loopback, so where a request comes from says nothing.
 */
export function metricsRoutes(app: App, { metrics }: ApiContext): void {
  app.get(
    '/metrics',
    {
      schema: {
        tags: ['Operation'],
        summary: 'Figures of the cloud, of its requests and of every VM, for Prometheus (staff)',
        response: {
          200: { description: 'The figures', content: { 'text/plain': { schema: z.string() } } },
          403: detailSchema,
        },
      },
    },
    async (request, reply) => {
      requireStaff(request.actor);
      const { type, body } = await metrics.text();
      return reply.type(type).serializer(String).send(body);
    },
  );
}
