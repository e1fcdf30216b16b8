import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { version } from '../../src/common/version.ts';
import { buildApi } from '../../src/api/index.ts';
import type { ApiContext } from '../../src/api/index.ts';
import { type Document, type Operation, operationsOf } from '../../src/api/document/openapi.ts';

const dialects = ['', '/waldur'];

describe('the description of the API', () => {
  let app: Awaited<ReturnType<typeof buildApi>>;
  let documents: Document[];

  before(async () => {
    app = await buildApi(
      { version: version(), settings: { trusted_proxies: '', public_url: null } } as ApiContext,
      false,
    );
    const answers = dialects.map(async (root) => (await app.inject(`${root}/api/schema/`)).json<Document>());
    documents = await Promise.all(answers);
  });
  after(() => app.close());

  const operations = (): [string, Operation, Document][] =>
    documents.flatMap((document) =>
      operationsOf(document).map(({ method, path, operation }): [string, Operation, Document] => [
        `${method} ${path}`,
        operation,
        document,
      ]),
    );

  test('no operation takes a field that names the backend, the host or an id of the server (T9)', () => {
    const foreign = /^(backend_\w+|host|hypervisor|slot|uid|path|uuid|state|runtime_state|reserved|created_by)$/;
    const fieldsOf = (schema: unknown, document: Document, seen = new Set<unknown>()): string[] => {
      if (typeof schema !== 'object' || schema === null || seen.has(schema)) return [];
      seen.add(schema);
      const { $ref, properties = {}, ...rest } = schema as { $ref?: string; properties?: Record<string, unknown> };
      const target = $ref === undefined ? undefined : document.components.schemas[$ref.split('/').at(-1) ?? ''];
      const below = [target, ...Object.values(properties), ...Object.values(rest)].flatMap((each) =>
        fieldsOf(each, document, seen),
      );
      return [...Object.keys(properties), ...below];
    };
    const taken = operations().map(
      ([key, { requestBody }, document]) => [key, fieldsOf(requestBody, document)] as const,
    );
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

  test('is a document of OpenAPI 3.1 for each dialect; every reference leads somewhere, every schema is referred to', () => {
    for (const document of documents) {
      assert.match(document.openapi, /^3\.1\./);
      assert.equal(document.info.version, version());
      const text = JSON.stringify(document);
      const references = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference = '']) => reference));
      const schemas = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
      assert.deepEqual(references, new Set(schemas));
      for (const name of Object.keys(document.security[0] ?? {})) assert.ok(document.components.securitySchemes[name]);
    }
  });

  test('is of one dialect alone; what Waldur has nothing like is in ours', () => {
    const [own = [], waldur = []] = documents.map((document, index) =>
      operationsOf(document).map(({ method, path, operation: { operationId } }) => {
        assert.equal(path.startsWith('/waldur/'), index === 1, path);
        return `${method} ${path.replace('/waldur', '')} ${operationId}`;
      }),
    );
    assert.deepEqual(
      waldur.filter((operation) => !own.includes(operation)),
      [],
    );
    assert.deepEqual(
      own.filter((operation) => !waldur.includes(operation)).map((operation) => operation.split(' ')[1]),
      [
        '/api/deleted-resources/',
        '/api/deleted-resources/',
        '/api/deleted-resources/{uuid}/',
        '/api/deleted-resources/{uuid}/',
        '/api/deleted-resources/{uuid}/undelete/',
        '/api/backup-copies/',
        '/api/backup-copies/',
        '/api/backup-copies/{uuid}/',
        '/api/backup-copies/{uuid}/',
        '/api/openstack-backups/{uuid}/copy/',
        '/api/backup-copies/{uuid}/verify/',
        '/api/backup-copies/{uuid}/restore/',
        '/api/status/',
        '/api/doctor/',
        '/api/doctor/fix/',
        '/api/doctor/trash/',
        '/api/doctor/trash/{uuid}/restore/',
        '/api/doctor/receipts/{uuid}/',
        '/api/backups/',
        '/api/backups/',
        '/api/clouds/',
        '/api/clouds/{name}/',
        '/api/clouds/{name}/doctor/',
        '/api/log/',
        '/metrics',
      ],
    );
  });

  test('declares the groups of its operations, each with what it is', () => {
    for (const document of documents) {
      const used = new Set(operationsOf(document).flatMap(({ operation }) => operation.tags));
      assert.deepEqual(new Set(document.tags.map(({ name }) => name)), used);
      for (const { name, description } of document.tags) assert.ok(description.length > 10, name);
    }
  });

  test('says of every operation what it is for, what it takes and what it answers', () => {
    assert.ok(operations().length >= 400, `only ${operations().length} operations`);
    const known = new Map<string, string>();
    for (const [name, operation] of operations()) {
      const {
        summary,
        description = '',
        operationId = '',
        tags,
        parameters = [],
        responses,
        requestBody,
        security,
      } = operation;
      assert.ok(summary.length > 3, `${name} has no summary`);
      assert.match(operationId, /^[a-z_]+$/, name);
      for (const said of [summary, operationId].map((text) => `${name.includes('/waldur/')} ${text}`)) {
        assert.equal(known.get(said), undefined, `${name} is called ${said} as ${known.get(said)} is`);
        known.set(said, name);
      }
      assert.match(description, /^.{20,}\n\nIt needs /s, `${name} is not described`);
      for (const [status, answer] of Object.entries(responses)) {
        assert.match(answer.description, /^[A-Z].{3,}\.$/s, `${name} does not say what ${status} means`);
        assert.doesNotMatch(answer.description, /Default Response/, name);
      }
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

  test('has the headers of every list, and HEAD for who wants no more', async () => {
    for (const [name, { responses }, document] of operations().filter(([, { operationId }]) =>
      operationId?.endsWith('_count'),
    )) {
      assert.deepEqual(Object.keys(responses['200']?.headers ?? {}), ['X-Result-Count', 'Link'], name);
      for (const { content } of Object.values(responses)) assert.equal(content, undefined, name);
      const path = name.replace('head ', '');
      assert.deepEqual(responses['200']?.headers, document.paths[path]?.['get']?.responses['200']?.headers);
      assert.equal((await app.inject({ method: 'HEAD', url: path.replaceAll(/\{\w+\}/g, 'x') })).statusCode, 401, name);
    }
  });

  test('has the documented order with all of its parameters', () => {
    const [{ paths, components } = assert.fail()] = documents;
    const order = paths['/api/marketplace-orders/']?.['post'];
    assert.deepEqual(order?.requestBody?.content['application/json']?.schema, {
      $ref: '#/components/schemas/OrdersCreateRequest',
    });
    const { OrdersCreateRequest: schema, VmAttributes: attributes } = components.schemas;
    assert.deepEqual(schema?.required, ['project', 'offering', 'plan', 'attributes']);
    assert.deepEqual(schema.properties?.['attributes']?.anyOf?.[0], { $ref: '#/components/schemas/VmAttributes' });
    for (const name of ['name', 'image', 'flavor', 'ssh_public_key', 'networks']) {
      assert.ok(attributes?.properties?.[name], name);
    }
    assert.ok(!attributes?.required?.includes('flavor'));
    assert.deepEqual(Object.keys(order.responses), ['201', '400', '401', '403', '409', '413', '415', '422', '429']);
  });

  test('has a page of our name that reads it, from this server alone, where a browser ends that is given only the address', async () => {
    const { statusCode, headers } = await app.inject('/');
    assert.deepEqual([statusCode, headers.location], [302, '/api/docs/']);
    const page = await app.inject('/api/docs/');
    assert.equal(page.statusCode, 200);
    assert.match(page.headers['content-type'] as string, /text\/html/);
    assert.match(page.body, /<title>Slipway API<\/title>/);
    assert.doesNotMatch(page.body.replaceAll(/(src|href)="[^"]*"/g, ''), /swagger(?!-ui">)/i);
    assert.match(page.body, /<link rel="icon" type="image\/svg\+xml"/);
    const assets = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, asset = '']) => asset);
    assert.ok(assets.length > 3);
    for (const asset of assets) {
      assert.ok(!/^(https?:)?\/\//.test(asset), `${asset} is elsewhere`);
      const { pathname } = new URL(asset, 'http://localhost/api/docs/');
      assert.equal((await app.inject(pathname)).statusCode, 200, asset);
    }
    const { body: program } = await app.inject('/api/docs/static/swagger-initializer.js');
    for (const root of dialects) assert.ok(program.includes(`"${root}/api/schema/"`), root);
    const [, logo = ''] = /data:image\/svg\+xml;base64,([^']+)'/.exec(program) ?? [];
    assert.match(Buffer.from(logo, 'base64').toString(), /<text[^>]*>Slipway<\/text>/);
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
