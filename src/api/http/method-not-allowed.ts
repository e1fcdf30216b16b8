import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notFound, Problem } from '../../common/problem.ts';
import { answerProblem } from './errors.ts';

/**
 * What no route takes: 405 with the methods that the path has, in Django's words, when it has any; else 404. A path
 * is compared with the routes segment by segment.
 */
export function answerUnrouted(app: FastifyInstance): void {
  const methods = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const known = methods.get(trimmed(url)) ?? new Set();
    for (const each of [method].flat()) known.add(each);
    methods.set(trimmed(url), known);
  });
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const path = trimmed(request.url.split('?', 1)[0] ?? '');
    const allowed = [...methods].filter(([pattern]) => matches(pattern, path)).flatMap(([, each]) => [...each]);
    if (allowed.length === 0) return answerProblem(notFound(), reply);
    reply.header('allow', [...new Set(allowed)].sort().join(', '));
    return answerProblem(new Problem('method-not-allowed', `Method "${request.method}" not allowed.`), reply);
  });
}

function trimmed(path: string): string {
  return path.replace(/\/+$/, '');
}

function matches(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith(':') || part === given[index]);
}
