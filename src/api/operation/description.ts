import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastify, { type FastifyInstance } from 'fastify';
import type { App } from '../http/app.ts';

/** Written by `openapi-file.ts` from the routes; a gate of `./slipway test` keeps the two alike. */
const file = fileURLToPath(new URL('../../../docs/openapi.json', import.meta.url));
const open = { config: { public: true }, schema: { hide: true } };

/** The description of the API, and a page to read it. */
export function descriptionRoutes(app: App): void {
  app.get('/schema/', open, (_request, reply) => reply.type('application/json').send(createReadStream(file)));
  let page: Promise<FastifyInstance> | null = null;
  for (const path of ['/docs', '/docs/*']) {
    app.get(path, open, async ({ url, headers }, reply) => {
      page ??= buildPage();
      const answer = await (await page).inject({ url, headers });
      return reply.code(answer.statusCode).headers(answer.headers).send(answer.rawPayload);
    });
  }
}

/** A server of its own, built when somebody opens the page: it would be a fifth of all that a start loads. */
async function buildPage(): Promise<FastifyInstance> {
  const [{ default: swagger }, { default: swaggerUi }] = await Promise.all([
    import('@fastify/swagger'),
    import('@fastify/swagger-ui'),
  ]);
  const page = fastify({ routerOptions: { ignoreTrailingSlash: true } });
  page.setNotFoundHandler((_request, reply) => reply.code(404).send({ detail: 'Not found.' }));
  await page.register(swagger, { mode: 'static', specification: { path: file, baseDir: '' } });
  await page.register(swaggerUi, { routePrefix: '/api/docs', uiConfig: { deepLinking: true } });
  await page.ready();
  return page;
}
