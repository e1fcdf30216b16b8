import { componentOf } from '../components.ts';
import type { Schema } from '../openapi.ts';

/** Put in place of a value: what may be null is shown as it is when it is not. */
export const shown = Symbol('shown');

/** By `Component.field`, `Component.field.of.it`, or by the name of a field wherever it is. */
export type Values = Record<string, unknown>;

/**
 * An object as a schema has it, made of the values that are known for its fields. What may be null is null, what may be left out
 * is left out, and lists have one item, unless a value says otherwise. Throws when a text or a number has no value.
 */
export function exampleOf(schema: Schema, components: Record<string, Schema>, values: Values): unknown {
  return walk(schema, '', { components, values });
}

interface Sources {
  components: Record<string, Schema>;
  values: Values;
}

function walk(schema: Schema, at: string, sources: Sources): unknown {
  const component = componentOf(schema);
  if (component !== null) return walk(sources.components[component] ?? {}, component, sources);
  const [first = {}] = (schema.anyOf ?? []).filter(({ type }) => type !== 'null');
  if (schema.anyOf !== undefined) return walk(first, at, sources);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(fieldsOf(schema, at, sources));
    case 'array':
      return isEmpty(schema.items) ? [] : [walk(schema.items ?? {}, at, sources)];
    case 'boolean':
      return false;
    case 'null':
    case undefined:
      return null;
    default:
      throw new Error(`Give a value for ${at} in document/examples/.`);
  }
}

function fieldsOf({ properties = {}, required = [] }: Schema, at: string, sources: Sources): [string, unknown][] {
  return Object.entries(properties).flatMap(([name, field]): [string, unknown][] => {
    const where = `${at}.${name}`;
    const { values } = sources;
    const known = [where, name].find((key) => Object.hasOwn(values, key));
    const value = known === undefined ? undefined : values[known];
    if (field.type === 'null') return [[name, null]];
    if (value !== undefined && value !== shown) return [[name, value]];
    if (value !== shown && !required.includes(name)) return [];
    if (value !== shown && isNullable(field)) return [[name, null]];
    return [[name, walk(field, where, sources)]];
  });
}

/** Whether nothing is said of what a list has, or that it has nothing. */
function isEmpty(items: Schema = {}): boolean {
  return Object.keys(items).length === 0 || items.not !== undefined;
}

function isNullable({ type, anyOf = [] }: Schema): boolean {
  return [type ?? []].flat().includes('null') || anyOf.some((branch) => branch.type === 'null');
}
