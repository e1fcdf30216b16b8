import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { documentFile } from '../../src/api/document/file.ts';
import { type Content, type Document, operationsOf } from '../../src/api/document/openapi.ts';
import { catalogue, isCode } from '../../src/common/problems/catalogue.ts';
import type { Dialect } from '../../src/api/dialects/dialect.ts';
import { waldur } from '../../src/api/dialects/waldur.ts';
import { wayscloud } from '../../src/api/dialects/wayscloud.ts';

const uuids = { wayscloud: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, waldur: /^[0-9a-f]{32}$/ };

async function documentOf(dialect: Dialect): Promise<Document> {
  return JSON.parse(await readFile(documentFile(dialect), 'utf8')) as Document;
}

/** Every body of an answer, with what it is of. */
function bodiesOf(document: Document): { what: string; status: number; content: Content }[] {
  return operationsOf(document).flatMap(({ operation: { operationId, responses } }) =>
    Object.entries(responses).flatMap(([status, { content = {} }]) =>
      Object.values(content).map((each) => ({
        what: `${operationId} ${status}`,
        status: Number(status),
        content: each,
      })),
    ),
  );
}

function examplesOf({ example, examples }: Content): unknown[] {
  return examples === undefined ? [example] : Object.values(examples).map(({ value }) => value);
}

for (const dialect of [wayscloud, waldur]) {
  describe(`the examples of the ${dialect.name} document`, () => {
    test('there is one of each answer, and each is what its schema says', async () => {
      const document = await documentOf(dialect);
      const ajv = new Ajv2020({ strict: false, inlineRefs: false, code: { optimize: false } });
      addFormats.default(ajv);
      ajv.addSchema({ $id: 'document', components: document.components });
      const known = new Map<string, ValidateFunction>();
      for (const { what, content } of bodiesOf(document)) {
        const schema = JSON.stringify(content.schema).replaceAll('"#/components/', '"document#/components/');
        const validate = known.get(schema) ?? ajv.compile(JSON.parse(schema) as object);
        known.set(schema, validate);
        for (const example of examplesOf(content)) {
          assert.notEqual(example, undefined, `${what} has no example`);
          assert.ok(validate(example), `${what}: ${ajv.errorsText(validate.errors)}`);
        }
      }
    });

    test('they are written as the dialect writes: its UUIDs, its references, its words for states', async () => {
      for (const { what, status, content } of bodiesOf(await documentOf(dialect))) {
        if (status >= 400) continue;
        const order = JSON.stringify(examplesOf(content));
        for (const [, uuid = ''] of order.matchAll(/"(?:uuid|\w+_uuid)":"([^"]*)"/g)) {
          assert.match(uuid, uuids[dialect.name], what);
        }
        for (const [, project = ''] of order.matchAll(/"project":"([^"]*)"/g)) {
          assert.equal(project.startsWith('https://'), dialect === waldur, `${what}: ${project}`);
        }
      }
    });

    test('an answer that refuses has the code and the status of the catalogue, and says what to do', async () => {
      const refusals = bodiesOf(await documentOf(dialect)).filter(({ status }) => status >= 400);
      for (const { what, status, content } of refusals) {
        const { code, remedy } = content.example as { code: string; remedy?: string };
        assert.ok(isCode(code), `${what}: ${code}`);
        assert.equal(catalogue[code].status, status, `${what}: ${code}`);
        if (status !== 400) assert.notEqual(remedy, '', what);
      }
    });
  });
}
