import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../common/problem.ts';

/** A body must be there so long after its headers, and an answer be taken so long after it was ready, ms. */
const deadlines = { bodyMs: 30_000, answerMs: 60_000 };

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Routes that take a stream have deadlines of their own. */
    stream?: boolean;
  }
}

/** Lets nobody hold a connection by a body that does not end, or by an answer that is not read. No process is held by a deadline. */
export function registerDeadlines(app: FastifyInstance, { bodyMs, answerMs } = deadlines): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { raw, routeOptions } = request;
    const { 'content-length': length = '0', 'transfer-encoding': encoding } = raw.headers;
    if ((length !== '0' || encoding !== undefined) && routeOptions.config.stream !== true) {
      const timer = setTimeout(() => endBody(request, reply, bodyMs), bodyMs).unref();
      raw.once('close', () => clearTimeout(timer));
    }
    done();
  });
  app.addHook('onSend', async (_request, { raw }) => {
    // who has left takes nothing, and is not told of again
    if (raw.destroyed) return;
    const timer = setTimeout(() => raw.destroy(), answerMs).unref();
    raw.once('close', () => clearTimeout(timer));
  });
}

/** Whoever reads the body hears of it as of any end that comes too early; else the connection is of no more use. */
function endBody({ raw }: FastifyRequest, reply: FastifyReply, bodyMs: number): void {
  if (raw.complete) return;
  const problem = new Problem('request-timeout', `The body did not come whole within ${bodyMs / 1000} s.`);
  if (!reply.sent && raw.listenerCount('error') > 0) raw.emit('error', problem);
  else raw.destroy();
}
