import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { parseUuid } from '../../common/uuid.ts';

/** A UUID in a path; what is none is unknown like any other: the handler answers 404. */
export const uuidParams = z.object({ uuid: z.string() });

/** A UUID in a query; what is none matches nothing. */
export const uuidFilter = z
  .string()
  .max(500)
  .transform((text) => parseUuid(text) ?? '00000000-0000-0000-0000-000000000000')
  .optional();

export const nameFilters = {
  name: z.string().max(150).optional().describe('Part of the name'),
  name_exact: z.string().max(150).optional(),
};

type Value = string | number | boolean | undefined;

/** `where` and every given column equal to its value. */
export function filter(where: RawBuilder<boolean>, equal: Record<string, Value>): RawBuilder<boolean> {
  let all = where;
  for (const [column, value] of Object.entries(equal)) {
    if (value !== undefined) all = sql<boolean>`${all} AND ${sql.ref(column)} = ${value}`;
  }
  return all;
}

/** Adds the name filters on `column`. */
export function named(
  where: RawBuilder<boolean>,
  column: string,
  query: { name?: string | undefined; name_exact?: string | undefined },
) {
  const exact = filter(where, { [column]: query.name_exact });
  if (query.name === undefined) return exact;
  const pattern = `%${query.name.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`${exact} AND ${sql.ref(column)} ILIKE ${pattern}`;
}
