import { z } from 'zod';
import { isObject, type Path } from './fields.ts';
import { nearest } from './nearest.ts';

/** What a value says that its schema does not name, with where it stands and what is wrong about it. */
export function* unknownNames(
  schema: unknown,
  value: unknown,
  what: 'parameter' | 'field',
  at: Path = [],
): Generator<{ path: Path; value: unknown; message: string }> {
  const forms = formsOf(schema);
  if (Array.isArray(value)) {
    const [list] = forms.filter((form) => form instanceof z.ZodArray);
    for (const [index, item] of value.entries()) yield* unknownNames(list?.element, item, what, [...at, index]);
    return;
  }
  const objects = forms.filter((form) => form instanceof z.ZodObject);
  if (!isObject(value) || objects.length === 0 || objects.some(({ def }) => def.catchall !== undefined)) return;
  const shape: Record<string, unknown> = Object.assign({}, ...objects.map((form) => form.shape));
  for (const [name, part] of Object.entries(value)) {
    const path = [...at, name];
    if (Object.hasOwn(shape, name)) yield* unknownNames(shape[name], part, what, path);
    else yield { path, value: part, message: unknownName(what, name, Object.keys(shape)) };
  }
}

/** The schemas of which a value may be one, without what only says whether it may be left out. */
function formsOf(schema: unknown): unknown[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return formsOf(schema.unwrap());
  if (schema instanceof z.ZodPipe) return formsOf(schema.in);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(formsOf);
  return [schema];
}

/** Why a name that nobody knows is refused, and those that there are. */
export function unknownName(what: 'parameter' | 'field', name: string, known: readonly string[]): string {
  if (known.length === 0) return `There is no such ${what}, and no other. Leave it out.`;
  const like = nearest(name, known);
  const guess = like === null ? '' : ` Did you mean "${like}"?`;
  return `There is no such ${what}.${guess} There are: ${known.join(', ')}.`;
}

/** Whether a value asks for nothing, whatever it is the value of. */
export function isEmpty(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === null || value === '';
  return Object.keys(value).length === 0;
}
