import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { version } from '../../src/common/version.ts';
import { buildApi } from '../../src/api/index.ts';
import type { ApiContext } from '../../src/api/index.ts';

interface Operation {
  summary?: string;
  tags?: string[];
  security?: unknown[];
  parameters?: { in: string; name: string; required?: boolean; schema?: unknown }[];
  requestBody?: { content: Record<string, { schema?: unknown }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema?: unknown }> }>;
}

interface Document {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> };
  security: Record<string, unknown>[];
}

describe('the description of the API', () => {
  let app: Awaited<ReturnType<typeof buildApi>>;
  let document: Document;

  before(async () => {
    app = await buildApi({ version: version() } as ApiContext, false);
    document = (await app.inject('/api/schema/')).json();
  });
  after(() => app.close());

  const operations = (): [string, Operation][] =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
    );

  test('no operation takes a field that names the backend, the host or an id of the server (T9)', () => {
    const foreign = /^(backend_\w+|host|hypervisor|slot|uid|path|uuid|state|runtime_state|reserved|created_by)$/;
    const fieldsOf = (schema: unknown, seen = new Set<unknown>()): string[] => {
      if (typeof schema !== 'object' || schema === null || seen.has(schema)) return [];
      seen.add(schema);
      const { $ref, properties = {}, ...rest } = schema as { $ref?: string; properties?: Record<string, unknown> };
      const target = $ref === undefined ? undefined : document.components.schemas[$ref.split('/').at(-1) ?? ''];
      const below = [target, ...Object.values(properties), ...Object.values(rest)].flatMap((each) =>
        fieldsOf(each, seen),
      );
      return [...Object.keys(properties), ...below];
    };
    const taken = operations().map(([key, { requestBody }]) => [key, fieldsOf(requestBody)] as const);
    assert.ok(taken.some(([, fields]) => fields.includes('attributes')));
    const bad = taken.flatMap(([key, fields]) =>
      fields.filter((field) => foreign.test(field)).map((field) => `${key} ${field}`),
    );
    // the projects of `allowed_scopes`, in both dialects
    const known = /personal-access-tokens\/ uuid$/;
    assert.deepEqual(
      bad.filter((field) => !known.test(field)),
      [],
    );
  });

  test('is OpenAPI 3.1, and every reference in it leads somewhere and every schema is referred to', () => {
    assert.match(document.openapi, /^3\.1\./);
    assert.equal(document.info.version, version());
    const text = JSON.stringify(document);
    const references = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference = '']) => reference));
    const schemas = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    assert.deepEqual(references, new Set(schemas));
    for (const name of Object.keys(document.security[0] ?? {})) assert.ok(document.components.securitySchemes[name]);
  });

  test('says of every operation what it is for, what it takes and what it answers', () => {
    assert.ok(operations().length >= 35, `only ${operations().length} operations`);
    const summaries = new Map<string, string>();
    for (const [name, { summary = '', tags = [], parameters = [], responses, requestBody, security }] of operations()) {
      assert.ok(summary.length > 3, `${name} has no summary`);
      const said = `${name.includes('/waldur/')} ${summary}`;
      assert.equal(summaries.get(said), undefined, `${name} is summed up as ${summaries.get(said)} is`);
      summaries.set(said, name);
      assert.equal(tags.length, 1, `${name} belongs to no group`);
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      const declared = parameters.filter((parameter) => parameter.in === 'path');
      assert.deepEqual(new Set(declared.map((parameter) => parameter.name)), new Set(inPath), name);
      assert.ok(
        declared.every(({ required }) => required === true),
        name,
      );
      assert.ok(
        Object.keys(responses).some((status) => status.startsWith('2')),
        `${name} never succeeds`,
      );
      assert.equal('401' in responses, security === undefined, `${name} and its 401`);
      const bodies = [requestBody, ...Object.values(responses)].flatMap((part) => Object.values(part?.content ?? {}));
      for (const { schema } of bodies) assert.ok(schema, `${name} has a body without a schema`);
    }
  });

  test('has the documented order with all of its parameters', () => {
    const order = document.paths['/api/marketplace-orders/']?.['post'];
    const schema = order?.requestBody?.content['application/json']?.schema as {
      required: string[];
      properties: { attributes: { anyOf: { required: string[]; properties: Record<string, unknown> }[] } };
    };
    assert.deepEqual(schema.required, ['project', 'offering', 'plan', 'attributes']);
    const [attributes] = schema.properties.attributes.anyOf;
    assert.ok(attributes);
    for (const name of ['name', 'image', 'flavor', 'ssh_public_key', 'networks'])
      assert.ok(attributes.properties[name]);
    assert.ok(!attributes.required.includes('flavor'));
    assert.deepEqual(Object.keys(order?.responses ?? {}), ['201', '400', '401', '403', '409', '413', '415', '422']);
  });

  test('has a page that reads it, from this server alone, where a browser ends that is given only the address', async () => {
    const { statusCode, headers } = await app.inject('/');
    assert.deepEqual([statusCode, headers.location], [302, '/api/docs/']);
    const page = await app.inject('/api/docs/');
    assert.equal(page.statusCode, 200);
    assert.match(page.headers['content-type'] as string, /text\/html/);
    const assets = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, asset = '']) => asset);
    assert.ok(assets.length > 3);
    for (const asset of assets) {
      assert.ok(!/^(https?:)?\/\//.test(asset), `${asset} is elsewhere`);
      const { pathname } = new URL(asset, 'http://localhost/api/docs/');
      assert.equal((await app.inject(pathname)).statusCode, 200, asset);
    }
  });

  test('is public, and nothing else but the versions, the configuration and the health of the server is', async () => {
    const open = operations().filter(([, { security }]) => security !== undefined);
    assert.deepEqual(
      open.map(([name]) => name).sort((a, b) => a.localeCompare(b)),
      ['/api/configuration/', '/api/version/', '/waldur/api/configuration/', '/waldur/api/version/'].map(
        (path) => `get ${path}`,
      ),
    );
    assert.equal((await app.inject('/api/version/')).statusCode, 200);
    assert.equal((await app.inject('/healthz')).statusCode, 200);
    assert.equal((await app.inject('/api/projects/')).statusCode, 401);
  });
});
