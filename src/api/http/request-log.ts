import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import { inContext, type LogContext } from '../../common/log-context.ts';
import { parseUuid } from '../../common/uuid.ts';

/** Ids of clients that are taken as they are; whatever else they send is replaced. */
const wellFormed = /^[A-Za-z0-9._-]{8,128}$/;
/** What nginx says of a client that left before it was answered. */
const clientLeft = 499;

/** A request from its first line to the end of its answer. */
interface Exchange {
  id: string;
  began: number;
  context: LogContext;
  /** As Fastify knows it; null: no route or hook has seen it. */
  request: FastifyRequest | null;
}

const exchanges = new WeakMap<IncomingMessage, Exchange>();

/** The id of a request: the client's `x-request-id`, else a new one. */
export function requestIdOf(raw: IncomingMessage): string {
  return exchangeOf(raw).id;
}

function exchangeOf(raw: IncomingMessage): Exchange {
  const known = exchanges.get(raw);
  if (known !== undefined) return known;
  const theirs = raw.headers['x-request-id'];
  const id = typeof theirs === 'string' && wellFormed.test(theirs) ? theirs : randomUUID();
  const context = { fields: { request_id: id }, traceparent: null };
  const made = { id, began: performance.now(), context, request: null };
  exchanges.set(raw, made);
  return made;
}

/**
 * Gives every answer its `x-request-id`, and every request its line in the log when the answer has ended, or whoever asked
 * has left. All that is logged and written while it is answered carries the id.
 */
export function registerRequestLog(app: FastifyInstance, log: FastifyBaseLogger): void {
  // before any route is looked for: what finds none is answered and told, too
  app.server.prependListener('request', (raw: IncomingMessage, response: ServerResponse) => {
    const exchange = exchangeOf(raw);
    response.setHeader('x-request-id', exchange.id);
    response.once('close', () => log.info(lineOf(raw, response, exchange), 'a request has ended'));
  });
  app.addHook('onRequest', (request, _reply, done) => {
    const exchange = exchangeOf(request.raw);
    exchange.request = request;
    const uuid = parseUuid((request.params as { uuid?: string } | undefined)?.uuid ?? '');
    if (uuid !== null) exchange.context.fields['object'] = uuid;
    inContext(exchange.context, done);
  });
  // once more, for nothing of what is said before the body has been read is known afterwards
  app.addHook('preValidation', (request, _reply, done) => inContext(exchangeOf(request.raw).context, done));
}

function lineOf(raw: IncomingMessage, response: ServerResponse, { began, context, request }: Exchange): object {
  const route = request === null || request.is404 ? null : (request.routeOptions.url ?? null);
  return {
    ...context.fields,
    method: raw.method,
    route,
    ...(route === null ? { path: harmless(raw.url ?? '') } : {}),
    status: response.headersSent ? response.statusCode : clientLeft,
    ms: Math.round((performance.now() - began) * 10) / 10,
    user: request?.actor?.username ?? null,
    ...(response.writableFinished ? {} : { aborted: true }),
  };
}

/** A path that no route takes, without what could be a secret: the query, and everything as long as a token is. */
function harmless(url: string): string {
  const [path = ''] = url.split(/[?#]/, 1);
  return path.startsWith('/') ? path.replace(/[^/]{25,}/g, '…').slice(0, 200) : '…';
}
