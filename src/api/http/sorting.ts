import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';

/** Words of `o`, and what they sort by: a column, or an expression of the view's alias. */
export type Sorts = Record<string, string | RawBuilder<unknown>>;

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
export function sorted(o: unknown, sorts: Sorts, fallback: RawBuilder<unknown>): RawBuilder<unknown> {
  const by = [o ?? []].flat().flatMap((text) => namesIn(text as string));
  const terms = by.map((name) => {
    const column = sorts[bare(name)];
    const term = typeof column === 'string' ? sql.ref(column) : (column ?? fallback);
    return name.startsWith('-') ? sql`${term} DESC` : term;
  });
  return sql.join([...terms, fallback]);
}

function namesIn(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}

function bare(name: string): string {
  return name.replace(/^-/, '');
}
