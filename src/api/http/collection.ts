import type { FastifyReply, FastifyRequest } from 'fastify';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { notFound } from '../../common/problem.ts';
import { parseUuid } from '../../common/uuid.ts';
import { type Database, findOne, findPage, type View, type Window } from '../../db/index.ts';
import type { Actor } from '../../identity/index.ts';
import { type Dialect, type Presenter, presenter } from '../dialects/dialect.ts';
import { type Shown, shownBy } from './answers.ts';
import { detailSchema } from './errors.ts';
import { type Filters, matching, references, uuidParams } from './filters.ts';
import { paged, type Page, pageQuery, window } from './paging.ts';
import type { App } from './app.ts';

/** A collection of objects of one kind, as both dialects list and show it. */
export interface CollectionOptions<Row, Item extends z.ZodObject> {
  db: Database;
  /** Below the dialect's root: `openstack-subnets`. */
  path: string;
  tag: string;
  /** For the description: `a subnet`, `subnets`. */
  one: string;
  many: string;
  /** The answer, with every field of both dialects. */
  item: Item;
  view: View<Row>;
  /** Rows that the actor may see, by the view's alias; this is the authorization decision. */
  readable: (actor: Actor) => RawBuilder<boolean>;
  filters?: Filters;
  /** What a list leaves out unless one of these parameters is given. */
  unlessAsked?: { parameters: string[]; where: RawBuilder<boolean> };
  /** Words of `o` and the columns they sort by. */
  sorts?: Record<string, string>;
  /** The order when none is asked for, which must be total. */
  order: RawBuilder<unknown>;
  present: (row: Row, as: Presenter, request: FastifyRequest) => z.input<Item> | Promise<z.input<Item>>;
  /** For lists, when items leave something out. */
  listItem?: {
    item: z.ZodObject;
    present: (row: Row, as: Presenter, request: FastifyRequest) => Answer | Promise<Answer>;
  };
  /** Objects of another kind that are here too: shown by their UUID, and listed in place of the others when asked for. */
  also?: {
    item: z.ZodObject;
    show: (request: FastifyRequest, as: Presenter) => Promise<Answer | null>;
    /** null: the query does not ask for them. */
    list: (
      request: FastifyRequest,
      page: Window,
      as: Presenter,
    ) => Promise<{ count: number; results: Answer[] } | null>;
  };
}

export interface Collection<Row, Item extends z.ZodObject> extends Shown<Item> {
  /** The object that the path names, or 404. */
  find: (request: FastifyRequest) => Promise<Row>;
  /** The answer that shows an object as it is now, for routes that make or change one. */
  show: (request: FastifyRequest, uuid: string) => Promise<z.input<Item>>;
}

type Answer = Record<string, unknown>;

const word = z.string().max(100);
const words = z.union([word, z.array(word).max(100)]).optional();
const sparse = words.describe('Repeatable: only these fields');

