import { componentOf } from './components.ts';
import { type Document, operationsOf, type Schema } from './openapi.ts';

/** Says of every object that comes in, and takes no other fields, that it takes none: a name that nobody knows is refused. */
export function closeBodies(document: Document): void {
  const { schemas } = document.components;
  const seen = new Set<Schema>();
  const close = (schema: Schema): void => {
    if (seen.has(schema)) return;
    seen.add(schema);
    const component = componentOf(schema);
    if (component !== null) close(schemas[component] ?? {});
    if (schema.properties !== undefined) schema.additionalProperties ??= false;
    for (const part of [schema.items ?? [], schema.anyOf ?? [], Object.values(schema.properties ?? {})].flat())
      close(part);
  };
  for (const { operation } of operationsOf(document))
    for (const { schema } of Object.values(operation.requestBody?.content ?? {})) close(schema);
}
