import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { documentFile } from '../../src/api/document/file.ts';
import { waldur } from '../../src/api/dialects/waldur.ts';
import { type Document, operationsOf } from '../../src/api/document/openapi.ts';
import { functionsOfWaldur } from './waldur-client.ts';

/** `method path` with nameless placeholders: the names of those differ. */
const keyOf = (method: string, path: string): string => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`;

test("operations that Waldur has are called as Waldur's own client calls them, and no others are", async (t) => {
  const functions = await functionsOfWaldur();
  const theirs = new Map(functions.map(({ name, method, path }) => [keyOf(method, path), name]));
  assert.ok(theirs.size > 3_000, `only ${theirs.size} operations in Waldur's client`);
  const names = new Set(theirs.values());
  const document = JSON.parse(await readFile(documentFile(waldur), 'utf8')) as Document;
  const ours = operationsOf(document).map(({ method, path, operation }) => ({
    id: operation.operationId,
    name: theirs.get(keyOf(method, path.replace('/waldur', ''))),
  }));
  const common = ours.filter(({ name }) => name !== undefined);
  for (const { id, name } of common) assert.equal(id, name);
  assert.deepEqual(
    ours.filter(({ id, name }) => name === undefined && names.has(id ?? '')),
    [],
  );
  t.diagnostic(`${common.length} of our ${ours.length} operations are Waldur's, too`);
  assert.ok(common.length >= 160, `only ${common.length} operations in common`);
});
