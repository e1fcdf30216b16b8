import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../common/problem.ts';
import { lastOffset, type Window } from '../../db/index.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { partsOf } from './address.ts';

const defaultSize = 10;
const maxSize = 300;

const numbered = z.coerce.number().int().min(1);
const size = z.coerce.number().int().min(1);

/** The parameters of a list. Waldur takes a size that is too large for the largest, and knows the last page by name. */
export function pageQuery(dialect: Dialect) {
  if (dialect.lenientPages)
    return {
      page: z
        .union([numbered, z.literal('last')])
        .default(1)
        .describe('Page, from 1, or `last`'),
      page_size: size
        .transform((wanted) => Math.min(wanted, maxSize))
        .default(defaultSize)
        .describe(`Items a page; more than ${maxSize} are ${maxSize}`),
    };
  return {
    page: numbered.default(1).describe('Page, from 1'),
    page_size: size.max(maxSize).default(defaultSize).describe(`Items a page, at most ${maxSize}`),
  };
}

export interface Page {
  page: number | 'last';
  page_size: number;
}

export function window({ page: wanted, page_size }: Page): Window {
  return { limit: page_size, offset: wanted === 'last' ? 'last' : (wanted - 1) * page_size };
}

/**
 * The body of a page in a dialect; a page past the end is 404. Waldur's paging headers are always sent: its clients take
 * the links by their place, so their order is first, prev, next, last.
 */
export function paged(
  request: FastifyRequest,
  reply: FastifyReply,
  dialect: Dialect,
  { page: wanted, page_size }: Page,
  { count, results }: { count: number; results: unknown[] },
): unknown {
  const last = Math.max(Math.ceil(count / page_size), 1);
  const here = wanted === 'last' ? last : wanted;
  if (here > last)
    throw new Problem('not-found', 'Invalid page.', 'Ask for a page of those that Link and X-Result-Count tell of.');
  const { path, query: search } = partsOf(request.originalUrl);
  const link = (number: number): string => {
    const query = new URLSearchParams(search);
    if (number === 1) query.delete('page');
    else query.set('page', String(number));
    const address = `${request.base}${path}`;
    return query.size === 0 ? address : `${address}?${query.toString()}`;
  };
  const previous = here > 1 ? link(here - 1) : null;
  const next = here < last ? link(here + 1) : null;
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
  const { limit, offset } = window(page);
  const from = offset === 'last' ? lastOffset(all.length, limit) : offset;
  return paged(request, reply, dialect, page, { count: all.length, results: all.slice(from, from + limit) });
}
