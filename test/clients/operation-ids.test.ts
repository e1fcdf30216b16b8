import assert from 'node:assert/strict';
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { documentFile } from '../../src/api/document/file.ts';
import { waldur } from '../../src/api/dialects/waldur.ts';
import { run } from '../../src/common/command.ts';
import { type Document, operationsOf } from '../../src/api/document/openapi.ts';
import { pythonWith } from './python.ts';

const cache = fileURLToPath(new URL('../../.cache/clients/', import.meta.url));

/** `method path` with nameless placeholders: the names of those differ. */
const keyOf = (method: string, path: string): string => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`;

/** The operations of Waldur's own client by where they are: it has a module for each, of the operation's name. */
async function operationsOfWaldur(): Promise<Map<string, string>> {
  const requirements = await readFile(new URL('requirements.txt', import.meta.url), 'utf8');
  const [line = assert.fail('there is no client of Waldur')] = /^waldur-api-client==.*$/m.exec(requirements) ?? [];
  // alone: other tests may be installing all of them
  await mkdir(cache, { recursive: true });
  const alone = join(cache, 'waldur-api-client.txt');
  await writeFile(alone, `${line}\n`);
  const python = await pythonWith(alone);
  // found, not imported: what it needs is not there
  const where = 'import importlib.util as u; print(u.find_spec("waldur_api_client").submodule_search_locations[0])';
  const home = (await run(python, ['-c', where])).stdout.trim();
  const found = new Map<string, string>();
  for await (const file of glob('api/*/*.py', { cwd: home })) {
    const call = /"method": "(?<method>\w+)",\s*"url": f?"(?<path>[^"]+)"/.exec(
      await readFile(join(home, file), 'utf8'),
    );
    const { method, path } = call?.groups ?? {};
    if (method !== undefined && path !== undefined) found.set(keyOf(method, path), basename(file, '.py'));
  }
  return found;
}

test("operations that Waldur has are called as Waldur's own client calls them, and no others are", async (t) => {
  const theirs = await operationsOfWaldur();
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
