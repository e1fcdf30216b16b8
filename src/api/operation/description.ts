import { createReadStream } from 'node:fs';
import fastify, { type FastifyInstance } from 'fastify';
import { notFound } from '../../common/problem.ts';
import { answerProblem } from '../http/errors.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { waldur } from '../dialects/waldur.ts';
import { wayscloud } from '../dialects/wayscloud.ts';
import { documentFile } from '../document/file.ts';
import type { App } from '../http/app.ts';
import { favicon, logo } from './logo.ts';

const open = { config: { public: true }, schema: { hide: true } };

/** The OpenAPI document of a dialect. */
export function schemaRoutes(app: App, _context: ApiContext, dialect: Dialect): void {
  const file = documentFile(dialect);
  app.get('/schema/', open, (_request, reply) => reply.type('application/json').send(createReadStream(file)));
}

/** A page to read the documents. */
export function documentationRoutes(app: App): void {
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
  page.setNotFoundHandler((_request, reply) => answerProblem(notFound(), reply));
  await page.register(swagger, { mode: 'static', specification: { path: documentFile(wayscloud), baseDir: '' } });
  const urls = [
    { name: 'Slipway', url: '/api/schema/' },
    { name: 'Slipway as Waldur', url: `${waldur.root}/api/schema/` },
  ];
  await page.register(swaggerUi, {
    routePrefix: '/api/docs',
    uiConfig: { deepLinking: true, urls },
    theme: { title: 'Slipway API', favicon: [favicon] },
    logo,
  });
  await page.ready();
  return page;
}