/** Registers the GET of the list (HEAD comes with it) and of one object. */
export function collection<Row, Item extends z.ZodObject>(
  app: App,
  dialect: Dialect,
  options: CollectionOptions<Row, Item>,
): Collection<Row, Item> {
  const { db, path, view, sorts = {} } = options;
  const filters: Filters = { uuid: references(`${view.alias}.uuid`), ...options.filters };
  const { also } = options;
  const item: z.ZodObject = options.item;
  const list: NonNullable<typeof options.listItem> = options.listItem ?? { item, present: options.present };
  const key = sql.ref(`${view.alias}.uuid`);
  const tags = [options.tag];
  const querystring = z.object({
    ...pageQuery,
    ...Object.fromEntries(Object.entries(filters).map(([name, { schema }]) => [name, schema.optional()])),
    o: words.describe(`Sort by: ${Object.keys(sorts).join(', ') || 'nothing'}; "-" before it turns it round`),
    field: sparse,
  });

  async function find(request: FastifyRequest): Promise<Row> {
    const uuid = parseUuid((request.params as { uuid: string }).uuid);
    const seen = options.readable(request.actor);
    const row = uuid === null ? null : await findOne(db, view, sql<boolean>`${key} = ${uuid} AND ${seen}`);
    if (row === null) throw notFound();
    return row;
  }

  app.get(
    `/${path}/`,
    {
      schema: {
        tags,
        summary: `List ${options.many}`,
        querystring,
        response: { 200: dialect.listSchema(also === undefined ? list.item : z.union([list.item, also.item])) },
      },
    },
    async (request, reply) => {
      const query = request.query as Page & Record<string, unknown>;
      const as = presenter(request, dialect);
      if (query['field'] !== undefined) plain(reply);
      const others = await also?.list(request, window(query), as);
      if (also !== undefined && others != null) {
        const results = others.results.map((answer) => trim(answer, also.item, query['field']));
        return paged(request, reply, dialect, query, { count: others.count, results });
      }
      const { unlessAsked } = options;
      const hides = unlessAsked?.parameters.every((name) => query[name] === undefined) === true;
      const seen = options.readable(request.actor);
      const base = unlessAsked !== undefined && hides ? sql<boolean>`${seen} AND ${unlessAsked.where}` : seen;
      const where = matching(base, filters, query, request.actor);
      const found = await findPage(db, view, where, sorted(query['o'], sorts, options.order), window(query));
      const answers = await Promise.all(found.rows.map((row) => Promise.resolve(list.present(row, as, request))));
      const results = answers.map((answer) => trim(answer, list.item, query['field']));
      return paged(request, reply, dialect, query, { count: found.count, results });
    },
  );
  app.get(
    `/${path}/:uuid/`,
    {
      schema: {
        tags,
        summary: `Get ${options.one}`,
        params: uuidParams,
        querystring: z.object({ field: sparse }),
        response: {
          200: also === undefined ? item : z.union([item, also.item]),
          404: detailSchema,
        },
      },
    },
    async (request, reply) => {
      const { field } = request.query as { field?: unknown };
      const as = presenter(request, dialect);
      const other = await also?.show(request, as);
      const answer = other ?? (await options.present(await find(request), as, request));
      if (field !== undefined) plain(reply);
      return trim(answer, other == null || also === undefined ? item : also.item, field);
    },
  );
  const show = async (request: FastifyRequest, uuid: string): Promise<z.input<Item>> => {
    const row = await findOne(db, view, sql<boolean>`${key} = ${uuid} AND ${options.readable(request.actor)}`);
    if (row === null) throw notFound();
    return options.present(row, presenter(request, dialect), request);
  };
  return { find, show, ...shownBy(options.item, show) };
}

/** `-created` or `name,-created`, repeatable; unknown words are passed over, as Django does. */
function sorted(o: unknown, sorts: Record<string, string>, fallback: RawBuilder<unknown>): RawBuilder<unknown> {
  const asked = [o ?? []].flat().flatMap((text) => (text as string).split(','));
  const by = asked.flatMap((name) => {
    const column = Object.hasOwn(sorts, name.replace(/^-/, '')) ? sorts[name.replace(/^-/, '')] : undefined;
    return column === undefined ? [] : [name.startsWith('-') ? sql`${sql.ref(column)} DESC` : sql`${sql.ref(column)}`];
  });
  return sql.join([...by, fallback]);
}

/** Only the fields that were asked for; the whole answer when none were. */
function trim(answer: Answer, schema: z.ZodObject, field: unknown): Answer {
  if (field === undefined) return answer;
  const wanted = new Set([field].flat());
  return Object.fromEntries(Object.entries(schema.parse(answer)).filter(([name]) => wanted.has(name)));
}

/** A trimmed answer has not all that its schema promises: it was checked before it was trimmed. */
function plain(reply: FastifyReply): void {
  reply.type('application/json; charset=utf-8').serializer((body: unknown) => JSON.stringify(body));
}
