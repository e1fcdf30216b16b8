import { registerHooks } from 'node:module';
import type { Document } from './openapi.ts';

/** Where `openapi-file.ts` writes the types that the command line reads answers by. */
export const commandLineTypes = new URL('../../cli/api/schema.ts', import.meta.url);

/** Where it writes those by which the web console asks. */
export const webConsoleTypes = new URL('../../../web/src/api/schema.ts', import.meta.url);

/** The types of all components of a document, each exported by its name, for a client that says itself what it asks for. */
export async function answerTypes(document: Document): Promise<string> {
  const { default: write, astToString } = await openapiTypescript();
  const types = await write(jsonOf({ ...document, paths: {} }), {
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    silent: true,
  });
  return `// Written by src/api/openapi-file.ts from docs/openapi.json.\n\n${astToString(types)}`;
}

/** The types of all paths, operations and components of a document, for a client that is typed by its paths. */
export async function clientTypes(document: Document): Promise<string> {
  const { default: write, astToString } = await openapiTypescript();
  return astToString(await write(jsonOf(document), { silent: true }));
}

/** What of a schema is said to people. */
const wordKeys = new Set(['description', 'summary', 'example', 'format']);

/**
 * The same for the web console, which takes every refusal for a problem, and asks for no columns: of each operation only what is
 * sent and what is answered when it works, without words.
 */
export async function consoleTypes(document: Document): Promise<string> {
  const bare = JSON.parse(JSON.stringify(document), (key, value: unknown) => {
    if (key === 'responses') return withoutRefusals(value as Record<string, object>);
    if (key === 'parameters') return (value as { name?: string }[]).filter(({ name }) => name !== 'field');
    if (key === 'properties') return withoutNulls(value as Record<string, { type?: unknown }>);
    return wordKeys.has(key) && typeof value === 'string' ? undefined : value;
  }) as Document;
  return `// Written by src/api/openapi-file.ts from docs/openapi.json.\n\n${await clientTypes(bare)}`;
}

function withoutRefusals(responses: Record<string, object>): typeof responses {
  return Object.fromEntries(Object.entries(responses).filter(([status]) => status.startsWith('2')));
}

/** What is always null tells nobody anything; openapi-fetch would leave it out of its types, too. */
function withoutNulls(properties: Record<string, { type?: unknown }>): typeof properties {
  return Object.fromEntries(Object.entries(properties).filter(([, { type }]) => type !== 'null'));
}

function jsonOf(document: Document): Buffer {
  return Buffer.from(JSON.stringify(document));
}

/** It is made of TypeScript 5: what it knows as `typescript` is 7 here, which has no such interface any more. */
async function openapiTypescript(): Promise<typeof import('openapi-typescript')> {
  const hooks = registerHooks({
    resolve: (name, context, next) => next(name === 'typescript' ? 'typescript-5' : name, context),
  });
  try {
    return await import('openapi-typescript');
  } finally {
    hooks.deregister();
  }
}
