import type { FastifyRequest } from 'fastify';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { notFound } from '../../common/problem.ts';
import { parseUuid } from '../../common/uuid.ts';
import { type Database, findOne, type Tx } from '../../db/index.ts';
import type { Actor } from '../../identity/index.ts';
import { type Dialect, type Presenter, presenter } from '../dialects/dialect.ts';
import { type Shown, shownBy } from './answers.ts';
import type { App } from './app.ts';
import { type Answer, type ListOptions, type OtherList, registerList } from './list.ts';
import { versionOf, type Versioned } from './preconditions.ts';
import { routesOn } from './route.ts';
import { sparse, trim } from './sparse.ts';

/** A collection of objects of one kind, as both dialects list and show it. */
export interface CollectionOptions<Row, Item extends z.ZodObject>
  extends Omit<ListOptions<Row>, 'summary' | 'within' | 'item' | 'present' | 'also'> {
  /** For the description: `a subnet`, `subnets`. */
  one: string;
  many: string;
  /** The answer, with every field of both dialects. */
  item: Item;
  /** What is locked while a row is changed: its project, which comes first among the locks of a network. Left out: the row. */
  lock?: 'project';
  present: (row: Row, as: Presenter, request: FastifyRequest) => z.input<Item> | Promise<z.input<Item>>;
  /** For lists, when items leave something out. */
  listItem?: Pick<ListOptions<Row>, 'item' | 'present'>;
  /** Objects of another kind that are here too: shown by their UUID, and listed in place of the others when asked for. */
  also?: OtherList & { show: (request: FastifyRequest, as: Presenter) => Promise<Answer | null> };
}

export interface Collection<Row, Item extends z.ZodObject> extends Shown<Item> {
  /** The object that the path names, or 404. */
  find: Versioned<Row>;
  /** The answer that shows an object as it is now, for routes that make or change one. */
  show: (request: FastifyRequest, uuid: string) => Promise<z.input<Item>>;
}

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
  registerList(app, dialect, { ...options, ...options.listItem, summary: `List ${options.many}` });
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
