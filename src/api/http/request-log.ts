import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import { inContext, type LogContext, type LogFields } from '../../common/log-context.ts';
import { attributesOf, type Span, type Tracing, untraced } from '../../common/tracing.ts';
import { Problem } from '../../common/problem.ts';
import { parseUuid } from '../../common/uuid.ts';
import { answerOf, statusOf } from './errors.ts';
import { isUpgraded } from './upgrades.ts';

/** Ids of clients that are taken as they are; whatever else they send is replaced. */
const wellFormed = /^[A-Za-z0-9._-]{8,128}$/;
/** What nginx says of a client that left before it was answered. */
const clientLeft = 499;
/** Of a request that became a WebSocket, whose end is that of the request. */
const switchedProtocols = 101;

/** A request from its first line to the end of its answer. */
interface Exchange {
  id: string;
  began: number;
  context: LogContext;
  span: Span;
  /** As Fastify knows it; null: no route or hook has seen it. */
  request: FastifyRequest | null;
}

/** What is logged of it at its end. */
interface Line extends LogFields {
  method: string;
  /** Its pattern; null: no route takes it. */
  route: string | null;
  status: number;
  ms: number;
  user: string | null;
}

const exchanges = new WeakMap<IncomingMessage, Exchange>();

/** The id of a request: the client's `x-request-id`, else a new one. */
export function requestIdOf(raw: IncomingMessage): string {
  return exchangeOf(raw).id;
}

function exchangeOf(raw: IncomingMessage, tracing: Tracing = untraced): Exchange {
  const known = exchanges.get(raw);
  if (known !== undefined) return known;
  const theirs = raw.headers['x-request-id'];
  const id = typeof theirs === 'string' && wellFormed.test(theirs) ? theirs : randomUUID();
  const { traceparent = null } = raw.headers;
  const span = tracing.begin(raw.method ?? '', 'server', typeof traceparent === 'string' ? traceparent : null);
  const context = { fields: { request_id: id }, traceparent: span.traceparent };
  const exchange = { id, began: performance.now(), context, span, request: null };
  exchanges.set(raw, exchange);
  return exchange;
}

/**
 * Gives every answer its `x-request-id`, and every request its line in the log and its span, which end with the answer or
 * when whoever asked has left. All that is logged and written while it is answered carries the id.
 */
export function registerRequestLog(app: FastifyInstance, log: FastifyBaseLogger, tracing: Tracing = untraced): void {
  const begin = (raw: IncomingMessage, response: ServerResponse): void => {
    const exchange = exchangeOf(raw, tracing);
    response.setHeader('x-request-id', exchange.id);
    response.on('close', () => {
      const line = lineOf(raw, response, exchange);
      log.info(line, 'a request has ended');
      exchange.span.end(outcomeOf(line));
    });
  };
  // before any route is looked for: what finds none is answered and told, too
  app.server.prependListener('request', begin);
  // Node would answer it by itself
  app.server.on('checkExpectation', (raw: IncomingMessage, response: ServerResponse) => {
    begin(raw, response);
    const problem = new Problem('expectation-failed', 'Nothing but "100-continue" can be expected.');
    const headers = { 'content-type': 'application/json', 'x-error-code': problem.code };
    response.writeHead(statusOf(problem), headers).end(JSON.stringify(answerOf(problem)));
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

function lineOf(raw: IncomingMessage, response: ServerResponse, { began, context, request }: Exchange): Line {
  const route = request === null || request.is404 ? null : (request.routeOptions.url ?? null);
  const upgraded = isUpgraded(raw);
  return {
    ...context.fields,
    method: raw.method ?? '',
    route,
    ...(route === null ? { path: harmless(raw.url ?? '') } : {}),
    status: upgraded ? switchedProtocols : response.headersSent ? response.statusCode : clientLeft,
    ms: Math.round((performance.now() - began) * 10) / 10,
    user: request?.actor?.username ?? null,
    ...(upgraded || response.writableFinished ? {} : { aborted: true }),
  };
}

/** The end of the span of a request, by the names that OpenTelemetry has for HTTP. */
function outcomeOf({ method, route, status, ...fields }: Line): Parameters<Span['end']>[0] {
  const http = { 'http.request.method': method, 'http.response.status_code': status };
  const attributes = { ...attributesOf(fields), ...http, ...(route === null ? {} : { 'http.route': route }) };
  const failed = status >= 500 ? { error: `answered ${status}` } : {};
  return { name: route === null ? method : `${method} ${route}`, attributes, ...failed };
}

/** A path that no route takes, without what could be a secret: the query, and everything as long as a token is. */
function harmless(url: string): string {
  const [path = ''] = url.split(/[?#]/, 1);
  return path.startsWith('/') ? path.replace(/[^/]{25,}/g, '…').slice(0, 200) : '…';
}
