import { roleNames } from '../../src/identity/index.ts';
import type { Schema } from '../support/openapi.ts';
import { goodPassword } from './world.ts';

const far = '2099-01-01T00:00:00Z';

/**
 * Bodies that ask for as much as a schema lets one ask: `body` itself, what of it is required, and that with each other
 * field at its most.
 */
export function greedyBodies(schema: Schema, body: Record<string, unknown>): Record<string, unknown>[] {
  const required = (schema.required ?? []).filter((field) => field in body);
  const least = Object.fromEntries(required.map((field) => [field, body[field]]));
  const fields = Object.entries(schema.properties ?? {});
  const most = fields.flatMap(([field, of]) => mostOf(field, of).map((value) => ({ ...least, [field]: value })));
  return [body, least, ...most];
}

/** The values of a field that ask for the most; for one that can only say what something is called there are none. */
function mostOf(field: string, schema: Schema): unknown[] {
  if (field === 'role') return roleNames;
  if (field === 'password') return [goodPassword];
  return [schema, ...(schema.anyOf ?? [])].flatMap(({ type, format, items, properties }): unknown[] => {
    if (type === 'boolean') return [true];
    if (type === 'null') return [null];
    if (type === 'string' && format === 'date-time') return [far];
    if (type === 'array' && items?.enum !== undefined) return [items.enum];
    const numbers = Object.entries(properties ?? {}).filter(([, of]) => of.type === 'integer');
    return numbers.length === 0 ? [] : [Object.fromEntries(numbers.map(([name]) => [name, 1_000_000]))];
  });
}
