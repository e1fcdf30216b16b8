import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { sql } from 'kysely';
import { registerAuthentication } from './authentication.ts';
import { describeCommonAnswers } from './common-answers.ts';
import type { ApiContext, App } from './context.ts';
import { answerError } from './errors.ts';
import { registerGuard } from './guard.ts';
import { limitNesting } from './nesting.ts';
import { describedSchemas } from './openapi.ts';
import { accountRoutes } from './wayscloud/account.ts';
import { catalogueRoutes } from './wayscloud/catalogue.ts';
import { imageRoutes } from './wayscloud/images.ts';
import { networkRoutes } from './wayscloud/networks.ts';
import { operatorRoutes } from './wayscloud/operator.ts';
import { orderRoutes } from './wayscloud/orders.ts';
import { resourceRoutes } from './wayscloud/resources.ts';

const description = `Order a VM with one POST, follow the order, manage the VM.

Every call needs \`Authorization: Token <token>\`. UUIDs are accepted with and without dashes. Lists are paged
(\`page\`, \`page_size\`). A 400 names every wrong field; other errors carry \`detail\`.`;

/** The HTTP server with all of its routes; the caller listens. */
export async function buildApi(context: ApiContext, log: FastifyBaseLogger | false): Promise<App> {
  const app = fastify({
    ...(log === false ? {} : { loggerInstance: log }),
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    bodyLimit: 1024 * 1024,
    forceCloseConnections: true,
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ detail: 'Not found.' }));
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('x-frame-options', 'DENY');
  });
  registerAuthentication(app, context.db);
  limitNesting(app);
  if (context.guard !== undefined) registerGuard(app, context.guard);
  app.addHook('onRoute', describeCommonAnswers);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Slipway', version: context.version, description },
      components: {
        securitySchemes: {
          token: { type: 'apiKey', in: 'header', name: 'Authorization', description: '`Token <token>`' },
        },
      },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: describedSchemas,
  });
  await app.register(
    async (scope: App) => {
      scope.addHook('onRoute', (route) => {
        if (route.url.startsWith('/api/docs')) route.config = { ...route.config, public: true };
      });
      await scope.register(swaggerUi, { routePrefix: '/docs', uiConfig: { deepLinking: true } });
      orderRoutes(scope, context);
      resourceRoutes(scope, context);
      catalogueRoutes(scope, context);
      await scope.register(async (images: App) => {
        // an image's bytes go to its route as a stream; no other route takes one
        images.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
        imageRoutes(images, context);
      });
      networkRoutes(scope, context);
      accountRoutes(scope, context);
      operatorRoutes(scope, context);
      scope.get('/schema/', { config: { public: true }, schema: { hide: true } }, () => app.swagger());
    },
    { prefix: '/api' },
  );
  healthRoutes(app, context);
  return app;
}

function healthRoutes(app: Pick<App, 'get'>, { db }: ApiContext): void {
  app.get('/healthz', { config: { public: true }, schema: { hide: true } }, () => Promise.resolve({ ok: true }));
  app.get('/readyz', { config: { public: true }, schema: { hide: true } }, async (_request, reply) => {
    const ready = await sql`SELECT 1`.execute(db).then(
      () => true,
      () => false,
    );
    return reply.code(ready ? 200 : 503).send({ ok: ready });
  });
}
