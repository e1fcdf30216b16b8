import { registerHooks } from 'node:module';
import type { Document } from './openapi.ts';

/** Where `openapi-file.ts` writes the types that the command line reads answers by. */
export const commandLineTypes = new URL('../../cli/api/schema.ts', import.meta.url);

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
