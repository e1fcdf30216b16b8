import type { FastifyReply, FastifyRequest } from 'fastify';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { notFound } from '../../common/problem.ts';
import { parseUuid } from '../../common/uuid.ts';
import { type Database, findOne, findPage, type Tx, type View, type Window } from '../../db/index.ts';
import type { Actor } from '../../identity/index.ts';
import { type Dialect, type Presenter, presenter } from '../dialects/dialect.ts';
import { type Shown, shownBy } from './answers.ts';
import { type Filters, matching, references } from './filters.ts';
import { paged, type Page, pageQuery, window } from './paging.ts';
import { versionOf, type Versioned } from './preconditions.ts';
import { routesOn } from './route.ts';
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
  /** What is locked while a row is changed: its project, which comes first among the locks of a network. Left out: the row. */
  lock?: 'project';
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
  find: Versioned<Row>;
  /** The answer that shows an object as it is now, for routes that make or change one. */
  show: (request: FastifyRequest, uuid: string) => Promise<z.input<Item>>;
}

type Answer = Record<string, unknown>;
type Query = Page & Record<string, unknown>;

const word = z.string().max(100);
const words = z.union([word, z.array(word).max(100)]).optional();
const sparse = words.describe('Repeatable: only these fields');

/** Registers the GET of the list (HEAD comes with it) and of one object. */
export function collection<Row extends object, Item extends z.ZodObject>(
  app: App,
  dialect: Dialect,
  options: CollectionOptions<Row, Item>,
): Collection<Row, Item> {
  const { db, view, readable, present } = options;
  const one = async (from: Database, actor: Actor, uuid: string | null): Promise<Row> => {
    const where = sql<boolean>`${sql.ref(`${view.alias}.uuid`)} = ${uuid} AND ${readable(actor)}`;
    const row = uuid === null ? null : await findOne(from, view, where);
    if (row === null) throw notFound();
    return row;
  };
  const find: Versioned<Row> = Object.assign((request: FastifyRequest) => one(db, request.actor, uuidOf(request)), {
    version: async (tx: Tx, request: FastifyRequest) => {
      await sql`SELECT FROM ${lockOf(options, uuidOf(request))} FOR NO KEY UPDATE`.execute(tx);
      return versionOf(await one(tx, request.actor, uuidOf(request)));
    },
  });
  const show = async (request: FastifyRequest, uuid: string): Promise<z.input<Item>> => {
    const row = await one(db, request.actor, uuid);
    request.version = versionOf(row);
    return present(row, presenter(request, dialect), request);
  };
  registerList(app, dialect, options);
  registerOne(app, dialect, options, find);
  return { find, show, ...shownBy(options.item, show) };
}

function uuidOf({ params }: FastifyRequest): string | null {
  return parseUuid((params as { uuid: string }).uuid);
}

/** The row to lock while one of the view is looked at and changed. */
function lockOf(
  { view, lock }: { view: { table: string }; lock?: 'project' },
  uuid: string | null,
): RawBuilder<unknown> {
  const table = sql.table(view.table);
  return lock === undefined
    ? sql`${table} WHERE uuid = ${uuid}`
    : sql`project WHERE uuid = (SELECT project FROM ${table} WHERE uuid = ${uuid})`;
}

function registerList<Row, Item extends z.ZodObject>(
  app: App,
  dialect: Dialect,
  options: CollectionOptions<Row, Item>,
): void {
  const { db, path, tag, view, sorts = {}, also, unlessAsked } = options;
  const filters: Filters = { uuid: references(`${view.alias}.uuid`), ...options.filters };
  const list: NonNullable<typeof options.listItem> = options.listItem ?? options;
  const query = z.object({
    ...pageQuery,
    ...Object.fromEntries(Object.entries(filters).map(([name, { schema }]) => [name, schema.optional()])),
    o: words.describe(`Sort by: ${Object.keys(sorts).join(', ') || 'nothing'}; "-" before it turns it round`),
    field: sparse,
  });
  const page = async (request: FastifyRequest, asked: Query, as: Presenter) => {
    const hides = unlessAsked?.parameters.every((name) => asked[name] === undefined) === true;
    const seen = options.readable(request.actor);
    const base = unlessAsked !== undefined && hides ? sql<boolean>`${seen} AND ${unlessAsked.where}` : seen;
    const where = matching(base, filters, asked, request.actor);
    const found = await findPage(db, view, where, sorted(asked['o'], sorts, options.order), window(asked));
    const answers = await Promise.all(found.rows.map((row) => Promise.resolve(list.present(row, as, request))));
    return { count: found.count, results: answers };
  };
  routesOn(app, db, { tag })('GET', `/${path}/`, {
    summary: `List ${options.many}`,
    query,
    answer: {
      status: 200,
      schema: dialect.listSchema(also === undefined ? list.item : z.union([list.item, also.item])),
      body: async ({ request, reply }) => {
        const asked = request.query as Query;
        const as = presenter(request, dialect);
        const others = (await also?.list(request, window(asked), as)) ?? null;
        const { count, results } = others ?? (await page(request, asked, as));
        const item = others === null || also === undefined ? list.item : also.item;
        const trimmed = results.map((answer) => trim(answer, item, asked['field'], reply));
        return paged(request, reply, dialect, asked, { count, results: trimmed });
      },
    },
  });
}

function registerOne<Row extends object, Item extends z.ZodObject>(
  app: App,
  dialect: Dialect,
  { db, path, tag, one, item, also, present }: CollectionOptions<Row, Item>,
  find: (request: FastifyRequest) => Promise<Row>,
): void {
  routesOn(app, db, { tag })('GET', `/${path}/:uuid/`, {
    summary: `Get ${one}`,
    query: z.object({ field: sparse }),
    answer: {
      status: 200,
      schema: also === undefined ? item : z.union([item, also.item]),
      body: async ({ request, reply, query: { field } }) => {
        const as = presenter(request, dialect);
        const other = (await also?.show(request, as)) ?? null;
        if (other !== null && also !== undefined) return trim(other, also.item, field, reply);
        const row = await find(request);
        request.version = versionOf(row);
        return trim(await present(row, as, request), item, field, reply);
      },
    },
  });
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
function trim(answer: Answer, schema: z.ZodObject, field: unknown, reply: FastifyReply): Answer {
  if (field === undefined) return answer;
  // a trimmed answer has not all that its schema promises: it is checked before it is trimmed
  reply.type('application/json; charset=utf-8').serializer((body: unknown) => JSON.stringify(body));
  const wanted = new Set([field].flat());
  return Object.fromEntries(Object.entries(schema.parse(answer)).filter(([name]) => wanted.has(name)));
}
