import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../common/problem.ts';
import { invalid } from '../../common/field-errors.ts';
import { lastOffset, type Order, type Position, type Window } from '../../db/index.ts';
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

/** Beside them of a list that is read from rows. */
export const cursorQuery = z
  .string()
  .max(4000)
  .optional()
  .describe('Where the page begins, from the link to it: it shows what comes there, whatever has come or gone before');

export interface Page {
  page: number | 'last';
  page_size: number;
  cursor?: string | undefined;
}

/** What a query asks for of a list in this order. Throws `InvalidRequest` for a cursor of another list or order. */
export function window(request: FastifyRequest, { page: wanted, page_size, cursor }: Page, order: Order): Window {
  const offset = wanted === 'last' ? 'last' : (wanted - 1) * page_size;
  return { limit: page_size, offset, behind: cursor === undefined ? null : positionOf(request, cursor, order) };
}

/** The list and the order that a cursor is of. */
function markOf(request: FastifyRequest): string {
  const { o } = request.query as { o?: unknown };
  const of = JSON.stringify([partsOf(request.originalUrl).path, [o ?? []].flat()]);
  return createHash('sha256').update(of).digest('base64url').slice(0, 8);
}

function cursorOf(request: FastifyRequest, position: Position): string {
  return Buffer.from(JSON.stringify([markOf(request), ...position])).toString('base64url');
}

const cursorSchema = z.tuple([z.string()], z.string().nullable());

function positionOf(request: FastifyRequest, cursor: string, order: Order): Position {
  const [mark, ...position] = cursorSchema.safeParse(parsed(Buffer.from(cursor, 'base64url').toString())).data ?? [];
  if (mark === markOf(request) && position.length === order.length) return position;
  throw invalid(
    'cursor',
    'It is none of this list in this order. Take the whole link of the page before, or begin anew without a cursor.',
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * The body of a page in a dialect; a page past the end is 404. Waldur's paging headers are always sent: its clients take
 * the links by their place, so their order is first, prev, next, last. The next page begins behind `end`; null: there is none. Left
 * out: pages go by their number alone.
 */
export function paged(
  request: FastifyRequest,
  reply: FastifyReply,
  dialect: Dialect,
  { page: wanted, page_size, cursor }: Page,
  { count, results, end }: { count: number; results: unknown[]; end?: Position | null },
): unknown {
  const last = Math.max(Math.ceil(count / page_size), 1);
  const here = wanted === 'last' ? last : wanted;
  if (here > last && cursor === undefined)
    throw new Problem('not-found', 'Invalid page.', 'Ask for a page of those that Link and X-Result-Count tell of.');
  const { path, query: search } = partsOf(request.originalUrl);
  const link = (number: number, behind: Position | null = null): string => {
    const query = new URLSearchParams(search);
    query.delete('cursor');
    if (number === 1) query.delete('page');
    else query.set('page', String(number));
    if (behind !== null) query.set('cursor', cursorOf(request, behind));
    const address = `${request.base}${path}`;
    return query.size === 0 ? address : `${address}?${query.toString()}`;
  };
  const previous = here > 1 ? link(here - 1) : null;
  const more = end === undefined ? here < last : end !== null;
  const next = more ? link(here + 1, end) : null;
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

/** A page of what is all at hand, and few. */
export function pagedAll(
  request: FastifyRequest,
  reply: FastifyReply,
  dialect: Dialect,
  page: Page,
  all: unknown[],
): unknown {
  const { limit, offset } = window(request, page, []);
  const from = offset === 'last' ? lastOffset(all.length, limit) : offset;
  return paged(request, reply, dialect, page, { count: all.length, results: all.slice(from, from + limit) });
}
