import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { waldur } from '../../src/api/dialects/waldur.ts';
import { wayscloud } from '../../src/api/dialects/wayscloud.ts';
import { componentOf } from '../../src/api/document/components.ts';
import { documentFile } from '../../src/api/document/file.ts';
import { type Document, operationsOf, type Schema } from '../../src/api/document/openapi.ts';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';

const { cloud, tenant, catalogue } = await setUp();
const { body: placed } = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue));
await tenant.client.settled(placed.uuid);
const vm: string = placed.resource_uuid;

function schemaOf({ components }: Document, schema: Schema): Schema {
  return components.schemas[componentOf(schema) ?? ''] ?? schema;
}

/** The objects that a schema is made of. */
function schemasIn(document: Document, schema: Schema): Schema[] {
  const own = schemaOf(document, schema);
  const parts = [own.items ?? [], own.anyOf ?? [], Object.values(own.properties ?? {})].flat();
  return [...(own.properties === undefined ? [] : [own]), ...parts.flatMap((part) => schemasIn(document, part))];
}

describe('what nobody knows is refused, with the nearest that there is', () => {
  const dialects = [tenant.client, tenant.client.in('/waldur/api')];

  test('a parameter of a list, of one object and of none', async () => {
    for (const client of dialects) {
      const { status, errors } = await client.get('marketplace-resources/?name_exac=beta');
      const [why = ''] = errors['name_exac'] as string[];
      assert.equal(status, 400);
      assert.match(
        why,
        /^There is no such parameter. Did you mean "name_exact"\? There are: page, page_size, cursor, uuid, name, /,
      );
      const one = await client.get(`marketplace-resources/${vm}/?fields=name`);
      assert.deepEqual(one.errors['fields'], ['There is no such parameter. Did you mean "field"? There are: field.']);
      const none = await client.get('configuration/?x=1');
      assert.deepEqual(none.errors['x'], ['There is no such parameter, and no other. Leave it out.']);
      const dry = await client.post('marketplace-orders/?dry_run=true', orderFor(tenant, catalogue));
      assert.deepEqual([dry.status, Object.keys(dry.errors)], [400, ['dry_run']]);
    }
  });

  test('a word of a state or to sort by', async () => {
    for (const path of ['marketplace-resources', 'openstack-instances', 'openstack-volumes', 'openstack-networks']) {
      const state = await tenant.client.get(`${path}/?state=bogus`);
      assert.match((state.errors['state'] as string[])[0] ?? '', /^Must be one of: .*OK/, path);
      const sort = await tenant.client.get(`${path}/?o=name,-bogus`);
      assert.match((sort.errors['o'] as string[])[0] ?? '', /^Sort by: name, created.*"-" before it/, path);
    }
  });

  test('a field of a body, also beside others that are wrong, and of a body where none is taken', async () => {
    for (const client of dialects) {
      const group = await client.post('openstack-security-groups/', {
        tenant: tenant.project,
        nam: 'x',
        rules: [{ cdir: '', ports: 1 }],
      });
      assert.equal(group.status, 400);
      assert.deepEqual(group.errors['name'], ['This field is required.']);
      assert.match((group.errors['nam'] as string[])[0] ?? '', /^There is no such field. Did you mean "name"\?/);
      assert.match((group.errors['rules'] as { ports: string[] }[])[0]?.ports[0] ?? '', /^There is no such field./);
      const start = await client.post(`marketplace-resources/${vm}/actions/start/`, { force: true });
      assert.deepEqual(start.errors, { force: ['There is no such field, and no other. Leave it out.'] });
    }
  });

  test('a field of any body, as both documents say', async (t) => {
    const wrong: string[] = [];
    let asked = 0;
    for (const dialect of [wayscloud, waldur]) {
      const document = JSON.parse(await readFile(documentFile(dialect), 'utf8')) as Document;
      for (const { path, method, operation } of operationsOf(document)) {
        const schema = operation.requestBody?.content['application/json']?.schema;
        if (schema === undefined) continue;
        const body = schemaOf(document, schema).type === 'array' ? [{ nobody_knows: 1 }] : { nobody_knows: 1 };
        const at = path.replace(/^\//, '').replaceAll(/\{\w+\}/g, '00000000-0000-4000-8000-000000000001');
        const { status, text } = await cloud.staff.in('').send(method.toUpperCase(), at, body);
        asked += 1;
        const isClosed = schemasIn(document, schema).every(
          ({ additionalProperties }) => additionalProperties === false,
        );
        if (status !== 400 || !text.includes('"nobody_knows":["There is no such field') || !isClosed)
          wrong.push(`${method} ${path}: ${status} ${text}`);
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(asked > 150, `only ${asked} operations take a body`);
    t.diagnostic(`${asked} bodies take no field that they do not describe`);
  });

  test('but for what clients of Waldur send without a wish', async () => {
    const group = { tenant: tenant.project, name: 'plain', backend_id: '', options: null };
    const [own, other] = await Promise.all(dialects.map((client) => client.post('openstack-security-groups/', group)));
    assert.deepEqual([own?.status, Object.keys(own?.errors ?? {})], [400, ['backend_id', 'options']]);
    assert.equal(other?.status, 201, other?.text);
    const listed = dialects.map((client) => client.get('configuration/?page_size=200'));
    assert.deepEqual(
      (await Promise.all(listed)).map(({ status }) => status),
      [400, 200],
    );
  });
});

describe('HEAD on a stream', () => {
  test('ends at once, while the order goes on', async () => {
    const gate = Promise.withResolvers<void>();
    cloud.driver.fault = (asked) => (asked === 'startGuest' ? gate.promise : undefined);
    const { body } = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { name: 'followed' }));
    const { status, headers } = await tenant.client.send('HEAD', `marketplace-orders/${body.uuid}/events/`);
    assert.deepEqual([status, headers.get('content-type')], [200, 'text/event-stream']);
    gate.resolve();
    cloud.driver.fault = () => {};
    await tenant.client.settled(body.uuid);
  });
});
