import type { FastifyInstance } from 'fastify';

const methods = 'GET, HEAD, POST, PUT, PATCH, DELETE';
const taken = [
  'Accept-Language',
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-Unmodified-Since',
  'Last-Event-ID',
  'X-Request-ID',
];
const shown = [
  'ETag',
  'Last-Modified',
  'Link',
  'Location',
  'Retry-After',
  'X-Error-Code',
  'X-Request-ID',
  'X-Result-Count',
];
/** A browser asks again after so long, s. */
const maxAge = 600;

/** Lets pages of these origins, and of no other, use the API from a browser: tokens stand in a header, so none is sent unasked. */
export function registerCors(app: FastifyInstance, origins: () => readonly string[]): void {
  app.addHook('onRequest', async ({ method, headers }, reply) => {
    const { origin, 'access-control-request-method': wanted } = headers;
    if (origin === undefined) return;
    // past Fastify, so that streams have them, too
    const { raw } = reply;
    raw.setHeader('vary', 'Origin');
    if (!origins().includes(origin)) return;
    raw.setHeader('access-control-allow-origin', origin);
    raw.setHeader('access-control-expose-headers', shown.join(', '));
    if (method !== 'OPTIONS' || wanted === undefined) return;
    raw.setHeader('access-control-allow-methods', methods);
    raw.setHeader('access-control-allow-headers', taken.join(', '));
    raw.setHeader('access-control-max-age', String(maxAge));
    await reply.code(204).send();
  });
}
