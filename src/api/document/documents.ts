import swagger from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { buildApi } from '../app.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { waldur } from '../dialects/waldur.ts';
import { wayscloud } from '../dialects/wayscloud.ts';
import type { App } from '../http/app.ts';
import { dropInputSuffix, dropUnusedComponents, nameInline } from './components.ts';
import { closeBodies } from './closed.ts';
import { describeCounts } from './counts.ts';
import { describeOperations, requireAllUsed } from './describe.ts';
import { addExamples } from './examples/index.ts';
import type { Document } from './openapi.ts';
import { nameOperations } from './operation-ids.ts';
import { declareTags } from './tags.ts';

const introductions: Record<Dialect['name'], string> = {
  wayscloud: `Lists are paged (\`page\`, \`page_size\`), in an envelope with \`count\`, \`next\` and \`previous\`. Objects refer to others
by UUID. Below \`/waldur/api\` the same API speaks as Waldur does, with a document of its own: \`/waldur/api/schema/\`.`,
  waldur: `The API as Waldur's clients know it: lists are bare arrays with the paging in headers (\`X-Result-Count\`, \`Link\`),
objects refer to others by URL, UUIDs have no dashes, and orders have Waldur's words for their states. Below \`/api\` the same
API speaks as the WAYSCloud documentation has it, with a document of its own: \`/api/schema/\`.`,
};

const common = `Order a VM with one POST, follow the order, manage the VM.

Every call needs \`Authorization: Token <token>\`. UUIDs are accepted with and without dashes, and so are the URLs of objects.
A 400 names every wrong field; other errors carry \`detail\`.

Whatever makes or begins something takes an \`Idempotency-Key\`, so that it can be repeated when the connection is lost: for 24 hours
the same key and request get the same answer, and nothing is done twice. A request is the same in either dialect, with its keys in
another order, and with objects named by UUID or by URL.

Answers that show one object carry an \`ETag\`, of what people have set about it. Whatever changes the object takes it as \`If-Match\`, and
answers 412 when somebody else has changed it meanwhile; of two who have seen the same, one wins.`;

/** The OpenAPI document of each dialect, made from the schemas that validate. */
export async function buildDocuments(version: string): Promise<{ dialect: Dialect; document: Document }[]> {
  // routes look at the rest only when they are called
  const settings = { trusted_proxies: '', public_url: null };
  const app = await buildApi({ settings } as ApiContext, false, (routes) => describeRoutes(routes, version));
  await app.ready();
  const all = app.swagger() as unknown as Document;
  await app.close();
  const used = new Set<string>();
  const documents = [wayscloud, waldur].map((dialect) => {
    const document = documentOf(dialect, structuredClone(all));
    for (const id of describeOperations(document)) used.add(id);
    addExamples(document, dialect);
    return { dialect, document };
  });
  requireAllUsed(used);
  return documents;
}

/** Makes `app.swagger()` describe the routes that are registered from now on. */
async function describeRoutes(app: App, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Slipway', version },
      components: {
        securitySchemes: {
          token: { type: 'apiKey', in: 'header', name: 'Authorization', description: '`Token <token>`' },
        },
      },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
}

/** Of the words for an order's state, which the schemas have of both dialects, those of this one. */
function keepOwnWords({ components }: Document, dialect: Dialect): void {
  const states = Object.values(dialect.orderStates).flat();
  const words = new Set(states.map((state) => dialect.orderState(state)));
  components.schemas['OrderState'] = { ...components.schemas['OrderState'], enum: [...words] };
}

/** In Waldur's form of an order a VM may be without a key. */
function leaveOutKey({ components }: Document): void {
  const { required = [], properties = {}, ...rest } = components.schemas['VmAttributes'] ?? {};
  const { ssh_public_key: key } = properties;
  components.schemas['VmAttributes'] = {
    ...rest,
    required: required.filter((name) => name !== 'ssh_public_key'),
    properties: { ...properties, ...(key !== undefined && { ssh_public_key: { anyOf: [key, { type: 'null' }] } }) },
  };
}

/** What is served below the root of one dialect. */
function documentOf(dialect: Dialect, all: Document): Document {
  const ofWaldur = (path: string): boolean => path.startsWith(`${waldur.root}/`);
  const paths = Object.entries(all.paths).filter(([path]) => ofWaldur(path) === (dialect === waldur));
  const document: Document = {
    openapi: all.openapi,
    info: {
      title: dialect === waldur ? 'Slipway as Waldur' : 'Slipway',
      version: all.info.version,
      description: `${common}\n\n${introductions[dialect.name]}`,
    },
    tags: [],
    paths: Object.fromEntries(paths),
    components: all.components,
    security: all.security,
  };
  keepOwnWords(document, dialect);
  describeCounts(document);
  nameOperations(document);
  declareTags(document);
  nameInline(document);
  closeBodies(document);
  dropUnusedComponents(document);
  dropInputSuffix(document);
  if (dialect === waldur) leaveOutKey(document);
  return document;
}
