import { type Document, type Schema, operationsOf } from './openapi.ts';

// What clients that are made from the document call types and files: every object that goes out or comes in has a name.

const path = '#/components/schemas/';

function referenceTo(component: string): Schema {
  return { $ref: `${path}${component}` };
}

/** The component that a schema refers to; null when it says itself what it is. */
export function componentOf({ $ref }: Schema): string | null {
  return $ref?.startsWith(path) === true ? $ref.slice(path.length) : null;
}

/** Takes out the schemas that nothing in the document refers to: zod makes an input twin of every answer. */
export function dropUnusedComponents(document: Document): void {
  const { schemas } = document.components;
  const used = new Set<string>();
  const follow = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      follow(schemas[name] ?? {});
    }
  };
  follow(document.paths);
  document.components.schemas = Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
}

/** Calls what only comes in by its name: the library calls it `…Input`, lest it be taken for what goes out. */
export function dropInputSuffix(document: Document): void {
  const { schemas } = document.components;
  const plain = (name: string): string => {
    const short = name.replace(/Input$/, '');
    return short in schemas ? name : short;
  };
  const renamed = JSON.stringify({ paths: document.paths, schemas }).replaceAll(
    /"#\/components\/schemas\/([^"]+)"/g,
    (_, name: string) => `"${path}${plain(name)}"`,
  );
  const { paths, schemas: all } = JSON.parse(renamed) as { paths: Document['paths']; schemas: typeof schemas };
  document.paths = paths;
  document.components.schemas = Object.fromEntries(Object.entries(all).map(([name, each]) => [plain(name), each]));
}

/** Names the page of a list after its items, and the body of a request after its operation. */
export function nameInline(document: Document): void {
  const { schemas } = document.components;
  const named = (name: string, schema: Schema): Schema => {
    schemas[name] ??= schema;
    return referenceTo(name);
  };
  for (const { operation } of operationsOf(document)) {
    const page = operation.responses['200']?.content?.['application/json'];
    const item = page?.schema.properties?.['results']?.items;
    if (page !== undefined && item !== undefined) page.schema = named(`${nameOf(item)}List`, page.schema);
    const body = operation.requestBody?.content['application/json'];
    if (body === undefined || componentOf(body.schema) !== null) continue;
    body.schema = named(`${pascal(operation.operationId ?? '')}Request`, body.schema);
  }
}

/** A component's name, or that of the first of several. Throws when it has none. */
function nameOf(schema: Schema): string {
  const name = componentOf(schema.anyOf?.[0] ?? schema);
  if (name === null) throw new Error(`Give this a name, by .meta({ id }): ${JSON.stringify(schema)}`);
  return name;
}

/** `marketplace_orders_create` as `OrdersCreate`. */
function pascal(id: string): string {
  const words = id.split('_').filter((word, index) => index > 0 || !['marketplace', 'openstack'].includes(word));
  return words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('');
}
