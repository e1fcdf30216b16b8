import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { stringsIn } from '../../src/api/http/json-strings.ts';
import type { Answer } from '../support/client.ts';
import { describedOperations, type Operation, textsOf } from '../support/openapi.ts';
import { setUp } from '../support/setup.ts';

const { cloud, tenant } = await setUp();
const operations = (await describedOperations(cloud.staff)).filter(({ method }) => !['GET', 'HEAD'].includes(method));
const fields = operations.flatMap((operation) =>
  (operation.body === null ? [] : textsOf(operation.body)).map((field) => ({ operation, field })),
);

/** What is kept as it is, whatever it says. */
const verbatim = ['user_data', 'password', 'old_password'];
const inUtf8 = 'Must be text in UTF-8.';
const unstorable = 'Must be text in UTF-8, without a NUL character or half of a surrogate pair.';
const deceptive = /^May not have control characters or marks that change the direction of text: U\+[0-9A-F]{4}\.$/;

/** Whether or not there is such an object: what cannot be read is refused before anything is looked for. */
function send({ method, root, path }: Operation, body: string | Buffer): Promise<Answer> {
  return cloud.staff.in(root).send(
    method,
    path.replace(/\{\w+\}/g, () => randomUUID()),
    body,
  );
}

/** The field `a.b[].c` as a body in which it alone is, as this JSON. */
function bodyWith(field: string, json: string | Buffer): Buffer {
  const steps = field.replaceAll('[]', '.[]').split('.').filter(Boolean);
  const around = (open: (step: string) => string) => steps.map(open).join('');
  const head = around((step) => (step === '[]' ? '[' : `{${JSON.stringify(step)}:`));
  const tail = steps.toReversed().map((step) => (step === '[]' ? ']' : '}'));
  return Buffer.concat([Buffer.from(head), Buffer.from(json), Buffer.from(tail.join(''))]);
}

/** What the answer says of the field; its first item stands for a list. */
function saidOf({ errors }: Answer, field: string): unknown {
  const steps = field.replaceAll('[]', '.0').split('.').filter(Boolean);
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], errors);
}

async function assertRefused(operation: Operation, field: string, json: string | Buffer, why: RegExp | string) {
  const answer = await send(operation, bodyWith(field, json));
  const messages = [saidOf(answer, field)]
    .flat(2)
    .map((said) => (said as { non_field_errors?: string[] }).non_field_errors?.[0] ?? said);
  const what = `${operation.key}, ${field} = ${String(json)}: ${answer.text}`;
  assert.equal(answer.status, 400, what);
  assert.equal(messages.length, 1, what);
  if (typeof why === 'string') assert.equal(messages[0], why, what);
  else assert.match(String(messages[0]), why, what);
}

describe('every text of every body', () => {
  test('that is not UTF-8 is refused with its field', async () => {
    assert.ok(fields.length > 200);
    const invalid = [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]];
    for (const [index, { operation, field }] of fields.entries()) {
      const bytes = invalid[index % invalid.length] ?? [];
      // what is written as an escape is no byte of its own
      await assertRefused(
        operation,
        field,
        Buffer.from([0x22, 0x61, ...Buffer.from('\\u00ff'), ...bytes, 0x22]),
        inUtf8,
      );
    }
  });

  test('that no column can hold is refused with its field', async () => {
    for (const [index, { operation, field }] of fields.entries())
      await assertRefused(operation, field, ['"a\\u0000"', '"\\ud800b"', '"\\udc00"'][index % 3] ?? '', unstorable);
  });

  test('that is not what it looks like is refused, unless it is kept as it is', async () => {
    const marks = ['\u202e', '\u2066', '\u200f', '\u061c', '\u001b[31m', '\u0007', '\u009b31m', '\u007f', '\b'];
    for (const [index, { operation, field }] of fields.entries()) {
      const json = JSON.stringify(`evil${marks[index % marks.length]}`);
      if (!verbatim.includes(field.split('.').at(-1) ?? '')) await assertRefused(operation, field, json, deceptive);
      else assert.doesNotMatch((await send(operation, bodyWith(field, json))).text, /direction of text/);
    }
  });

  test('that names something is one line', async () => {
    const names = fields.filter(({ field }) => field.endsWith('name'));
    assert.ok(names.length > 20);
    for (const { operation, field } of names) await assertRefused(operation, field, '"a\\nb"', deceptive);
  });

  test('in any script, and with line breaks where it is no name, is taken', async () => {
    const text = 'Zürich שלום مرحبا 東京 👩‍👩‍👧\r\n\tline';
    const { status, body } = await cloud.staff.patch(`projects/${tenant.project}/`, { description: text });
    assert.deepEqual([status, body.description], [200, text]);
  });
});

