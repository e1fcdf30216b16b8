import type { FastifyRequest } from 'fastify';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { countOf, type Database, findPage, type Position, type View } from '../../db/index.ts';
import type { Actor } from '../../identity/index.ts';
import { type Dialect, type Presenter, presenter } from '../dialects/dialect.ts';
import type { App } from './app.ts';
import { type Filters, matching, references } from './filters.ts';
import { cursorQuery, paged, type Page, pageQuery, window } from './paging.ts';
import { routesOn } from './route.ts';
import { type Sorts, sorted, sortParameter, type UsualOrder } from './sorting.ts';
import { sparse, trim } from './sparse.ts';

export type Answer = Record<string, unknown>;

/** A list of objects of one kind: a page of those that the actor may see and all filters let through. */
export interface ListOptions<Row> {
  db: Database;
  /** Below the dialect's root: `openstack-subnets`. */
  path: string;
  tag: string;
  summary: string;
  view: View<Row>;
  /** Rows that the actor may see, by the view's alias; this is the authorization decision. */
  readable: (actor: Actor) => RawBuilder<boolean>;
  /** Of a list below an object: those that belong to it. Throws 404. */
  within?: (request: FastifyRequest) => Promise<RawBuilder<boolean>>;
  filters?: Filters;
  /** What a list leaves out unless one of these parameters is given. */
  unlessAsked?: { parameters: string[]; where: RawBuilder<boolean> };
  sorts: Sorts;
  /** The order when none is asked for. */
  order: UsualOrder;
  item: z.ZodObject;
  present: (row: Row, as: Presenter, request: FastifyRequest) => Answer | Promise<Answer>;
  /** Objects of another kind, listed in place of these when they are asked for. */
  also?: OtherList;
}

export interface OtherList {
  item: z.ZodObject;
  /** null: the query does not ask for them. */
  list: (request: FastifyRequest, page: Page, as: Presenter) => Promise<Listed | null>;
}

/** A page, and where it ends. */
interface Listed {
  count: number;
  results: Answer[];
  end: Position | null;
}

type Query = Page & Record<string, unknown>;

/** Registers the GET of a list; HEAD comes with it. */
export function registerList<Row>(app: App, dialect: Dialect, options: ListOptions<Row>): void {
  const { db, path, tag, summary, sorts, also, item: own } = options;
  const filters = filtersOf(options);
  const query = z.object({
    ...pageQuery(dialect),
    cursor: cursorQuery,
    ...parameters(filters),
    o: sortParameter(sorts),
    field: sparse,
  });
  routesOn(app, db, { tag })('GET', `/${path}/`, {
    summary,
    query,
    answer: {
      status: 200,
      schema: dialect.listSchema(also === undefined ? own : z.union([own, also.item])),
      body: async ({ request, reply }) => {
        const asked = request.query as Query;
        const as = presenter(request, dialect);
        const others = (await also?.list(request, asked, as)) ?? null;
        const { count, results, end } = others ?? (await pageOf(request, options, filters, as));
        const item = others === null || also === undefined ? own : also.item;
        const trimmed = results.map((answer) => trim(answer, item, asked['field'], reply));
        return paged(request, reply, dialect, asked, { count, results: trimmed, end });
      },
    },
  });
}

/** Registers how many a list has: `count/` below it, which takes what the list takes. */
export function registerCount<Row>(
  app: App,
  options: Omit<ListOptions<Row>, 'item' | 'present' | 'sorts' | 'order'>,
): void {
  const { db, path, tag, summary, view } = options;
  const filters = filtersOf(options);
  routesOn(app, db, { tag })('GET', `/${path}/count/`, {
    summary,
    query: z.object(parameters(filters)),
    answer: {
      status: 200,
      schema: z.object({ count: z.int() }).meta({ id: 'Count' }),
      body: async ({ request, reply }) => {
        const count = await countOf(db, view, await conditionOf(request, options, filters));
        reply.header('x-result-count', count);
        return { count };
      },
    },
  });
}

function filtersOf<Row>({ view, filters }: Pick<ListOptions<Row>, 'view' | 'filters'>): Filters {
  return { uuid: references(`${view.alias}.uuid`), ...filters };
}

function parameters(filters: Filters): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(filters).map(([name, { schema }]) => [name, schema.optional()]));
}

/** What the rows that a query asks for have in common, of those that the actor may see. */
async function conditionOf<Row>(
  request: FastifyRequest,
  { readable, within, unlessAsked }: Pick<ListOptions<Row>, 'readable' | 'within' | 'unlessAsked'>,
  filters: Filters,
): Promise<RawBuilder<boolean>> {
  const asked = request.query as Query;
  const conditions = [readable(request.actor)];
  if (within !== undefined) conditions.push(await within(request));
  if (unlessAsked?.parameters.every((name) => asked[name] === undefined) === true) conditions.push(unlessAsked.where);
  return matching(sql<boolean>`${sql.join(conditions, sql` AND `)}`, filters, asked, request.actor);
}

async function pageOf<Row>(
  request: FastifyRequest,
  options: ListOptions<Row>,
  filters: Filters,
  as: Presenter,
): Promise<Listed> {
  const { db, view, sorts, order } = options;
  const asked = request.query as Query;
  const where = await conditionOf(request, options, filters);
  const by = sorted(asked['o'], sorts, order);
  const found = await findPage(db, view, where, by, window(request, asked, by));
  const results = await Promise.all(found.rows.map((row) => Promise.resolve(options.present(row, as, request))));
  return { count: found.count, results, end: found.end };
}
