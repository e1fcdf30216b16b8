import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { follow, type Trail } from '../../identity/index.ts';

const writes = ['POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * For tests: an answer that leaves a handler without anybody having asked whether the actor may, or after a change that
 * was not audited, becomes a 500 and is reported. A route that the description hides must be public.
 */
export function registerGuard(app: FastifyInstance, report: (violation: string) => void): void {
  const trails = new WeakMap<FastifyRequest, Trail>();
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => void routes.push(route));
  app.addHook('onReady', async () => {
    const hidden = routes.find(({ schema, config }) => schema?.hide === true && config?.public !== true);
    if (hidden !== undefined) throw new Error(`${hidden.url} is neither described nor public`);
  });
  // what is refused before its handler runs has shown nothing
  app.addHook('preHandler', async (request) => {
    if (request.actor !== null && !request.is404) trails.set(request, follow(request.actor));
  });
  app.addHook('onSend', async (request, reply) => {
    const violation = violationOf(request, reply, trails.get(request));
    if (violation === null) return;
    report(violation);
    throw new Error(violation);
  });
  // a stream is sent past onSend
  app.addHook('onResponse', async (request, reply) => {
    const violation = violationOf(request, reply, trails.get(request));
    if (violation !== null) report(violation);
  });
}

function violationOf(request: FastifyRequest, reply: FastifyReply, trail: Trail | undefined): string | null {
  if (trail === undefined || reply.statusCode >= 500) return null;
  const what = `${request.method} ${request.url} answered ${reply.statusCode}`;
  if (!trail.decided) return `${what} without a decision: ask identity whether the actor may`;
  const done = reply.statusCode < 400 && writes.includes(request.method);
  return done && !trail.audited ? `${what} without an audit record` : null;
}
