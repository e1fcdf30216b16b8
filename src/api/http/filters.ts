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
  return related((uuids) => sql<boolean>`${of} = ${uuids}`);
}

/** Repeatable words. */
export function repeatable(maxLength: number, where: (values: string[], actor: Actor) => RawBuilder<boolean>): Filter {
  const word = z.string().max(maxLength);
  return filter(z.union([word, z.array(word).max(100)]), (value, actor) => where([value].flat(), actor));
}

/** Repeatable: rows whose `column`, of keys with texts, has all that are asked for, each as `key:value` or by its key alone. */
export function pairs(column: string): Filter {
  const { schema, where } = repeatable(
    511,
    (wanted) => sql<boolean>`NOT EXISTS (SELECT FROM unnest(${wanted}::text[]) pair WHERE NOT EXISTS (
      SELECT FROM jsonb_each_text(${sql.ref(column)}) e WHERE pair IN (e.key, e.key || ':' || e.value)))`,
  );
  return { schema: schema.describe('`key:value`, or a key alone; of several all must hold'), where };
}

/** Repeatable: some of a few words; any other is refused. */
export function choice(allowed: readonly string[], where: (values: string[]) => RawBuilder<boolean>): Filter {
  const one = z.enum(allowed);
  return filter(z.union([one, z.array(one).max(100)]), (value) => where([value].flat()));
}

/** Rows whose `column` is one of the words. */
export function oneOf(allowed: readonly string[], column: string | RawBuilder<unknown>): Filter {
  const of = typeof column === 'string' ? sql.ref(column) : column;
  return choice(allowed, (words) => sql<boolean>`${of} = ANY(${words})`);
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

const moment = z.iso.datetime({ offset: true });

/** `created` and `created_before`, and their like: rows whose `column` is not before, and is before, the time. */
export function timeFilters(name: string, column: string): Filters {
  const by = sql.ref(column);
  return {
    [name]: filter(moment.describe('Not before this time'), (value) => sql<boolean>`${by} >= ${value}`),
    [`${name}_before`]: filter(moment.describe('Before this time'), (value) => sql<boolean>`${by} < ${value}`),
  };
}

/** What is the same text in every object here, such as `''` where Waldur has an abbreviation. */
export function alwaysText(text: string): Filter {
  return contains(sql`${text}::text`);
}

/** What no object here has: whatever it shall be, nothing is found. */
export const ofNone: Filter = repeatable(500, () => sql<boolean>`false`);

/** `true`: only rows for which the condition holds; `false` asks for nothing. */
export function onlyIf(condition: RawBuilder<boolean>): Filter {
  return filter(z.stringbool(), (value) => (value ? condition : sql<boolean>`true`));
}

/** References in one text, with commas between them: what is none of theirs is left out. */
export function listed(holds: (uuids: RawBuilder<unknown>) => RawBuilder<boolean>): Filter {
  const schema = z.string().max(4_000).describe('UUIDs with commas between them');
  return filter(schema, (text) => {
    const uuids = text.split(',').map((each) => parseUuid(each.trim()) ?? nothing);
    return holds(sql`ANY(${uuids}::uuid[])`);
  });
}

/** Rows that have to do with one of the objects that are named. */
export function related(holds: (uuids: RawBuilder<unknown>, actor: Actor) => RawBuilder<boolean>): Filter {
  return repeatable(500, (values, actor) =>
    holds(sql`ANY(${values.map((value) => parseUuid(value) ?? nothing)}::uuid[])`, actor),
  );
}

/** Rows in one of whose columns the text is, in any case. */
export function search(...columns: readonly string[]): Filter {
  return filter(
    z
      .string()
      .max(150)
      .describe(`Part of ${columns.join(', ')}`),
    (text) => {
      const found = columns.map((column) => sql`${sql.ref(column)} ILIKE ${containing(text)}`);
      return sql<boolean>`(${sql.join(found, sql` OR `)})`;
    },
  );
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