describe('every body', () => {
  test('with a key twice is refused with its field', async () => {
    for (const { operation, field } of fields) {
      const key = field.replaceAll('[]', '').split('.').at(-1) ?? '';
      if (key === '' || field.endsWith('[]')) continue;
      const parent = field.split('.').slice(0, -1).join('.');
      const twice = `{${JSON.stringify(key)}:"a",${JSON.stringify(key).replace(/(?<=")./, (first) => `\\u${first.charCodeAt(0).toString(16).padStart(4, '0')}`)}:"b"}`;
      const answer = await send(operation, parent === '' ? twice : bodyWith(parent, twice));
      assert.equal(answer.status, 400, answer.text);
      assert.deepEqual(
        saidOf(answer, field),
        ['Is there more than once.'],
        `${operation.key}, ${field}: ${answer.text}`,
      );
    }
  });

  test('that is broken outside of its texts, or has a key that is no text, is refused as a whole', async () => {
    for (const operation of operations) {
      const broken = await send(operation, Buffer.from([0x7b, 0xff, 0x7d]));
      assert.deepEqual([broken.status, broken.body.code], [400, 'unreadable-request'], operation.key);
      const key = await send(operation, Buffer.from('{"\u00ff": 1}', 'latin1'));
      assert.deepEqual([key.status, key.errors], [400, { non_field_errors: [inUtf8] }], operation.key);
    }
  });

  test('of another type than JSON is refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const { status } = await tenant.client.post('keys/', 'name=x', { 'content-type': type });
      assert.equal(status, 415, type);
    }
  });
});

test('every query is percent-encoded UTF-8', async () => {
  for (const value of ['%ff', '%c0%af', '%zz', '%', 'a%e2%82'])
    assert.deepEqual((await tenant.client.get(`projects/?name=${value}`)).errors, { name: [inUtf8] });
  assert.equal((await tenant.client.get('projects/?%ff=1')).status, 400);
  assert.equal((await tenant.client.get('projects/?name=%e2%82%ac+%2B')).status, 200);
});

test('the strings of a JSON text are those that JSON.parse makes, with where they stand', () => {
  const json = fc.json({ maxDepth: 4 });
  const spaced = fc
    .tuple(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 1, '\t'))
    .map(([value, indent]) => JSON.stringify(value, null, indent));
  fc.assert(
    fc.property(fc.oneof(json, spaced), (text) => {
      const found = [...stringsIn(text)];
      const expected: [string, string][] = [];
      const walk = (value: unknown, path: (string | number)[]): void => {
        if (typeof value === 'string') expected.push([JSON.stringify(path), value]);
        else if (Array.isArray(value)) value.forEach((item, index) => walk(item, [...path, index]));
        else if (typeof value === 'object' && value !== null)
          for (const [key, item] of Object.entries(value)) walk(item, [...path, key]);
      };
      const value: unknown = JSON.parse(text);
      walk(value, []);
      const texts = found.filter(({ isKey }) => !isKey).map(({ path, text: said }) => [JSON.stringify(path), said]);
      assert.deepEqual(texts.map(String).sort(), expected.map(String).sort());
      assert.ok(found.every(({ again }) => !again));
    }),
  );
});
