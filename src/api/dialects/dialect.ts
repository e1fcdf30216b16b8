import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { OrderState } from '../../db/index.ts';
import type { OrderWord } from '../states.ts';

/**
 * Two families of clients ask for the same things by the same paths, below different roots. All that differs in the
 * answers is here: how ids, references and times are written, the words of an order's state, and the body of a list.
 */
export interface Dialect {
  readonly name: 'wayscloud' | 'waldur';
  /** Before every path of the dialect: '' or '/waldur'. */
  readonly root: string;
  id(uuid: string): string;
  time(at: Date): string;
  /** How another object is named, given its UUID and its hyperlink. */
  reference(id: string, url: string): string;
  orderState(state: OrderState): OrderWord;
  /** The same in a sentence, in which states that share a word are told apart. */
  orderInWords(state: OrderState): string;
  /** Every word for the state of an order that a filter takes, and the states that it stands for. */
  readonly orderStates: Readonly<Record<string, readonly OrderState[]>>;
  /** A size of pages that is too large is the largest, and `last` is a page. */
  readonly lenientPages: boolean;
  listSchema(item: z.ZodType): z.ZodType;
  list(page: ListPage): unknown;
}

export interface ListPage {
  next: string | null;
  previous: string | null;
  count: number;
  results: unknown[];
}

/** Where the routes of a dialect are. */
export function prefixOf(dialect: Dialect): string {
  return `${dialect.root}/api`;
}

/** What presenters speak through: a dialect, and the scheme and host by which the client knows us. */
export interface Presenter {
  readonly dialect: Dialect;
  id(uuid: string): string;
  time(at: Date): string;
  /** The hyperlink of an object; `collection` is its path, such as `openstack-subnets`. */
  url(collection: string, uuid: string): string;
  /** Another object as this dialect refers to it; null stays null. */
  ref(collection: string, uuid: string): string;
  ref(collection: string, uuid: string | null): string | null;
}

export function presenter(request: FastifyRequest, dialect: Dialect): Presenter {
  const base = `${request.base}${prefixOf(dialect)}`;
  const url = (collection: string, uuid: string): string => `${base}/${collection}/${dialect.id(uuid)}/`;
  const ref = (collection: string, uuid: string | null): string | null =>
    uuid === null ? null : dialect.reference(dialect.id(uuid), url(collection, uuid));
  return {
    dialect,
    id: (uuid) => dialect.id(uuid),
    time: (at) => dialect.time(at),
    url,
    ref: ref as Presenter['ref'],
  };
}
