import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../common/problem.ts';
import type { Window } from '../../db/index.ts';
import type { Dialect } from '../dialects/dialect.ts';

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

export function window({ page, page_size }: Page): Window {
  return { limit: page_size, offset: (page - 1) * page_size };
}

/**
 * The body of a page in a dialect; a page past the end is 404. Waldur's paging headers are always sent: its clients take
 * the links by their place, so their order is first, prev, next, last.
 */
export function paged(
  request: FastifyRequest,
  reply: FastifyReply,
  dialect: Dialect,
  page: Page,
  { count, results }: { count: number; results: unknown[] },
): unknown {
  const last = Math.max(Math.ceil(count / page.page_size), 1);
  if (page.page > last)
    throw new Problem('not-found', 'Invalid page.', 'Ask for a page of those that Link and X-Result-Count tell of.');
  const [path, search] = request.originalUrl.split('?', 2);
  const link = (number: number): string => {
    const query = new URLSearchParams(search);
    if (number === 1) query.delete('page');
    else query.set('page', String(number));
    const address = `${request.base}${path}`;
    return query.size === 0 ? address : `${address}?${query.toString()}`;
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
  return dialect.list({ next, previous, count, results });
}

/** A page of what is all at hand. */
export function pagedAll(
  request: FastifyRequest,
  reply: FastifyReply,
  dialect: Dialect,
  page: Page,
  all: unknown[],
): unknown {
  const { offset, limit } = window(page);
  return paged(request, reply, dialect, page, { count: all.length, results: all.slice(offset, offset + limit) });
}
