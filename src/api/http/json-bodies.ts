import type { FastifyInstance } from 'fastify';
import { Problem } from '../../common/problem.ts';

const maxDepth = 32;

/** An empty body is none, whatever its type says: Waldur's clients announce JSON and send nothing with an action. */
export function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, String(body), done);
  });
}

/** Refuses bodies nested more deeply than any request is: what JSON.parse can read, JSON.stringify cannot always write. */
export function limitNesting(app: FastifyInstance): void {
  app.addHook('preValidation', async ({ body, headers }) => {
    if (headers['content-type']?.includes('json') !== true) return;
    let level: unknown[] = [body];
    for (let depth = 0; level.length > 0; depth++) {
      if (depth > maxDepth)
        throw new Problem('unreadable-request', `The body is nested more than ${maxDepth} levels deep.`);
      level = level.flatMap((part) => (typeof part === 'object' && part !== null ? Object.values(part) : []));
    }
  });
}
