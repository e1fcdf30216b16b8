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
/** So many fields an answer names. */
const mostNamed = 20;

interface Round {
  operation: Operation;
  fields: string[];
}

/** `a.b[].c` is `a`, `b`, `[]`, `c`. */
const stepsOf = (field: string): string[] => field.replaceAll('[]', '.[]').split('.').filter(Boolean);

/** Whether one body can have both. */
function fit(one: string, other: string): boolean {
  const [a, b] = [stepsOf(one), stepsOf(other)];
  const at = a.findIndex((step, index) => step !== b[index]);
  return ![a[at], b[at]].some((step) => step === undefined || step === '[]');
}

/** The fields of an operation in as few bodies as can have them. */
function roundsOf(operation: Operation, fields: string[]): Round[] {
  const rounds: Round[] = [];
  for (const field of fields) {
    const round = rounds.find((one) => one.fields.length < mostNamed && one.fields.every((other) => fit(field, other)));
    if (round === undefined) rounds.push({ operation, fields: [field] });
    else round.fields.push(field);
  }
  return rounds;
}

const rounds = operations.flatMap((operation) =>
  operation.body === null ? [] : roundsOf(operation, textsOf(operation.body)),
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

/** A value that is written as it stands here, and where it belongs. */
type Part = [steps: string[], json: string | Buffer];

function jsonOf(parts: Part[]): Buffer {
  const [only] = parts;
  if (only?.[0].length === 0) return Buffer.from(only[1]);
  const members = Map.groupBy(parts, ([[step = '']]) => step);
  const below = [...members].map(([step, of]): [string, Buffer] => [
    step,
    jsonOf(of.map(([[, ...rest], json]) => [rest, json])),
  ]);
  const [open, close] = members.has('[]') ? '[]' : '{}';
  const written = below.map(([step, json], index) =>
    Buffer.concat([Buffer.from(`${index === 0 ? '' : ','}${step === '[]' ? '' : `${JSON.stringify(step)}:`}`), json]),
  );
  return Buffer.concat([Buffer.from(open ?? ''), ...written, Buffer.from(close ?? '')]);
}

/** A body of these fields alone, each as this JSON. */
function bodyWith(fields: string[], json: (field: string) => string | Buffer): Buffer {
  return jsonOf(fields.map((field) => [stepsOf(field), json(field)]));
}

/** What the answer says of the field; its first item stands for a list. */
function saidOf({ errors }: Answer, field: string): unknown {
  const steps = field.replaceAll('[]', '.0').split('.').filter(Boolean);
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], errors);
}

/** Sends all fields of a round, each as what `json` says of it, and holds what is said of each of them. */
async function assertRefused(
  { operation, fields }: Round,
  json: (field: string) => string | Buffer,
  why: RegExp | string,
): Promise<void> {
  const body = bodyWith(fields, json);
  const answer = await send(operation, body);
  assert.equal(answer.status, 400, `${operation.key}, ${body.toString()}: ${answer.text}`);
  for (const field of fields) {
    const messages = [saidOf(answer, field)]
      .flat(2)
      .map((said) => (said as { non_field_errors?: string[] } | undefined)?.non_field_errors?.[0] ?? said);
    const what = `${operation.key}, ${field} in ${body.toString()}: ${answer.text}`;
    assert.equal(messages.length, 1, what);
    if (typeof why === 'string') assert.equal(messages[0], why, what);
    else assert.match(String(messages[0]), why, what);
  }
}

/** One after the other of `choices`, for each that asks. */
function inTurn<T>(choices: readonly [T, ...T[]]): () => T {
  let index = 0;
  return () => choices[index++ % choices.length] ?? choices[0];
}

describe('every text of every body', () => {
  test('that is not UTF-8 is refused with its field', async () => {
    assert.ok(rounds.flatMap(({ fields }) => fields).length > 200);
    const invalid = inTurn([[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]]);
    // what is written as an escape is no byte of its own
    const text = (): Buffer => Buffer.from([0x22, 0x61, ...Buffer.from('\\u00ff'), ...invalid(), 0x22]);
    for (const round of rounds) await assertRefused(round, text, inUtf8);
  });

  test('that no column can hold is refused with its field', async () => {
    const text = inTurn(['"a\\u0000"', '"\\ud800b"', '"\\udc00"']);
    for (const round of rounds) await assertRefused(round, text, unstorable);
  });

  test('that is not what it looks like is refused, unless it is kept as it is', async () => {
    const mark = inTurn(['\u202e', '\u2066', '\u200f', '\u061c', '\u001b[31m', '\u0007', '\u009b31m', '\u007f', '\b']);
    const text = (): string => JSON.stringify(`evil${mark()}`);
    for (const { operation, fields } of rounds) {
      const kept = fields.filter((field) => verbatim.includes(field.split('.').at(-1) ?? ''));
      const others = fields.filter((field) => !kept.includes(field));
      if (others.length > 0) await assertRefused({ operation, fields: others }, text, deceptive);
      if (kept.length > 0) assert.doesNotMatch((await send(operation, bodyWith(kept, text))).text, /direction of text/);
    }
  });

  test('that names something is one line', async () => {
    const named = rounds
      .map(({ operation, fields }) => ({ operation, fields: fields.filter((field) => field.endsWith('name')) }))
      .filter(({ fields }) => fields.length > 0);
    assert.ok(named.length > 20);
    for (const round of named) await assertRefused(round, () => '"a\\nb"', deceptive);
  });

  test('in any script, and with line breaks where it is no name, is taken', async () => {
    const text = 'Zürich שלום مرحبا 東京 👩‍👩‍👧\r\n\tline';
    const { status, body } = await cloud.staff.patch(`projects/${tenant.project}/`, { description: text });
    assert.deepEqual([status, body.description], [200, text]);
  });
});

describe('every body', () => {
  test('with a key twice is refused with its field', async () => {
    for (const { operation, fields } of rounds) {
      const keys = fields.filter((field) => !field.endsWith('[]'));
      if (keys.length === 0) continue;
      // the second time with an escape in it: it is the same key
      const again = (key: string): string =>
        key.replace(/(?<=")./, (first) => `\\u${first.charCodeAt(0).toString(16).padStart(4, '0')}`);
      const twice = (field: string): string => {
        const key = JSON.stringify(stepsOf(field).at(-1));
        return `"a",${again(key)}:"b"`;
      };
      await assertRefused({ operation, fields: keys }, twice, 'Is there more than once.');
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
