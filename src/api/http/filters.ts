import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { parseUuid } from '../../common/uuid.ts';
import { type Actor } from '../../identity/index.ts';

/** A UUID in a path; what is none is unknown like any other: the handler answers 404. */
export const uuidParams = z.object({ uuid: z.string() });

/** What no object has: a reference that names none. */
export const nothing = '00000000-0000-0000-0000-000000000000';

/** A parameter of a list: what it may be, and which rows it lets through. */
export interface Filter<T = unknown> {
  schema: z.ZodType<T>;
  where: (value: T, actor: Actor) => RawBuilder<boolean>;
}

export type Filters = Record<string, Filter>;

function filter<T>(schema: z.ZodType<T>, where: Filter<T>['where']): Filter {
  return { schema, where } as Filter;
}

/** Rows whose `column` is the text. */
export function equals(column: string | RawBuilder<unknown>, maxLength = 150): Filter {
  const of = typeof column === 'string' ? sql.ref(column) : column;
  return filter(z.string().max(maxLength), (value) => sql<boolean>`${of} = ${value}`);
}

/** Rows whose `column` contains the text, in any case. */
export function contains(column: string | RawBuilder<unknown>): Filter {
  const of = typeof column === 'string' ? sql.ref(column) : column;
  return filter(z.string().max(150).describe('Part of it, in any case'), (value) => {
    return sql<boolean>`${of} ILIKE ${containing(value)}`;
  });
}

/** The pattern of LIKE for texts that contain this one. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** `name` and `name_exact`. */
export function nameFilters(column: string): Filters {
  return { name: contains(column), name_exact: equals(column) };
}

/** Repeatable: rows whose `column` is one of the objects; what names none matches nothing. UUIDs and hyperlinks. */
export function references(column: string | RawBuilder<unknown>): Filter {
  const of = typeof column === 'string' ? sql.ref(column) : column;
  return repeatable(500, (values) => {
    const uuids = values.map((value) => parseUuid(value) ?? nothing);
    return sql<boolean>`${of} = ANY(${uuids}::uuid[])`;
  });
}

/** Repeatable words. */
export function repeatable(maxLength: number, where: (values: string[], actor: Actor) => RawBuilder<boolean>): Filter {
  const word = z.string().max(maxLength);
  return filter(z.union([word, z.array(word).max(100)]), (value, actor) => where([value].flat(), actor));
}

/** Repeatable: some of a few words; any other is refused. */
export function choice(allowed: readonly string[], where: (values: string[]) => RawBuilder<boolean>): Filter {
  const one = z.enum(allowed);
  return filter(z.union([one, z.array(one).max(100)]), (value) => where([value].flat()));
}

/** `ram`, `ram__gte` and `ram__lte`, and their like. */
export function sizeFilters(name: string, column: string): Filters {
  const size = z.coerce.number().int().min(0).max(16_777_216);
  const by = sql.ref(column);
  return {
    [name]: filter(size, (value) => sql<boolean>`${by} = ${value}`),
    [`${name}__gte`]: filter(size, (value) => sql<boolean>`${by} >= ${value}`),
    [`${name}__lte`]: filter(size, (value) => sql<boolean>`${by} <= ${value}`),
  };
}

/** `true` or `false`: whether the condition holds. */
export function flag(condition: RawBuilder<boolean>): Filter {
  return filter(z.stringbool(), (value) => sql<boolean>`(${condition}) = ${value}`);
}

/** `true` or `false`: whether the condition holds for the actor. */
export function flagFor(condition: (actor: Actor) => RawBuilder<boolean>): Filter {
  return filter(z.stringbool(), (value, actor) => sql<boolean>`(${condition(actor)}) = ${value}`);
}

/** Rows whose `column` is not before the time. */
export function since(column: string): Filter {
  const schema = z.iso.datetime({ offset: true }).describe('Not before this time');
  return filter(schema, (value) => sql<boolean>`${sql.ref(column)} >= ${value}`);
}

/** Rows that satisfy all of the filters that a query gives. */
export function matching(
  where: RawBuilder<boolean>,
  filters: Filters,
  query: Record<string, unknown>,
  actor: Actor,
): RawBuilder<boolean> {
  return Object.entries(filters).reduce(
    (all, [name, { where: holds }]) =>
      query[name] === undefined ? all : sql<boolean>`${all} AND ${holds(query[name], actor)}`,
    where,
  );
}
