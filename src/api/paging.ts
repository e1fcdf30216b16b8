import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { HttpError } from './errors.ts';

const defaultSize = 10;
const maxSize = 300;

export const pageQuery = {
  page: z.coerce.number().int().min(1).default(1).describe('Page, from 1'),
  page_size: z.coerce
    .number()
    .int()
    .min(1)
    .max(maxSize)
    .default(defaultSize)
    .describe(`Items a page, at most ${maxSize}`),
};

export interface Page {
  page: number;
  page_size: number;
}

export function window({ page, page_size }: Page): { limit: number; offset: number } {
  return { limit: page_size, offset: (page - 1) * page_size };
}

/** The envelope of the WAYSCloud dialect. */
export function envelope<T extends z.ZodType>(item: T) {
  return z.object({
    next: z.string().nullable(),
    previous: z.string().nullable(),
    count: z.int(),
    results: z.array(item),
  });
}

/** Scheme, host and prefix as the client wrote them: links in answers carry the same. */
export function baseUrl(request: FastifyRequest, prefix: string): string {
  return `${request.protocol}://${request.host}${prefix}`;
}

/** Wraps a page; a page past the end is 404. Waldur's paging headers are always sent, in its order. */
export function paged<T>(request: FastifyRequest, reply: FastifyReply, page: Page, count: number, results: T[]) {
  const last = Math.max(Math.ceil(count / page.page_size), 1);
  if (page.page > last) throw new HttpError(404, 'Invalid page.');
  const [path, search] = request.originalUrl.split('?', 2);
  const link = (number: number): string => {
    const query = new URLSearchParams(search);
    if (number === 1) query.delete('page');
    else query.set('page', String(number));
    return baseUrl(request, query.size === 0 ? `${path}` : `${path}?${query.toString()}`);
  };
  const previous = page.page > 1 ? link(page.page - 1) : null;
  const next = page.page < last ? link(page.page + 1) : null;
  const links = [
    ['first', link(1)],
    ['prev', previous],
    ['next', next],
    ['last', link(last)],
  ];
  const header = links.filter(([, url]) => url !== null).map(([rel, url]) => `<${url}>; rel="${rel}"`);
  reply.header('x-result-count', count).header('link', header.join(', '));
  return { next, previous, count, results };
}
