import swagger from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { App } from './app.ts';

const description = `Order a VM with one POST, follow the order, manage the VM.

Every call needs \`Authorization: Token <token>\`. UUIDs are accepted with and without dashes. Lists are paged
(\`page\`, \`page_size\`). A 400 names every wrong field; other errors carry \`detail\`. Below \`/waldur/api\` the same answers come as
Waldur writes them: hyperlinks, bare lists, its words for the states of orders.`;

/** Makes `app.swagger()` describe the routes that are registered from now on. */
export async function describeRoutes(app: App, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Slipway', version, description },
      components: {
        securitySchemes: {
          token: { type: 'apiKey', in: 'header', name: 'Authorization', description: '`Token <token>`' },
        },
      },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: describedSchemas,
  });
}

/** The document with the schemas that its routes refer to, and no others: zod makes an input twin of every answer. */
const describedSchemas: typeof jsonSchemaTransformObject = (input) => {
  const document = jsonSchemaTransformObject(input);
  if (!('components' in document)) return document;
  const { components, ...rest } = document;
  const all = components?.schemas ?? {};
  const used = new Set<string>();
  const follow = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      follow(all[name] ?? {});
    }
  };
  follow(rest);
  const schemas = Object.fromEntries(Object.entries(all).filter(([name]) => used.has(name)));
  return { ...rest, components: { ...components, schemas } } as typeof document;
};
