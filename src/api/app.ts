import type { RequestListener, Server } from 'node:http';
import fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { sql } from 'kysely';
import { withinBlocks } from '../common/reach.ts';
import { registerAuthentication } from './http/authentication.ts';
import { auditDenial } from './http/denial.ts';
import { describeCommonAnswers } from './http/common-answers.ts';
import type { ApiContext } from './context.ts';
import { answerError } from './http/errors.ts';
import { metricsRoutes } from './operation/metrics.ts';
import { ChangeBudget, mayChange, registerChangeBudget } from './http/changes.ts';
import { baseUrl } from './http/base-url.ts';
import { registerCors } from './http/cors.ts';
import { registerDeadlines } from './http/deadlines.ts';
import { registerGuard } from './http/guard.ts';
import { refuseKeys } from './http/idempotency.ts';
import { refuseConditions } from './http/preconditions.ts';
import { AccessDenied } from '../identity/index.ts';
import { answerUnrouted } from './http/method-not-allowed.ts';
import { limitNesting, readJson } from './http/json-bodies.ts';
import { answerMalformed } from './http/malformed.ts';
import { WrongOrderState } from '../orders/index.ts';
import { type Dialect, prefixOf } from './dialects/dialect.ts';
import { waldur } from './dialects/waldur.ts';
import { wayscloud } from './dialects/wayscloud.ts';
import { registerRequestLog, requestIdOf } from './http/request-log.ts';
import { checkQueries } from './http/texts.ts';
import { webConsoleRoutes } from './operation/web-console.ts';
import { dialectRoutes, ownRoutes, rootRoutes } from './routes.ts';
import { refuseUndescribed, validator } from './http/validation.ts';
import { usePlainMessages } from './http/validation-messages.ts';
import type { App } from './http/app.ts';

/** Given at once, for otherwise a start loads the default ones, too; their types know no schemas but JSON Schema. */
const compilersFactory = {
  buildValidator: () => validator,
  buildSerializer: () => serializerCompiler,
} as object;

/** All routes in one server, for who describes them: `describe` is called before the first of them. What people ask is `openApi`. */
export async function buildApi(
  context: ApiContext,
  log: FastifyBaseLogger | false,
  describe?: (app: App) => Promise<void>,
): Promise<App> {
  const app = newApp(context, log);
  await describe?.(app);
  for (const dialect of dialects) await registerDialect(app, context, dialect);
  registerRest(app, context);
  return app;
}

export const dialects = [wayscloud, waldur] as const;

/** A server without routes; the caller listens, or hands it requests. */
export function newApp(
  context: ApiContext,
  log: FastifyBaseLogger | false,
  budget: ChangeBudget = changeBudget(context),
  serverFactory?: (handler: RequestListener) => Server,
): App {
  usePlainMessages();
  const app = fastify({
    ...(log === false ? {} : { loggerInstance: log }),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIdOf,
    // the context of a request knows its id: a child that knows it, too, would write it twice
    childLoggerFactory: (logger) => logger,
    clientErrorHandler: answerMalformed,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    bodyLimit: 1024 * 1024,
    forceCloseConnections: true,
    trustProxy: withinBlocks(context.settings.trusted_proxies),
    ...(serverFactory && { serverFactory }),
    schemaController: { compilersFactory },
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
  }).withTypeProvider<ZodTypeProvider>();
  registerHooks(app, context, budget);
  return app;
}

/** One for all servers of a process. */
export function changeBudget({ settings }: ApiContext): ChangeBudget {
  return new ChangeBudget(() => settings.changes_per_minute);
}

/** Registers what stands below the `/api` of a dialect: all of it, or what has paths that begin with `segment`. */
export async function registerDialect(
  app: App,
  context: ApiContext,
  dialect: Dialect,
  segment: string | null = null,
): Promise<void> {
  const isAsked = (segments: string[]): boolean => segment === null || segments.includes(segment);
  await app.register(
    (scope: App, _options, done) => {
      scope.setErrorHandler((error) => {
        throw error instanceof WrongOrderState ? error.in((state) => dialect.orderInWords(state)) : error;
      });
      for (const [routes, ...segments] of dialect === wayscloud ? ownRoutes : [])
        if (isAsked(segments)) routes(scope, context);
      for (const [routes, ...segments] of dialectRoutes) if (isAsked(segments)) routes(scope, context, dialect);
      done();
    },
    { prefix: prefixOf(dialect) },
  );
}

/** Registers what stands beside the `/api` of the dialects. */
export function registerRest(app: App, context: ApiContext): void {
  for (const dialect of dialects) for (const routes of rootRoutes) routes(app, context, dialect);
  metricsRoutes(app, context);
  healthRoutes(app, context);
  webConsoleRoutes(app, context);
}

/** What is done for every request, in this order. */
function registerHooks(app: App, context: ApiContext, budget: ChangeBudget): void {
  app.setErrorHandler(async (error: Error, request, reply) => {
    if (!(error instanceof AccessDenied)) return answerError(error, request, reply);
    // what was only to be read has not been counted yet
    const excess = mayChange(request.method) ? null : budget.excessOf(request.actor);
    if (excess === null) await auditDenial(context.db, request, error);
    return answerError(excess ?? error, request, reply);
  });
  answerUnrouted(app);
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('x-frame-options', 'DENY');
    // a browser keeps an answer with a date for a tenth of its age, unasked: RFC 9111, 4.2.2
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  registerRequestLog(app, app.log, context.tracing);
  registerCors(app, () => context.settings.cors_origins);
  registerDeadlines(app);
  app.decorateRequest('base', '');
  const { trusted_proxies, public_url } = context.settings;
  const isProxy = withinBlocks(trusted_proxies);
  app.addHook('onRequest', async (request) => {
    const { raw, protocol, socket } = request;
    const proxied = isProxy(socket.remoteAddress ?? '');
    request.base = baseUrl({ host: raw.headers.host, protocol, socket, proxied }, public_url);
  });
  registerAuthentication(app, context.db);
  registerChangeBudget(app, budget);
  readJson(app);
  limitNesting(app);
  checkQueries(app);
  app.addHook('onResponse', async (request, reply) => context.metrics.answered(request, reply));
  if (context.guard !== undefined) registerGuard(app, context.guard);
  app.addHook('onRoute', refuseUndescribed);
  refuseKeys(app);
  refuseConditions(app);
  app.addHook('onRoute', describeCommonAnswers);
}

/** `healthz`: the process answers. `readyz`: orders can be placed and worked on; 503 says what is not ready. */
function healthRoutes(app: Pick<App, 'get'>, { db, preparation }: ApiContext): void {
  app.get('/healthz', { config: { public: true }, schema: { hide: true } }, () => Promise.resolve({ ok: true }));
  app.get('/readyz', { config: { public: true }, schema: { hide: true } }, async (_request, reply) => {
    const database = await sql`SELECT 1`.execute(db).then(
      () => true,
      () => false,
    );
    const { state, message } = preparation.state;
    const backend = state === 'done' ? 'ready' : state === 'erred' ? 'erred' : 'preparing';
    const ok = database && backend === 'ready';
    const answer = { ok, database: database ? 'ready' : 'away', backend, message: backend === 'ready' ? '' : message };
    return reply.code(ok ? 200 : 503).send(answer);
  });
}
