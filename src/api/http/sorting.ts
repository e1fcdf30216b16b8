import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Order } from '../../db/index.ts';

/** Words of `o`, and what they sort by: a column, or an expression of the view's alias. */
export type Sorts = Record<string, string | RawBuilder<unknown>>;

/** The usual order of a list: columns, `-` before one turns it round, or expressions. It must be total. */
export type UsualOrder = readonly (string | RawBuilder<unknown>)[];

/** The parameter `o`: `-created` or `name,-created`, repeatable. */
export function sortParameter(sorts: Sorts) {
  const known = `Sort by: ${Object.keys(sorts).join(', ')}; "-" before it turns it round`;
  const one = z
    .string()
    .max(200)
    .refine((text) => namesIn(text).every((name) => Object.hasOwn(sorts, bare(name))), `${known}.`);
  return z
    .union([one, z.array(one).max(100)], `${known}.`)
    .optional()
    .describe(known);
}

/** The order that a query asks for, and then the usual one. */
export function sorted(o: unknown, sorts: Sorts, usual: UsualOrder): Order {
  const by = [o ?? []].flat().flatMap((text) => namesIn(text as string));
  return [
    ...by.map((name) => ({ by: expression(sorts[bare(name)] ?? ''), descending: name.startsWith('-') })),
    ...usualOrder(usual),
  ];
}

export function usualOrder(usual: UsualOrder): Order {
  return usual.map((term) => {
    if (typeof term !== 'string') return { by: term, descending: false };
    return { by: expression(bare(term)), descending: term.startsWith('-') };
  });
}

function expression(term: string | RawBuilder<unknown>): RawBuilder<unknown> {
  return typeof term === 'string' ? sql.ref(term) : term;
}

function namesIn(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}

function bare(name: string): string {
  return name.replace(/^-/, '');
}
